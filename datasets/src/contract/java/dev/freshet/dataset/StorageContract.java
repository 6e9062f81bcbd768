package dev.freshet.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every storage keeps to. */
public abstract class StorageContract {
    private static final long SEED = Long.getLong("freshet.seed", 20261121L);

    /** An empty storage. */
    protected abstract Storage storage() throws Exception;

    /** What reads and writes in a test. */
    protected static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    protected static Optional<Stamp> write(Storage storage, String key, byte[] content) throws IOException {
        try (Replacement replacement = storage.replace(key)) {
            replacement.out().write(content);
            return replacement.commit();
        }
    }

    protected static byte[] read(Storage storage, String key) throws IOException {
        try (InputStream in = storage.read(key).stream()) {
            return in.readAllBytes();
        }
    }

    private static String part(Storage storage, String key, long from, long length) throws IOException {
        try (InputStream in = storage.read(key, from, length)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static byte[] random(int size) {
        byte[] content = new byte[size];
        new Random(SEED).nextBytes(content);
        return content;
    }

    @Test
    final void nothing_hasNoStamp_andCannotBeRead() throws Exception {
        Storage storage = storage();
        assertThat(storage.stat("d/none")).isEmpty();
        assertThat(storage.exists("d/none")).isFalse();
        assertThatThrownBy(() -> read(storage, "d/none")).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> part(storage, "d/none", 0, 1)).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> part(storage, "d/none", 0, 0)).isInstanceOf(NoSuchFileException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_536, 3_000_001})
    final void replaced_isReadAsItWasWritten(int size) throws Exception {
        Storage storage = storage();
        byte[] content = random(size);
        write(storage, "a/b/c", content);
        assertThat(read(storage, "a/b/c")).as("seed %d", SEED).isEqualTo(content);
        assertThat(storage.stat("a/b/c").orElseThrow().size()).isEqualTo(size);
        assertThat(storage.exists("a/b/c")).isTrue();
    }

    @Test
    final void stamp_isThatOfTheCommit_andOfWhatWasRead_andSettled() throws Exception {
        Storage storage = storage();
        Instant moment = Instant.now();
        Stamp committed = write(storage, "k", bytes("one")).orElseThrow();
        assertThat(storage.stat("k").map(Storage.Entry::stamp)).contains(committed);
        assertThat(committed.isSettledAt(Instant.now())).isTrue();
        assertThat(committed.modified()).isBefore(moment.plusSeconds(3600));
        Storage.Content content = storage.read("k");
        try (InputStream in = content.stream()) {
            in.readAllBytes();
            assertThat(content.stamp()).contains(committed);
        }
    }

    @Test
    final void stamp_changesWithContentOfTheSameSize() throws Exception {
        Storage storage = storage();
        Optional<Stamp> one = write(storage, "k", bytes("one"));
        Optional<Stamp> two = write(storage, "k", bytes("two"));
        assertThat(two).isPresent().isNotEqualTo(one);
        assertThat(storage.stat("k").map(Storage.Entry::stamp)).isEqualTo(two);
        assertThat(read(storage, "k")).isEqualTo(bytes("two"));
    }

    @Test
    final void uncommitted_changesNothing() throws Exception {
        Storage storage = storage();
        try (Replacement replacement = storage.replace("k")) {
            replacement.out().write(bytes("x"));
        }
        assertThat(storage.stat("k")).isEmpty();
        Optional<Stamp> old = write(storage, "k", bytes("old"));
        try (Replacement replacement = storage.replace("k")) {
            replacement.out().write(new byte[200_000]);
        }
        assertThat(read(storage, "k")).isEqualTo(bytes("old"));
        assertThat(storage.stat("k").map(Storage.Entry::stamp)).isEqualTo(old);
        assertThat(storage.list("")).hasSize(1);
    }

