package dev.freshet.dataset.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.dataset.backend.StateBackend.Entry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many requests a state needs, and what happens to processes that were stopped for long. */
final class StorageBackendTest {
    /** Lets something happen at the moment at which an object is created. */
    private static final class Held extends MemoryStorage {
        private String key = "";
        private String keyRead = "";
        private boolean isDeleting = true;
        private Runnable before = () -> {};
        private Runnable after = () -> {};
        private Runnable beforeStat = () -> {};
        private Runnable beforeDeletion = () -> {};
        private Instant now = Instant.EPOCH;

        @Override
        Instant now() {
            return now;
        }

        @Override
        public boolean create(String created, byte[] content) throws IOException {
            if (!created.equals(key)) {
                return super.create(created, content);
            }
            key = "";
            before.run();
            boolean isCreated = super.create(created, content);
            after.run();
            return isCreated;
        }

        @Override
        public Content read(String asked) throws IOException {
            if (!asked.equals(keyRead)) {
                return super.read(asked);
            }
            keyRead = "";
            try {
                return super.read(asked);
            } finally {
                after.run();
            }
        }

        @Override
        public Optional<Entry> stat(String asked) {
            beforeStat.run();
            return super.stat(asked);
        }

        @Override
        public void delete(String deleted) throws IOException {
            if (!isDeleting) {
                throw new IOException("503, nothing was done");
            }
            if (deleted.equals("objects/links/a")) {
                beforeDeletion.run();
            }
            super.delete(deleted);
        }

        void afterRead(String asked, Runnable what) {
            keyRead = asked;
            after = what;
        }

        void before(String created, Runnable what) {
            key = created;
            before = what;
        }

        void after(String created, Runnable what) {
            key = created;
            after = what;
        }
    }

    private final Held storage = new Held();
    private final TestClock clock = new TestClock();
    private final Follower others = new Follower(open(new TestClock()));

