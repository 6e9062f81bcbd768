package dev.freshet.runtime.state.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.freshet.runtime.state.ForgottenNode;
import dev.freshet.runtime.state.NodeRecord;
import dev.freshet.runtime.state.StampRecord;
import dev.freshet.runtime.state.StateDamagedException;
import dev.freshet.runtime.state.StateException;
import dev.freshet.runtime.state.StateLockedException;
import dev.freshet.runtime.state.StateRecord;
import dev.freshet.runtime.state.StateStore;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalStateStoreTest {
    private static final int RECORDS = 20;

    @TempDir
    Path directory;

    private Path journal() {
        return directory.resolve("journal.jsonl");
    }

    /** What the store knows of all keys that the records name, as text. */
    private static String knowledge(StateStore store, List<? extends StateRecord> records) {
        Map<String, Object> known = new TreeMap<>();
        for (StateRecord record : records) {
            if (record instanceof NodeRecord node) {
                known.put("node " + node.pipeline() + "|" + node.node(), store.node(node.pipeline(), node.node()));
            } else if (record instanceof StampRecord stamp) {
                known.put("stamp " + stamp.location(), store.stamp(stamp.location()));
            }
        }
        return known.toString();
    }

    /** The same by a list that is searched from its end, as the oracle. */
    private static String expected(List<? extends StateRecord> records) {
        Map<String, Object> known = new TreeMap<>();
        List<NodeRecord> results = new ArrayList<>();
        Map<String, StampRecord> stamps = new HashMap<>();
        for (StateRecord record : records) {
            if (record instanceof NodeRecord node) {
                add(node, results);
            } else if (record instanceof StampRecord stamp) {
                stamps.put(stamp.location(), stamp);
            } else if (record instanceof ForgottenNode forgotten) {
                results.removeIf(node -> node.slot().equals(forgotten.slot()));
            }
        }
        for (StateRecord record : records) {
            if (record instanceof NodeRecord node) {
                known.put("node " + node.pipeline() + "|" + node.node(), latest(node.pipeline(), node.node(), results));
            } else if (record instanceof StampRecord stamp) {
                known.put("stamp " + stamp.location(), Optional.ofNullable(stamps.get(stamp.location())));
            }
        }
        return known.toString();
    }

    private static void add(NodeRecord node, List<NodeRecord> results) {
        results.add(node);
        List<NodeRecord> replaced = results.stream()
                .filter(earlier -> earlier != node
                        && earlier.slot().equals(node.slot())
                        && earlier.key().equals(node.key())
                        && earlier.outputs().equals(node.outputs())
                        && latest(earlier.pipeline(), earlier.node(), results).orElseThrow() != earlier)
                .toList();
        results.removeIf(result -> replaced.stream().anyMatch(each -> each == result));
        List<NodeRecord> ofSlot = results.stream()
                .filter(result -> result.slot().equals(node.slot()))
                .toList();
        if (ofSlot.size() > 8) {
            ofSlot.stream()
                    .filter(result -> !Optional.of(result).equals(latest(result.pipeline(), result.node(), results)))
                    .findFirst()
                    .ifPresent(results::remove);
        }
    }

    private static Optional<NodeRecord> latest(String pipeline, String name, List<NodeRecord> results) {
        return results.stream()
                .filter(result ->
                        result.pipeline().equals(pipeline) && result.node().equals(name))
                .reduce((first, second) -> second);
    }

    private final List<String> warnings = new ArrayList<>();

    private List<StateRecord> fill(long seed, int count) {
        Random random = new Random(seed);
        List<StateRecord> records = new ArrayList<>();
        try (LocalStateStore store = LocalStateStore.open(directory, warnings::add)) {
            for (int i = 0; i < count; i++) {
                StateRecord record = Records.any(random);
                records.add(record);
                store.append(List.of(record));
            }
        }
        return records;
    }

    @Test
    void open_missingDirectory_knowsNothingAndCreatesNothing() {
        try (LocalStateStore store = LocalStateStore.open(directory.resolve("none"), warnings::add)) {
            assertThat(store.node("p", "n")).isEmpty();
            assertThat(store.nodes("p")).isEmpty();
        }
        assertThat(directory.resolve("none")).doesNotExist();
    }

    @Test
    void append_thenOpen_knowsTheLatestOfEach() {
        for (long seed = 0; seed < 10L * Integer.getInteger("freshet.thorough", 1); seed++) {
            directory = directory.resolve("next");
            List<StateRecord> records = fill(seed, 100);
            try (LocalStateStore store = LocalStateStore.open(directory, warnings::add)) {
                assertThat(knowledge(store, records)).as("seed %d", seed).isEqualTo(expected(records));
            }
        }
    }

    @Test
    void append_olderTime_laterLineWins() {
        NodeRecord first = Records.node(new Random(1));
        NodeRecord later = new NodeRecord(
                first.pipeline(),
                first.node(),
                first.slot(),
                first.key(),
                "later",
                Instant.EPOCH,
                Duration.ZERO,
                first.schemas(),
                "",
                "",
                first.parameters(),
                first.inputs(),
                first.outputs(),
                first.declarations(),
                first.given(),
                false,
                false);
        try (LocalStateStore store = LocalStateStore.open(directory, warnings::add)) {
            store.append(List.of(first));
            store.append(List.of(later));
        }
        try (LocalStateStore store = LocalStateStore.open(directory, warnings::add)) {
            assertThat(store.node(first.pipeline(), first.node())).contains(later);
        }
    }

    /** A crash in the middle of an append leaves any prefix of it. */
    @Test
    void open_cutAnywhereInTheLastRecords_losesTheCutRecordsOnly() throws IOException {
        List<StateRecord> records = fill(3, RECORDS);
        byte[] whole = Files.readAllBytes(journal());
        List<Integer> ends = new ArrayList<>();
        for (int i = 0; i < whole.length; i++) {
            if (whole[i] == '\n') {
                ends.add(i + 1);
            }
        }
        for (int length = ends.get(ends.size() - 4); length <= whole.length; length++) {
            int cut = length;
            Files.write(journal(), Arrays.copyOf(whole, length));
            int kept = (int) ends.stream().filter(end -> end <= cut).count() - 1;
            StateRecord added = Records.node(new Random(length));
            try (LocalStateStore store = LocalStateStore.open(directory, warnings::add)) {
                assertThat(knowledge(store, records.subList(0, kept)))
                        .as("cut to %d", length)
                        .isEqualTo(expected(records.subList(0, kept)));
                store.append(List.of(added));
            }
            List<StateRecord> after = new ArrayList<>(records.subList(0, kept));
            after.add(added);
            try (LocalStateStore store = LocalStateStore.open(directory, warnings::add)) {
                assertThat(knowledge(store, after))
                        .as("cut to %d, then appended", length)
                        .isEqualTo(expected(after));
            }
        }
    }

    @Test
    void open_zeroesBehindTheLastRecord_areDropped() throws IOException {
        List<StateRecord> records = fill(4, RECORDS);
        byte[] whole = Files.readAllBytes(journal());
        Files.write(journal(), Arrays.copyOf(whole, whole.length + 4096));
        try (LocalStateStore store = LocalStateStore.open(directory, warnings::add)) {
            assertThat(knowledge(store, records)).isEqualTo(expected(records));
            store.append(List.of(records.get(0)));
        }
        LocalStateStore.open(directory, warnings::add).close();
    }

    /** Never wrong content: an error, or the loss of the last record. */
    @Test
    void open_flippedBitAnywhere_isAnErrorOrTheLossOfTheLastRecord() throws IOException {
        List<StateRecord> records = fill(5, RECORDS);
        byte[] whole = Files.readAllBytes(journal());
        Random random = new Random(6);
        int errors = 0;
        for (int i = 0; i < whole.length; i++) {
            byte[] flipped = whole.clone();
            flipped[i] ^= (byte) (1 << random.nextInt(8));
            Files.write(journal(), flipped);
            Throwable failure = catchThrowable(() -> {
                try (LocalStateStore store = LocalStateStore.open(directory, warnings::add)) {
                    List<StateRecord> kept = records.subList(0, records.size() - 1);
                    assertThat(knowledge(store, kept)).isEqualTo(expected(kept));
                }
            });
            if (failure != null) {
                assertThat(failure).as("bit of byte %d", i).isInstanceOf(StateException.class);
                assertThat(failure.getMessage().lines()).hasSize(1);
                errors++;
            }
        }
        assertThat(errors).isGreaterThan(whole.length / 2);
    }

    @Test
    void open_damageInTheMiddle_namesFileLineAndWayOut() throws IOException {
        fill(7, RECORDS);
        List<String> lines = new ArrayList<>(Files.readAllLines(journal()));
        lines.set(5, lines.get(5).replaceFirst("\\{", "["));
        Files.write(journal(), lines);
        assertThatThrownBy(() -> LocalStateStore.open(directory, warnings::add))
                .isInstanceOf(StateDamagedException.class)
                .hasMessageContaining("journal.jsonl:6: ")
                .hasMessageContaining("delete it");
        LocalStateStore.forget(directory, Duration.ZERO, store -> List.of(), true, warnings::add);
        LocalStateStore.open(directory, warnings::add).close();
    }

    @Test
    void open_otherFormat_isAnError() throws IOException {
        fill(8, 1);
        List<String> lines = new ArrayList<>(Files.readAllLines(journal()));
        java.util.zip.CRC32C checksum = new java.util.zip.CRC32C();
        checksum.update("freshet-state 1 x".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        lines.set(0, String.format("%08x", checksum.getValue()) + " freshet-state 1 x");
        Files.write(journal(), lines);
        assertThatThrownBy(() -> LocalStateStore.open(directory, warnings::add))
                .isInstanceOf(StateException.class)
                .hasMessageContaining("another version of Freshet");
    }

    @Test
    void append_diskFull_failsInOneLineAndLosesNothing() throws IOException {
        try (FileSystem small = Jimfs.newFileSystem(Configuration.unix().toBuilder()
                .setMaxSize(64 * 1024)
                .setBlockSize(512)
                .build())) {
            Path state = small.getPath("/project/.freshet");
            List<StateRecord> written = new ArrayList<>();
            Random random = new Random(9);
            try (LocalStateStore store = LocalStateStore.open(state, warnings::add)) {
                Throwable full = null;
                while (full == null) {
                    StateRecord record = Records.node(random);
                    full = catchThrowable(() -> store.append(List.of(record)));
                    if (full == null) {
                        written.add(record);
                    }
                }
                assertThat(full).isInstanceOf(StateException.class).hasMessageStartingWith("cannot write the state");
                assertThat(knowledge(store, written)).isEqualTo(expected(written));
            }
            try (LocalStateStore store = LocalStateStore.open(state, warnings::add)) {
                assertThat(knowledge(store, written)).isEqualTo(expected(written));
            }
        }
    }

    @Test
    void journalThatIsReplaced_diskFull_staysAsItWas_andNothingIsLeft() throws IOException {
        try (FileSystem small = Jimfs.newFileSystem(Configuration.unix().toBuilder()
                .setAttributeViews("basic", "posix")
                .setMaxSize(8 * 1024)
                .setBlockSize(512)
                .build())) {
            Path file = small.getPath("/project/.freshet/journal.jsonl");
            Journal journal = new Journal(file);
            journal.append(List.of("one", "two"), true);
            Throwable full = catchThrowable(() -> journal.replace(List.of("x".repeat(20_000))));
            assertThat(full).isInstanceOf(IOException.class);
            assertThat(new Journal(file).read().texts()).containsExactly("one", "two");
            try (Stream<Path> files = Files.list(file.getParent())) {
                assertThat(files).containsExactly(file);
            }
        }
    }

    @Test
    void append_fileInPlaceOfTheDirectory_failsInOneLine() throws IOException {
        Files.writeString(directory.resolve("file"), "x");
        try (LocalStateStore store = LocalStateStore.open(directory.resolve("none"), warnings::add)) {
            Files.writeString(directory.resolve("none"), "x");
            assertThatThrownBy(() -> store.append(List.of(Records.node(new Random(1)))))
                    .isInstanceOf(StateException.class)
                    .hasMessageStartingWith("cannot write the state in ");
            store.note(List.of(new StampRecord("a", "b", "c")));
        }
    }

    @Test
    void lockRelease_mostlyDeadRecords_compactsAndKeepsWhatCounts() throws IOException {
        List<StateRecord> records = fill(10, 3_000);
        try (LocalStateStore reader = LocalStateStore.open(directory, warnings::add);
                LocalStateStore store = LocalStateStore.open(directory, warnings::add)) {
            long before = Files.size(journal());
            store.lock(Duration.ZERO).close();
            assertThat(Files.size(journal())).isLessThan(before);
            assertThat(knowledge(store, records)).isEqualTo(expected(records));
            reader.refresh();
            assertThat(knowledge(reader, records))
                    .as("a reader of the old file")
                    .isEqualTo(expected(records));
            store.append(List.of(new StampRecord("after", "b", "c")));
            reader.refresh();
            assertThat(reader.stamp("after")).isPresent();
        }
        try (LocalStateStore store = LocalStateStore.open(directory, warnings::add)) {
            assertThat(knowledge(store, records)).isEqualTo(expected(records));
        }
    }

    @Test
    void refresh_seesWhatOthersAppended() {
        try (LocalStateStore one = LocalStateStore.open(directory, warnings::add);
                LocalStateStore other = LocalStateStore.open(directory, warnings::add)) {
            one.append(List.of(new StampRecord("a", "b", "c")));
            assertThat(other.stamp("a")).isEmpty();
            other.refresh();
            assertThat(other.stamp("a")).isPresent();
        }
    }

    @Test
    void lock_heldInThisProcess_isRefusedAndThenGiven() {
        try (LocalStateStore one = LocalStateStore.open(directory, warnings::add);
                LocalStateStore other = LocalStateStore.open(directory, warnings::add)) {
            StateStore.Lock lock = one.lock(Duration.ZERO);
            String holder = " (process " + ProcessHandle.current().pid() + " on ";
            assertThatThrownBy(() -> other.lock(Duration.ofMillis(30)))
                    .isInstanceOf(StateLockedException.class)
                    .hasMessageStartingWith("another run still holds the state" + holder)
                    .message()
                    .doesNotContain("waitForLock");
            assertThatThrownBy(() -> other.lock(Duration.ZERO))
                    .hasMessageStartingWith("another run holds the state" + holder)
                    .hasMessageEndingWith("; Run.waitForLock waits for it");
            lock.close();
            other.lock(Duration.ZERO).close();
        }
    }
}