    @Test
    final void staged_changesNothing_untilItIsCommitted() throws Exception {
        Storage storage = storage();
        write(storage, "k", bytes("old"));
        try (Replacement replacement = storage.replace("k")) {
            replacement.out().write(bytes("discarded"));
            replacement.stage();
            assertThat(read(storage, "k")).isEqualTo(bytes("old"));
        }
        assertThat(read(storage, "k")).isEqualTo(bytes("old"));
        byte[] content = random(300_000);
        try (Replacement replacement = storage.replace("k")) {
            replacement.out().write(content);
            replacement.stage();
            replacement.stage();
            assertThat(read(storage, "k")).isEqualTo(bytes("old"));
            assertThat(replacement.commit()).isEqualTo(storage.stat("k").map(Storage.Entry::stamp));
        }
        assertThat(read(storage, "k")).isEqualTo(content);
        assertThat(storage.list("")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3_000_001})
    final void published_replacesTheContent_andNothingStaysStaged(int size) throws Exception {
        Storage storage = storage();
        String name = Scratch.ending();
        write(storage, "a/k +", bytes("old"));
        byte[] content = random(size);
        try (Replacement replacement = storage.stage("a/k +", name)) {
            replacement.out().write(content);
            replacement.commit();
        }
        assertThat(read(storage, "a/k +")).isEqualTo(bytes("old"));
        assertThat(storage.publish("a/k +", name))
                .isPresent()
                .isEqualTo(storage.stat("a/k +").map(Storage.Entry::stamp));
        assertThat(read(storage, "a/k +")).isEqualTo(content);
        assertThat(storage.list("")).hasSize(1);
        assertThatThrownBy(() -> storage.publish("a/k +", name)).isInstanceOf(NoSuchFileException.class);
        assertThat(read(storage, "a/k +")).isEqualTo(content);
    }

    @Test
    final void entry_tellsWhenItWasWritten() throws Exception {
        Storage storage = storage();
        Instant before = Instant.now();
        write(storage, "k", bytes("x"));
        assertThat(storage.stat("k").orElseThrow().written())
                .isBetween(before.minusSeconds(2), Instant.now().plusSeconds(2));
    }

