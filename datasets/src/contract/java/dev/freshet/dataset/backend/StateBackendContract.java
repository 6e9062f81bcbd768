package dev.freshet.dataset.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.freshet.dataset.backend.StateBackend.Contents;
import dev.freshet.dataset.backend.StateBackend.Entry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every backend of states keeps to. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class StateBackendContract {
    private static final int WRITERS = 4;
    private static final int ENTRIES = 12;

    private final List<StateBackend> opened = new ArrayList<>();

    /** A new state, which nobody has opened yet. */
    protected abstract StateAddress create() throws Exception;

    /** Opens a state that exists with credentials that permit to read only. */
    protected abstract StateBackend openForReading(StateAddress address) throws Exception;

    /** Changes a stored entry behind the backend's back. */
    protected abstract void damage(StateAddress address, long number) throws Exception;

    /** Makes a state that exists one of a format that is not known yet. */
    protected abstract void makeNewer(StateAddress address) throws Exception;

    private StateBackend open(StateAddress address) throws IOException {
        StateBackend backend = address.open();
        opened.add(backend);
        return backend;
    }

    @AfterEach
    final void close() throws IOException {
        for (StateBackend backend : opened) {
            backend.close();
        }
    }

    private static String failure(Throwable thrown) {
        assertThat(thrown).isInstanceOf(IOException.class);
        assertThat(thrown.getMessage())
                .doesNotContain("\n")
                .doesNotContain("Exception")
                .hasSizeLessThan(500);
        return thrown.getMessage();
    }

    @Test
    final void newState_isEmpty_andOthersOpenTheSame() throws Exception {
        StateAddress address = create();
        StateBackend one = open(address);
        assertThat(one.read(0).base()).isEmpty();
        assertThat(one.read(0).entries()).isEmpty();
        StateBackend two = open(address);
        assertThat(two.id()).isEqualTo(one.id());
        assertThat(two.place()).isEqualTo(one.place());
        assertThat(open(create()).id()).isNotEqualTo(one.id());
    }

    @Test
    final void appended_isReadByEverybody_inOrder() throws Exception {
        StateAddress address = create();
        StateBackend one = open(address);
        StateBackend two = open(address);
        assertThat(one.append(1, "a")).isTrue();
        assertThat(two.read(0).entries()).containsExactly(new Entry(1, "a"));
        assertThat(two.append(2, "b")).isTrue();
        assertThat(one.read(1).entries()).containsExactly(new Entry(2, "b"));
        assertThat(one.append(3, "c")).isTrue();
        assertThat(one.read(3).entries()).isEmpty();
        assertThat(open(address).read(1).entries()).containsExactly(new Entry(2, "b"), new Entry(3, "c"));
    }

    @Test
    final void number_thatIsTaken_isRefused() throws Exception {
        StateAddress address = create();
        StateBackend one = open(address);
        StateBackend two = open(address);
        assertThat(one.append(1, "a")).isTrue();
        assertThat(two.append(1, "b")).isFalse();
        assertThat(one.append(1, "a")).isFalse();
        assertThat(two.read(0).entries()).containsExactly(new Entry(1, "a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "one\ntwo\n", "ü漢\uD83D\uDE00", "{\"a\": \"'\\\\\"}", " "})
    final void text_isKeptAsItIs(String text) throws Exception {
        StateAddress address = create();
        assertThat(open(address).append(1, text)).isTrue();
        assertThat(open(address).read(0).entries()).containsExactly(new Entry(1, text));
    }

    @Test
    final void text_canBeLong() throws Exception {
        StateAddress address = create();
        String text = "0123456789".repeat(300_000);
        assertThat(open(address).append(1, text)).isTrue();
        assertThat(open(address).read(0).entries()).containsExactly(new Entry(1, text));
    }

    /** Checks that a log has what writers were told, each entry once. */
    private void check(StateAddress address, Map<String, List<Long>> numbers) throws IOException {
        List<String> texts = new Follower(open(address)).read().texts();
        Map<Long, String> told = new LinkedHashMap<>();
        numbers.forEach((writer, all) -> {
            assertThat(all).as(writer).isSorted().hasSize(ENTRIES);
            for (int i = 0; i < all.size(); i++) {
                told.put(all.get(i), AppendingProcess.text(writer, i));
            }
        });
        assertThat(texts).hasSize(numbers.size() * ENTRIES).doesNotHaveDuplicates();
        told.forEach((number, text) -> assertThat(texts.get((int) (number - 1))).isEqualTo(text));
        assertThat(told).hasSize(texts.size());
    }

    /** Lets threads append, each with a backend of its own, while another one does something until they end. */
    private Map<String, List<Long>> appendAtOnce(StateAddress address, Work meanwhile) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS + 1);
        AtomicInteger left = new AtomicInteger(WRITERS);
        Map<String, Future<List<Long>>> running = new LinkedHashMap<>();
        try {
            for (int writer = 0; writer < WRITERS; writer++) {
                String name = "writer " + writer;
                Follower follower = new Follower(open(address));
                running.put(name, threads.submit(() -> {
                    try {
                        List<Long> numbers = new ArrayList<>();
                        for (int i = 0; i < ENTRIES; i++) {
                            numbers.add(follower.append(AppendingProcess.text(name, i)));
                        }
                        return numbers;
                    } finally {
                        left.decrementAndGet();
                    }
                }));
            }
            Follower other = new Follower(open(address));
            Future<?> done = threads.submit(() -> {
                while (left.get() > 0) {
                    meanwhile.with(other);
                }
                // Once more: all can have been appended before this thread had a turn.
                meanwhile.with(other);
                return null;
            });
            Map<String, List<Long>> numbers = new LinkedHashMap<>();
            for (Map.Entry<String, Future<List<Long>>> one : running.entrySet()) {
                numbers.put(one.getKey(), one.getValue().get());
            }
            done.get();
            return numbers;
        } finally {
            threads.shutdownNow();
        }
    }

    private interface Work {
        void with(Follower follower) throws IOException;
    }

    @Test
    final void manyThreads_appendEachEntryOnce() throws Exception {
        StateAddress address = create();
        check(address, appendAtOnce(address, Follower::read));
    }

    @Test
    final void compactionsWhileOthersAppend_loseNothing() throws Exception {
        StateAddress address = create();
        AtomicInteger compactions = new AtomicInteger();
        Map<String, List<Long>> numbers = appendAtOnce(address, follower -> {
            int before = follower.texts().size();
            if (follower.read().texts().size() > before && follower.compact()) {
                compactions.incrementAndGet();
            }
        });
        assertThat(compactions.get()).isPositive();
        check(address, numbers);
    }

    @Test
    final void manyProcesses_appendAndCompact_eachEntryIsThereOnce() throws Exception {
        StateAddress address = create();
        Map<String, Process> running = new LinkedHashMap<>();
        for (int i = 0; i < 3; i++) {
            running.put("process" + i, AppendingProcess.start(address, "process" + i, ENTRIES));
        }
        Map<String, List<Long>> numbers = new LinkedHashMap<>();
        for (Map.Entry<String, Process> one : running.entrySet()) {
            numbers.put(one.getKey(), AppendingProcess.numbers(one.getValue()));
        }
        check(address, numbers);
    }

    @Test
    final void reader_thatMissedTheCompaction_getsTheBase_andWhoDidNotGetsTheEntries() throws Exception {
        StateAddress address = create();
        StateBackend one = open(address);
        StateBackend up = open(address);
        StateBackend late = open(address);
        Follower writer = new Follower(one);
        for (String text : List.of("a", "b", "c", "d")) {
            writer.append(text);
        }
        assertThat(up.read(0).entries()).hasSize(4);
        assertThat(one.compact(new Entry(3, "a\nb\nc"))).isTrue();
        writer.append("e");
        Entry base = new Entry(3, "a\nb\nc");
        Entry tail = new Entry(4, "d");
        Entry next = new Entry(5, "e");
        assertThat(up.read(4)).isEqualTo(new Contents(Optional.empty(), List.of(next)));
        assertThat(open(address).read(0)).isEqualTo(new Contents(Optional.of(base), List.of(tail, next)));
        assertThat(open(address).read(3).entries()).containsExactly(tail, next);
        assertThat(open(address).read(4).entries()).containsExactly(next);
        assertThat(open(address).read(5).entries()).isEmpty();
        assertThat(new Follower(late).read().texts()).containsExactly("a", "b", "c", "d", "e");
        assertThat(late.append(5, "f")).isFalse();
        assertThat(late.append(2, "f")).isFalse();
        assertThat(open(address).append(6, "f")).isTrue();
    }

    @Test
    final void compaction_thatIsBehindAnotherOne_isRefused() throws Exception {
        StateAddress address = create();
        StateBackend one = open(address);
        StateBackend two = open(address);
        for (int i = 1; i <= 3; i++) {
            one.append(i, "e" + i);
        }
        assertThat(one.compact(new Entry(2, "e1\ne2"))).isTrue();
        assertThat(two.compact(new Entry(1, "e1"))).isFalse();
        assertThat(two.compact(new Entry(2, "e1\ne2"))).isFalse();
        assertThat(two.compact(new Entry(3, "e1\ne2\ne3"))).isTrue();
        assertThat(new Follower(one).read().texts()).containsExactly("e1", "e2", "e3");
        assertThat(open(address).read(0).base()).contains(new Entry(3, "e1\ne2\ne3"));
    }

    @Test
    final void reader_thatKnowsMoreThanThereIs_isTold() throws Exception {
        StateAddress address = create();
        StateBackend one = open(address);
        one.append(1, "a");
        assertThat(failure(catchThrowable(() -> open(address).read(3))))
                .contains("ends at entry 1, but entry 3 was read from it before");
    }

    @Test
    final void beat_isTheLastOne_untilTheSessionEnds() throws Exception {
        StateAddress address = create();
        StateBackend one = open(address);
        StateBackend two = open(address);
        assertThat(two.beat("s-1")).isEmpty();
        one.beat("s-1", "1");
        one.beat("s-2", "ü");
        one.beat("s-1", "2");
        assertThat(two.beat("s-1")).contains("2");
        assertThat(two.beat("s-2")).contains("ü");
        one.end("s-1");
        one.end("s-1");
        assertThat(two.beat("s-1")).isEmpty();
        assertThat(two.beat("s-2")).isPresent();
    }

    @Test
    final void object_isThereForEverybody_andMayBeStoredAgain() throws Exception {
        StateAddress address = create();
        StateBackend one = open(address);
        byte[] content = "\0ü".repeat(50_000).getBytes(StandardCharsets.UTF_8);
        one.put("parts/a.b-c_1", content);
        one.put("parts/a.b-c_1", content);
        one.put("empty", new byte[0]);
        StateBackend two = open(address);
        assertThat(two.get("parts/a.b-c_1").orElseThrow()).isEqualTo(content);
        assertThat(two.get("empty").orElseThrow()).isEmpty();
        assertThat(two.get("parts/other")).isEmpty();
        assertThat(two.read(0).entries()).isEmpty();
    }

    /** Lets an object and a heartbeat look as old as the backend keeps what is out of use; false if it cannot. */
    protected boolean age(StateAddress address) throws Exception {
        return false;
    }

    @Test
    final void object_thatNoEntryNames_staysForDays_andForAsLongAfterItWasStoredAgain() throws Exception {
        StateAddress address = create();
        StateBackend one = open(address);
        for (String name : List.of("links/needed", "links/again", "links/left")) {
            one.put(name, new byte[] {7});
        }
        one.append(1, "a");
        one.compact(new Entry(1, "a"));
        one.beat("dead", "1");
        assertThat(one.collect(Set.of("links/needed"))).isEmpty();
        assertThat(one.collect(Set.of("links/needed"))).isEmpty();
        assertThat(one.get("links/left")).isPresent();
        assertThat(one.beat("dead")).isPresent();
        if (age(address)) {
            one.put("links/again", new byte[] {7});
            one.beat("alive", "1");
            assertThat(open(address).collect(Set.of("links/needed"))).containsExactly("links/left");
            assertThat(one.get("links/left")).isEmpty();
            assertThat(one.get("links/again")).isPresent();
            assertThat(one.get("links/needed")).isPresent();
            assertThat(one.beat("dead")).isEmpty();
            assertThat(one.beat("alive")).isPresent();
        }
    }

    @Test
    final void object_thatAnEntryNamesAgain_isKeptAsIfNew() throws Exception {
        StateAddress address = create();
        StateBackend one = open(address);
        one.put("links/back", new byte[] {7});
        one.append(1, "a");
        one.compact(new Entry(1, "a"));
        one.collect(Set.of());
        one.collect(Set.of("links/back"));
        age(address);
        assertThat(one.collect(Set.of())).isEmpty();
        assertThat(one.get("links/back")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "../x", "/x", "a//b", "a/", "a b", "%2e"})
    final void name_thatCouldMeanAnotherPlace_isRefused(String name) throws Exception {
        StateBackend backend = open(create());
        assertThatThrownBy(() -> backend.put(name, new byte[1])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> backend.get(name)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> backend.beat(name, "1")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    final void readOnlyCredentials_readEverything_andSayThatTheyCannotWrite() throws Exception {
        StateAddress address = create();
        StateBackend writer = open(address);
        writer.append(1, "a");
        writer.beat("s", "1");
        writer.put("o", new byte[] {7});
        assertThat(writer.isReadOnly()).isFalse();
        StateBackend reader = openForReading(address);
        opened.add(reader);
        assertThat(reader.read(0).entries()).containsExactly(new Entry(1, "a"));
        assertThat(reader.beat("s")).contains("1");
        assertThat(reader.get("o").orElseThrow()).containsExactly(7);
        assertThat(reader.isReadOnly()).isTrue();
        for (Throwable thrown : List.of(
                catchThrowable(() -> reader.append(2, "b")),
                catchThrowable(() -> reader.beat("s", "2")),
                catchThrowable(() -> reader.put("p", new byte[1])),
                catchThrowable(() -> reader.collect(Set.of())),
                catchThrowable(() -> reader.compact(new Entry(1, "a"))))) {
            assertThat(failure(thrown)).contains("cannot be written").contains("permit to read only");
        }
        assertThat(writer.append(2, "c")).isTrue();
        assertThat(reader.read(1).entries()).containsExactly(new Entry(2, "c"));
    }

    @Test
    final void damagedEntry_isNamed() throws Exception {
        StateAddress address = create();
        StateBackend writer = open(address);
        for (int i = 1; i <= 5; i++) {
            writer.append(i, "entry " + i);
        }
        damage(address, 3);
        assertThat(failure(catchThrowable(() -> open(address).read(0))))
                .contains("is damaged")
                .containsPattern("\\b0*3\\b")
                .contains("backup");
        assertThat(open(address).read(4).entries()).containsExactly(new Entry(5, "entry 5"));
    }

    @Test
    final void newerFormat_isRefused() throws Exception {
        StateAddress address = create();
        open(address).append(1, "a");
        makeNewer(address);
        assertThat(failure(catchThrowable(() -> open(address))))
                .contains("has format 2, and this Freshet knows formats up to 1; use a newer version of Freshet");
    }
}