    private StateBackend open(TestClock own) {
        try {
            return StorageBackend.open(storage, "", "memory", own.timing());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void append(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            others.append("e" + (others.texts().size() + 1));
        }
    }

    /** Others append, and all that was there is compacted and deleted long since. */
    private void monthPasses(TestClock stopped, Duration wall, Duration monotonic) {
        stopped.pass(wall, monotonic);
        try {
            Follower follower = new Follower(open(new TestClock())).read();
            for (int i = 0; i < 3; i++) {
                follower.append("later " + i);
                assertThat(follower.compact()).isTrue();
                storage.now = storage.now.plus(TestClock.LONG);
            }
            follower.append("last");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void monthPasses() {
        monthPasses(clock, TestClock.LONG, TestClock.LONG);
    }

    private List<String> texts() throws IOException {
        return new Follower(open(new TestClock())).read().texts();
    }

    private static String log(int number) {
        return Keys.log(1, number);
    }

    @Test
    void newState_provesThatASecondCreateIsRefused() {
        assertThat(storage.requests())
                .containsExactly("read format", "replace probe", "create probe", "create format", "read format");
    }

    @Test
    void knownState_costsOneRequestForEachLookAndEachEntry() throws IOException {
        append(3);
        storage.requests();
        try (StateBackend backend = open(clock)) {
            backend.read(3);
            assertThat(storage.requests())
                    .containsExactly("read format", "list seals/", "read " + log(3), "read " + log(4));
            backend.read(3);
            assertThat(storage.requests()).containsExactly("read " + log(4));
            backend.append(4, "e4");
            assertThat(storage.requests()).containsExactly("replace probe", "create probe", "create " + log(4));
            backend.append(5, "e5");
            assertThat(storage.requests()).containsExactly("create " + log(5));
            backend.read(5);
            assertThat(storage.requests()).containsExactly("read " + log(6));
        }
    }

    @Test
    void manyEntries_areListedOnce() throws IOException {
        append(40);
        storage.requests();
        try (StateBackend backend = open(clock)) {
            assertThat(backend.read(0).entries())
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, 40)
                            .mapToObj(i -> new Entry(i, "e" + i))
                            .toList());
            assertThat(storage.requests()).hasSize(44).containsOnlyOnce("list log/00000001/");
            append(40);
            storage.requests();
            assertThat(backend.read(40).entries()).hasSize(40);
            assertThat(storage.requests()).hasSize(42).containsOnlyOnce("list log/00000001/");
        }
    }

    @ParameterizedTest
    @CsvSource({"30, 30", "30, 0", "0, 30", "-30, 0"})
    void writer_thatSleptBeforeItWrote_isRefused(int wallDays, int monotonicDays) throws IOException {
        append(3);
        try (StateBackend stopped = open(clock)) {
            stopped.read(3);
            append(2);
            monthPasses(clock, Duration.ofDays(wallDays), Duration.ofDays(monotonicDays));
            assertThat(storage.keys()).doesNotContain(log(4));
            storage.requests();
            assertThat(stopped.append(4, "stray")).isFalse();
            assertThat(storage.requests()).contains("read " + log(4)).doesNotContain("create " + log(4));
            assertThat(new Follower(stopped).read().texts()).isEqualTo(texts()).doesNotContain("stray");
        }
    }

    @Test
    void writer_thatSleptWhileItWrote_isRefused_andWhatItWroteIsGone() throws IOException {
        append(3);
        try (StateBackend stopped = open(clock)) {
            stopped.read(3);
            append(2);
            storage.before(log(4), this::monthPasses);
            assertThat(stopped.append(4, "stray")).isFalse();
            assertThat(storage.keys()).doesNotContain(log(4));
            assertThat(new Follower(stopped).read().texts()).isEqualTo(texts()).doesNotContain("stray");
            assertThat(new Follower(stopped).append("next")).isEqualTo(texts().size());
        }
    }

    @Test
    void writer_thatSleptAfterItWrote_andWhoseEntryIsInABaseSince_isTold() throws IOException {
        append(3);
        try (StateBackend stopped = open(clock)) {
            stopped.isReadOnly();
            stopped.read(3);
            storage.after(log(4), this::monthPasses);
            assertThatThrownBy(() -> stopped.append(4, "mine"))
                    .hasMessageContaining("was compacted while this process was stopped")
                    .hasMessageContaining("run again");
            assertThat(texts())
                    .containsOnlyOnce("mine")
                    .isEqualTo(new Follower(stopped).read().texts());
        }
    }

    /** What the writer finds of its own is what was not deleted yet, and not what came too late. */
    @Test
    void writer_thatSleptAfterItWrote_andWhoseEntryIsBeingDeleted_isTold() throws IOException {
        append(3);
        try (StateBackend stopped = open(clock)) {
            stopped.isReadOnly();
            stopped.read(3);
            storage.after(log(4), () -> {
                storage.isDeleting = false;
                monthPasses();
            });
            assertThatThrownBy(() -> stopped.append(4, "mine"))
                    .hasMessageContaining("was compacted while this process was stopped");
            assertThat(storage.keys()).contains(log(4), Keys.purge(1)).doesNotContain(Keys.purged(1));
            assertThat(texts()).containsOnlyOnce("mine");
        }
    }

    @Test
    void writer_thatSleptAfterItWrote_withoutACompaction_hasWritten() throws IOException {
        append(3);
        try (StateBackend stopped = open(clock)) {
            stopped.isReadOnly();
            stopped.read(3);
            storage.after(log(4), () -> clock.pass(TestClock.LONG));
            assertThat(stopped.append(4, "mine")).isTrue();
            assertThat(texts()).endsWith("mine");
        }
    }

    @Test
    void compactor_thatSleptWhileItSealed_isRefused() throws IOException {
        append(3);
        try (StateBackend stopped = open(clock)) {
            Follower follower = new Follower(stopped).read();
            storage.before(log(4), this::monthPasses);
            assertThat(follower.compact()).isFalse();
            assertThat(storage.keys()).doesNotContain(log(4));
            assertThat(follower.read().texts()).isEqualTo(texts());
        }
    }

    @ParameterizedTest
    @CsvSource({"30, 30", "30, 0", "0, 30", "-30, 0"})
    void reader_thatSlept_getsTheBase(int wallDays, int monotonicDays) throws IOException {
        append(3);
        try (StateBackend stopped = open(clock)) {
            Follower follower = new Follower(stopped).read();
            append(2);
            monthPasses(clock, Duration.ofDays(wallDays), Duration.ofDays(monotonicDays));
            assertThat(follower.read().texts()).isEqualTo(texts());
        }
    }

    /** Others compact while the answer is on its way, and delete after it has come. */
    @Test
    void reader_thatSleptWhileItRead_doesNotTrustTheAnswerForLong() throws IOException {
        append(3);
        try (StateBackend stopped = open(clock)) {
            Follower follower = new Follower(stopped).read();
            storage.afterRead(log(4), () -> {
                try {
                    append(2);
                    assertThat(others.compact()).isTrue();
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
                clock.pass(TestClock.LONG);
                storage.now = storage.now.plus(TestClock.LONG);
            });
            assertThat(follower.read().texts()).hasSize(3);
            append(1);
            assertThat(others.compact()).isTrue();
            assertThat(storage.keys()).doesNotContain(log(4));
            assertThat(follower.read().texts()).isEqualTo(texts()).hasSize(6);
        }
    }

    /** A process died after it had created an object that it was about to be refused. */
    @Test
    void reader_thatSlept_doesNotBelieveWhatASleepingWriterLeft() throws IOException {
        append(3);
        try (StateBackend stopped = open(clock)) {
            Follower follower = new Follower(stopped).read();
            append(2);
            monthPasses();
            storage.put(log(4), Envelope.of(Envelope.Kind.ENTRY, "stray").encode(log(4)));
            assertThat(follower.read().texts()).isEqualTo(texts()).doesNotContain("stray");
            assertThat(follower.tryAppend("next")).isTrue();
            assertThat(texts()).endsWith("next");
        }
    }

    @Test
    void deletedGenerations_areGone_andSealsStay() throws IOException {
        append(3);
        monthPasses();
        assertThat(storage.keys())
                .doesNotContain(log(1), log(2), log(3))
                .contains(Keys.seal(1), Keys.seal(2), Keys.seal(3), Keys.purged(1), Keys.log(4, 7));
    }

    @Test
    void oldEntries_thatNoBaseStandsFor_stay() throws IOException {
        append(6);
        try (StateBackend backend = open(clock)) {
            for (int number = 2; number <= 4; number++) {
                String base = String.join("\n", others.texts().subList(0, number));
                assertThat(backend.compact(new Entry(number, base))).isTrue();
                storage.now = storage.now.plus(TestClock.LONG);
            }
        }
        assertThat(storage.keys()).contains(log(5), log(6));
        assertThat(texts()).isEqualTo(others.texts());
    }

    /** Stores objects and a seal, so that the time of the storage is known. */
    private StateBackend withObjects(String... names) throws IOException {
        StateBackend backend = open(clock);
        for (String name : names) {
            backend.put(name, new byte[] {7});
        }
        daysPass(30);
        return backend;
    }

    private void daysPass(int days) throws IOException {
        storage.now = storage.now.plus(Duration.ofDays(days));
        append(1);
        assertThat(others.compact()).isTrue();
    }

    private List<String> objects() {
        return storage.keys().stream()
                .filter(key -> key.startsWith(Keys.OBJECTS) || key.startsWith(Keys.UNNEEDED))
                .toList();
    }

    @Test
    void objectThatNoEntryNames_isGoneAfterAWeekOfTheStoragesClock() throws IOException {
        try (StateBackend backend = withObjects("links/a", "links/b")) {
            backend.beat("run-1", "1");
            assertThat(backend.collect(Set.of("links/a"))).isEmpty();
            daysPass(6);
            assertThat(backend.collect(Set.of("links/a"))).isEmpty();
            assertThat(objects()).containsExactly("objects/links/a", "objects/links/b", "unneeded/links/b");
            assertThat(backend.beat("run-1")).isPresent();
            daysPass(1);
            assertThat(backend.collect(Set.of("links/a"))).containsExactly("links/b");
            assertThat(objects()).containsExactly("objects/links/a");
            assertThat(backend.beat("run-1")).isEmpty();
        }
    }

    @Test
    void objectThatWasNamedMeanwhile_isKeptForAnotherWeek() throws IOException {
        try (StateBackend backend = withObjects("links/a")) {
            backend.collect(Set.of());
            daysPass(6);
            backend.collect(Set.of("links/a"));
            assertThat(objects()).containsExactly("objects/links/a");
            daysPass(6);
            assertThat(backend.collect(Set.of())).isEmpty();
            daysPass(6);
            assertThat(backend.collect(Set.of())).isEmpty();
        }
    }

    /** The entry that will name the object is not there yet, and no call has seen it named. */
    @Test
    void objectThatWasStoredAgain_isKeptForAnotherWeek() throws IOException {
        try (StateBackend backend = withObjects("links/a")) {
            backend.collect(Set.of());
            daysPass(6);
            backend.put("links/a", new byte[] {7});
            daysPass(30);
            assertThat(backend.collect(Set.of())).isEmpty();
            daysPass(6);
            assertThat(backend.collect(Set.of())).isEmpty();
            daysPass(1);
            assertThat(backend.collect(Set.of())).containsExactly("links/a");
        }
    }

    @Test
    void objectThatIsStoredAgainWhileItIsAboutToGo_stays() throws IOException {
        try (StateBackend backend = withObjects("links/a")) {
            backend.collect(Set.of());
            daysPass(8);
            storage.beforeStat = () -> storage.put("objects/links/a", new byte[] {7});
            assertThat(backend.collect(Set.of())).isEmpty();
            assertThat(backend.get("links/a")).isPresent();
        }
    }

    /** Its writer names it a little later. */
    @Test
    void objectThatIsStoredAgainInTheInstantOfItsDeletion_isPutBack() throws IOException {
        try (StateBackend backend = withObjects("links/a", "links/b")) {
            backend.collect(Set.of());
            daysPass(8);
            storage.beforeDeletion = () -> storage.put("objects/links/a", new byte[] {7});
            assertThat(backend.collect(Set.of())).containsExactly("links/a", "links/b");
            storage.beforeDeletion = () -> {};
            assertThat(backend.get("links/a")).isEmpty();
            daysPass(8);
            assertThat(backend.collect(Set.of("links/a"))).isEmpty();
            assertThat(backend.get("links/a").orElseThrow()).containsExactly(7);
            assertThat(backend.get("links/b")).isEmpty();
            daysPass(8);
            assertThat(backend.collect(Set.of("links/a"))).isEmpty();
            assertThat(storage.keys()).contains("objects/links/a").noneMatch(key -> key.startsWith(Keys.REMOVED));
        }
    }

    @Test
    void copyOfARemovedObject_staysForAWeek() throws IOException {
        try (StateBackend backend = withObjects("links/a")) {
            backend.collect(Set.of());
            daysPass(8);
            assertThat(backend.collect(Set.of())).containsExactly("links/a");
            daysPass(6);
            backend.collect(Set.of());
            assertThat(storage.keys()).contains("removed/links/a");
            daysPass(1);
            backend.collect(Set.of());
            assertThat(storage.keys()).doesNotContain("removed/links/a");
        }
    }

    @Test
    void collection_leavesKeysOfOthers_andRemovesMarksOfNothing() throws IOException {
        try (StateBackend backend = withObjects()) {
            storage.put("objects/~stray", new byte[] {'x'});
            storage.put("unneeded/links/gone", new byte[] {'x'});
            storage.requests();
            assertThat(backend.collect(Set.of())).isEmpty();
            assertThat(objects()).containsExactly("objects/~stray");
        }
    }

    @Test
    void young_generations_stay() throws IOException {
        append(3);
        for (int i = 0; i < 3; i++) {
            append(1);
            assertThat(others.compact()).isTrue();
        }
        assertThat(storage.keys()).contains(log(1), log(2), log(3));
    }

    @Test
    void compactor_thatEndedTooEarly_leavesAStateThatEverybodyFinds() throws IOException {
        append(4);
        assertThat(others.compact()).isTrue();
        // As if the process had ended between the seal and its copy.
        storage.remove(Keys.seal(1));
        append(2);
        assertThat(open(clock).read(5).entries()).containsExactly(new Entry(6, "e6"));
        assertThat(open(clock).read(0).entries()).hasSize(6);
        assertThat(open(clock).append(7, "e7")).isTrue();
        assertThat(open(clock).read(6).entries()).containsExactly(new Entry(7, "e7"));
        others.read();
        assertThat(others.compact()).isTrue();
        assertThat(storage.keys()).contains(Keys.seal(1), Keys.seal(2));
        assertThat(texts()).hasSize(7).endsWith("e7");
    }

    /** Servers list uploads that have not ended, file systems what other programs left. */
    private void addStrayKeys() {
        for (String stray :
                List.of("seals/00000001-7f3e", "seals/.nfs01", "seals/~", "seals/000000099", "purges/00000001-7f3e")) {
            storage.put(stray, new byte[] {'x'});
        }
        for (int generation = 1; generation < 4; generation++) {
            storage.put(Keys.log(generation) + "000000000003-7f3e", new byte[] {'x'});
            storage.put(Keys.log(generation) + "00000099", new byte[] {'x'});
            storage.put(Keys.log(generation) + "zz", new byte[] {'x'});
        }
    }

    @Test
    void keysOfOthers_areNeitherEntriesNorSeals() throws IOException {
        addStrayKeys();
        append(40);
        assertThat(texts()).isEqualTo(others.texts()).hasSize(40);
        assertThat(others.compact()).isTrue();
        storage.remove(Keys.seal(1));
        append(2);
        assertThat(texts()).isEqualTo(others.texts()).hasSize(42);
        assertThat(open(clock).read(41).entries()).containsExactly(new Entry(42, "e42"));
        monthPasses();
        assertThat(storage.keys()).contains(Keys.purged(1)).doesNotContain(log(1));
        assertThat(texts()).hasSize(46).endsWith("last");
    }
}