    @Test
    final void reader_duringAReplacement_seesTheOldContentOnly() throws Exception {
        Storage storage = storage();
        byte[] old = random(300_000);
        write(storage, "k", old);
        Storage.Content content = storage.read("k");
        try (InputStream in = content.stream()) {
            byte[] start = in.readNBytes(10);
            write(storage, "k", bytes("new"));
            assertThat(start).isEqualTo(Arrays.copyOf(old, 10));
            assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(old, 10, old.length));
            assertThat(content.stamp()).isNotEqualTo(storage.stat("k").map(Storage.Entry::stamp));
        }
    }

    @Test
    final void part_isWhatThereIsOfIt() throws Exception {
        Storage storage = storage();
        write(storage, "k", bytes("0123456789"));
        assertThat(part(storage, "k", 0, 3)).isEqualTo("012");
        assertThat(part(storage, "k", 4, 1)).isEqualTo("4");
        assertThat(part(storage, "k", 8, 100)).isEqualTo("89");
        assertThat(part(storage, "k", 0, 10)).isEqualTo("0123456789");
        assertThat(part(storage, "k", 10, 1)).isEmpty();
        assertThat(part(storage, "k", 99, 5)).isEmpty();
        assertThat(part(storage, "k", 3, 0)).isEmpty();
    }

    @Test
    final void parts_ofAnyPlaceAndLength_areThoseOfTheContent() throws Exception {
        Storage storage = storage();
        byte[] content = random(200_000);
        write(storage, "k", content);
        Random random = new Random(SEED);
        for (int i = 0; i < 20; i++) {
            int from = random.nextInt(content.length);
            int length = random.nextInt(content.length);
            try (InputStream in = storage.read("k", from, length)) {
                assertThat(in.readAllBytes())
                        .as("seed %d, from %d, %d bytes", SEED, from, length)
                        .isEqualTo(Arrays.copyOfRange(content, from, Math.min(content.length, from + length)));
            }
        }
    }

    @Test
    final void create_succeedsOnce_andKeepsWhatIsThere() throws Exception {
        Storage storage = storage();
        assertThat(storage.create("a/k", bytes("first"))).isTrue();
        assertThat(storage.create("a/k", bytes("second"))).isFalse();
        assertThat(read(storage, "a/k")).isEqualTo(bytes("first"));
        write(storage, "a/l", bytes("written"));
        assertThat(storage.create("a/l", bytes("created"))).isFalse();
        assertThat(read(storage, "a/l")).isEqualTo(bytes("written"));
        assertThat(storage.list("")).hasSize(2);
    }

    @Test
    final void create_byManyAtOnce_succeedsForTheOneWhoseContentIsThere() throws Exception {
        Storage storage = storage();
        int many = 8;
        ExecutorService threads = Executors.newFixedThreadPool(many);
        try {
            for (int round = 0; round < 5; round++) {
                String key = "race/" + round;
                List<Future<Boolean>> created = new ArrayList<>();
                for (int i = 0; i < many; i++) {
                    byte[] content = bytes("of " + i);
                    created.add(threads.submit(() -> storage.create(key, content)));
                }
                List<String> winners = new ArrayList<>();
                for (int i = 0; i < many; i++) {
                    if (created.get(i).get()) {
                        winners.add("of " + i);
                    }
                }
                assertThat(winners).containsExactly(new String(read(storage, key), StandardCharsets.UTF_8));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    final void list_hasWhatBeginsWithThePrefix_sortedWithSizesAndStamps() throws Exception {
        Storage storage = storage();
        for (String key : List.of("data/part-2", "data/part-1", "data/part-10/x", "data/other", "data2", "z")) {
            write(storage, key, bytes(key));
        }
        assertThat(storage.list("data/part-"))
                .extracting(Storage.Entry::key)
                .containsExactly("data/part-1", "data/part-10/x", "data/part-2");
        assertThat(storage.list("data"))
                .extracting(Storage.Entry::key)
                .containsExactly("data/other", "data/part-1", "data/part-10/x", "data/part-2", "data2");
        assertThat(storage.list("")).hasSize(6);
        assertThat(storage.list("data/none")).isEmpty();
        assertThat(storage.list("none/at/all")).isEmpty();
        for (Storage.Entry entry : storage.list("data/")) {
            assertThat(storage.stat(entry.key())).contains(entry);
        }
    }

    @Test
    final void deleted_isNotThere_andMayBeDeletedAgain() throws Exception {
        Storage storage = storage();
        write(storage, "a/k", bytes("x"));
        storage.delete("a/k");
        assertThat(storage.stat("a/k")).isEmpty();
        assertThat(storage.list("")).isEmpty();
        storage.delete("a/k");
        assertThat(storage.create("a/k", bytes("y"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b.txt", "ü/漢.txt", "100%.txt", "a+b&c=d.txt", "x#y?z.txt", "%20/%2F.txt", "a:b.txt"})
    final void key_isTakenLiterally(String key) throws Exception {
        Storage storage = storage();
        write(storage, key, bytes(key));
        assertThat(read(storage, key)).isEqualTo(bytes(key));
        assertThat(storage.list("")).extracting(Storage.Entry::key).containsExactly(key);
        storage.delete(key);
        assertThat(storage.stat(key)).isEmpty();
    }

    @Test
    final void missing_isToldInPlainWords_withTheNearestName() throws Exception {
        Storage storage = storage();
        write(storage, "data/flights.csv", bytes("x"));
        assertThat(storage.reading(new NoSuchFileException("k"), "data/fligths.csv"))
                .isEqualTo("the file does not exist; did you mean \"flights.csv\"?");
        assertThat(storage.reading(new NoSuchFileException("k"), "data/other.csv"))
                .isEqualTo("the file does not exist");
    }
}
