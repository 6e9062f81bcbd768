package dev.freshet.runtime.state.shared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.dataset.backend.StateBackend;
import dev.freshet.fingerprint.Digest;
import dev.freshet.runtime.state.NodeRecord;
import dev.freshet.runtime.state.StateStore;
import dev.freshet.runtime.state.Version;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What results name stays in the state, and what no result names goes, over a backend that waits no day before it
 * removes something.
 */
final class NeededObjectsTest {
    private static final long SEED = Long.getLong("freshet.seed", 20261128L);
    private static final int ROUNDS = 8;

    @TempDir
    Path checkouts;

    private final Memory memory = new Memory();
    private int runs;
    private int results;

    /** A state in memory. */
    private static final class Memory implements StateBackend {
        private final List<Entry> entries = new ArrayList<>();
        private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
        private final List<String> puts = new ArrayList<>();
        private Entry base = new Entry(0, "");
        private int collections;

        @Override
        public String place() {
            return "memory";
        }

        @Override
        public String id() {
            return "memory";
        }

        @Override
        public boolean isReadOnly() {
            return false;
        }

        @Override
        public synchronized Contents read(long after) {
            boolean isBehind = after < base.number();
            long from = isBehind ? base.number() : after;
            return new Contents(
                    isBehind ? Optional.of(base) : Optional.empty(),
                    entries.stream().filter(entry -> entry.number() > from).toList());
        }

        @Override
        public synchronized boolean append(long number, String text) {
            return number == entries.size() + 1 && entries.add(new Entry(number, text));
        }

        /** Lets the log become so long that the next run compacts it. */
        synchronized void grow() {
            for (int i = 0; i <= 1_000; i++) {
                append(entries.size() + 1, "");
            }
        }

        @Override
        public synchronized boolean compact(Entry whole) {
            base = whole;
            return true;
        }

        @Override
        public void beat(String session, String beat) {}

        @Override
        public Optional<String> beat(String session) {
            return Optional.empty();
        }

        @Override
        public void end(String session) {}

        @Override
        public synchronized void put(String name, byte[] content) {
            puts.add(name);
            objects.put(name, content);
        }

        @Override
        public Optional<byte[]> get(String name) {
            return Optional.ofNullable(objects.get(name));
        }

        @Override
        public synchronized Set<String> collect(Set<String> needed) {
            collections++;
            objects.keySet().retainAll(needed);
            return Set.of();
        }

        @Override
        public void close() {}
    }

    /** A run of a checkout, which records results. */
    private final class Member implements AutoCloseable {
        private final SharedStateStore store;
        private final StateStore.Lock lock;

        Member(String checkout) {
            runs++;
            store = SharedStateStore.open(
                    checkouts.resolve(checkout),
                    memory,
                    new SharedStateStore.Settings("memory", "run" + runs, Duration.ofMinutes(1), warning -> {}));
            lock = store.lock(Duration.ZERO);
        }

        NodeRecord record(String node, String code) {
            results++;
            String text = "node\t" + code + "\n";
            String links = new Digest().add(text).hex();
            store.keepLinks(links, text);
            String given = store.keepGiven(new TreeMap<>(Map.of("day " + code, "version")));
            NodeRecord result = result(node, "run" + runs, links, given);
            store.append(List.of(result));
            return result;
        }

        @Override
        public void close() {
            lock.close();
            store.close();
        }
    }

    private NodeRecord result(String node, String runId, String links, String given) {
        return new NodeRecord(
                "pipeline",
                node,
                "slot of " + node,
                "key " + links,
                runId,
                Instant.ofEpochSecond(1_700_000_000L + results),
                Duration.ofMillis(5),
                new TreeMap<>(),
                "code " + links,
                links,
                new TreeMap<>(),
                new TreeMap<>(Map.of("in", Version.read("version"))),
                new TreeMap<>(Map.of("out", Version.read("made" + results))),
                new TreeMap<>(),
                new TreeMap<>(Map.of("in", given)),
                false,
                false);
    }

    private void compact() {
        memory.grow();
        int before = memory.collections;
        new Member("compactor").close();
        assertThat(memory.collections).isEqualTo(before + 1);
    }

    /** A checkout that has nothing of its own knows all that results name. */
    private List<NodeRecord> requireAllIsThere() {
        runs++;
        List<NodeRecord> known = new ArrayList<>();
        try (SharedStateStore reader = SharedStateStore.open(
                checkouts.resolve("reader" + runs),
                memory,
                new SharedStateStore.Settings("memory", "run" + runs, Duration.ofMinutes(1), warning -> {}))) {
            reader.entries().stream()
                    .filter(NodeRecord.class::isInstance)
                    .map(NodeRecord.class::cast)
                    .forEach(known::add);
            for (NodeRecord result : known) {
                assertThat(reader.links(result.links()))
                        .as("links of %s", result)
                        .isPresent();
                Optional<SortedMap<String, String>> given =
                        reader.given(result.given().get("in"));
                assertThat(given).as("partitions of %s", result).isPresent();
            }
        }
        return known;
    }

    @Test
    void objectsOfResultsThatAreForgotten_go_andAllOthersStay() {
        try (Member ana = new Member("ana")) {
            for (int i = 0; i < 20; i++) {
                ana.record("a", "version " + i);
            }
            ana.record("b", "another");
        }
        assertThat(memory.objects).hasSize(42);
        compact();
        List<NodeRecord> known = requireAllIsThere();
        assertThat(known).hasSizeBetween(2, 20);
        assertThat(memory.objects).hasSize(2 * known.size());
    }

    @Test
    void codeThatComesBack_isExplainedAgain() {
        try (Member ana = new Member("ana")) {
            ana.record("a", "old");
            for (int i = 0; i < 20; i++) {
                ana.record("a", "version " + i);
            }
        }
        compact();
        try (Member ana = new Member("ana")) {
            ana.record("a", "old");
        }
        assertThat(requireAllIsThere().stream().map(NodeRecord::code))
                .contains("code " + new Digest().add("node\told\n").hex());
    }

    @Test
    void codeThatHasNotChanged_isStoredOnce() {
        for (int i = 0; i < 3; i++) {
            try (Member ana = new Member("ana")) {
                ana.record("a", "same");
                ana.record("b", "same");
            }
        }
        assertThat(memory.puts).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void randomHistories_ofSeveralCheckouts_neverLackAnObject() {
        System.out.println("seed " + SEED);
        Random random = new Random(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            try (Member member = new Member("checkout" + random.nextInt(3))) {
                for (int i = random.nextInt(4); i >= 0; i--) {
                    member.record("node" + random.nextInt(2), "version " + random.nextInt(14));
                }
            }
            if (random.nextInt(3) == 0) {
                compact();
                requireAllIsThere();
            }
        }
        requireAllIsThere();
        assertThat(memory.collections).isPositive();
    }
}
