package dev.freshet.runtime.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Old results and unnamed files are removed, but never what somebody is publishing. */
final class CollectorTest {
    private static final Duration WEEK = Duration.ofDays(7);
    private static final String KEY = CacheFixture.key(1);

    @TempDir
    private Path root;

    private CacheFixture at;
    private final Time time = new Time();
    private final MapStorage storage = new MapStorage(time);

    /** A clock that the test moves. */
    private static final class Time extends Clock {
        private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

        void pass(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @BeforeEach
    void open() {
        at = new CacheFixture(root);
    }

    private ResultCache cache() {
        return at.open(storage, CacheFixture.SIGNED, time);
    }

    private void publish(ResultCache cache, String key, String content) throws InterruptedException {
        at.write("a", "sales.csv", content);
        assertThat(cache.publish(at.publication(key, "a", "sales.csv"), CacheProgress.NONE))
                .isInstanceOf(Published.Stored.class);
    }

    private static CollectReport collect(ResultCache cache, Duration age) throws InterruptedException {
        return cache.collect(age, Set.of(), Set.of(), false);
    }

    private boolean isUsable(ResultCache cache, String key, String content) throws InterruptedException {
        at.write("b", "sales.csv", "old");
        List<CachedResult> found = cache.find(key);
        boolean isDone = !found.isEmpty()
                && cache.fetch(found.get(0), at.contents("b", "sales.csv"), CacheProgress.NONE) instanceof Fetched.Done;
        assertThat(at.read("b", "sales.csv")).isEqualTo(isDone ? content : "old");
        return isDone;
    }

    @Test
    void oldResult_isRemovedWithItsFiles_andAYoungOneStaysWithThoseItShares() throws Exception {
        try (ResultCache cache = cache()) {
            publish(cache, CacheFixture.key(1), "shared");
            publish(cache, CacheFixture.key(2), "only old");
            time.pass(WEEK.plusDays(1));
            publish(cache, CacheFixture.key(3), "shared");
            CollectReport dry = cache.collect(WEEK, Set.of(), Set.of(), true);
            assertThat(storage.contents).hasSize(5);
            CollectReport report = collect(cache, WEEK);
            assertThat(report).isEqualTo(dry).isEqualTo(new CollectReport(1, 2, 1, 6, 1, 8));
            assertThat(isUsable(cache, CacheFixture.key(3), "shared")).isTrue();
            assertThat(storage.contents).hasSize(2);
        }
    }

    @Test
    void liveResult_andLiveFile_stayWhateverTheirAge() throws Exception {
        try (ResultCache cache = cache()) {
            publish(cache, CacheFixture.key(1), "live");
            publish(cache, CacheFixture.key(2), "file of a slot");
            CachedResult second = cache.find(CacheFixture.key(2)).get(0);
            time.pass(WEEK.multipliedBy(10));
            CollectReport report = cache.collect(WEEK, Set.of(CacheFixture.key(1)), second.blobs(), false);
            assertThat(report).isEqualTo(new CollectReport(1, 1, 2, 18, 0, 0));
            assertThat(isUsable(cache, CacheFixture.key(1), "live")).isTrue();
        }
    }

    @Test
    void partitions_stayTogether_asLongAsOneIsLive() throws Exception {
        String base = CacheFixture.key(99);
        at.write("a", "days/1.csv", "one");
        at.write("a", "days/2.csv", "two");
        try (ResultCache cache = cache()) {
            cache.publishPartitions(
                    base,
                    List.of(
                            at.partition(CacheFixture.key(1), "a", "days/*.csv", "1"),
                            at.partition(CacheFixture.key(2), "a", "days/*.csv", "2")),
                    CacheProgress.NONE);
            time.pass(WEEK.multipliedBy(2));
            cache.collect(WEEK, Set.of(CacheFixture.key(2)), Set.of(), false);
            cache.collect(WEEK, Set.of(base), Set.of(), false);
            assertThat(cache.findPartitions(base, Set.of(CacheFixture.key(1), CacheFixture.key(2))))
                    .hasSize(2);
            assertThat(storage.list("blobs/")).hasSize(2);
            collect(cache, WEEK);
            assertThat(storage.contents).isEmpty();
        }
    }

    @Test
    void fileThatNoResultNames_staysForTheGracePeriod() throws Exception {
        String blob = Layout.blob("ab".repeat(32));
        storage.put(blob, "orphan".getBytes(StandardCharsets.UTF_8));
        try (ResultCache cache = cache()) {
            time.pass(ResultCache.GRACE);
            assertThat(collect(cache, Duration.ZERO).removedBlobs()).isZero();
            time.pass(Duration.ofSeconds(1));
            assertThat(collect(cache, Duration.ZERO).removedBlobs()).isEqualTo(1);
        }
        assertThat(storage.contents).isEmpty();
    }

    @Test
    void filesOfOthers_areLeftAlone() throws Exception {
        for (String name : List.of("README.md", "blobs/notes.txt", "results/x/y", "other/" + KEY)) {
            storage.put(name, new byte[1]);
        }
        time.pass(WEEK.multipliedBy(10));
        try (ResultCache cache = cache()) {
            collect(cache, Duration.ZERO);
        }
        assertThat(storage.contents).hasSize(4);
    }

    @Test
    void resultOfANewerFormat_stopsTheCollection_andNothingIsRemoved() throws Exception {
        try (ResultCache cache = cache()) {
            publish(cache, KEY, "content");
            String name = storage.only("results/");
            String page = new String(storage.content(name), StandardCharsets.UTF_8);
            storage.put(
                    name,
                    page.replace("freshet-results 1 ", "freshet-results 2 ").getBytes(StandardCharsets.UTF_8));
            time.pass(ResultCache.GRACE.multipliedBy(2));
            assertThatThrownBy(() -> collect(cache, WEEK))
                    .isInstanceOf(CacheException.class)
                    .hasMessageContaining("was written by a newer Freshet");
            assertThat(storage.list("blobs/")).hasSize(1);
        }
    }

    @Test
    void storageThatFails_stopsTheCollection_beforeAnyFileIsRemoved() throws Exception {
        try (ResultCache cache = cache()) {
            publish(cache, KEY, "content");
            time.pass(ResultCache.GRACE.multipliedBy(2));
            storage.disturbance = (request, key) -> {
                if (request.equals("GET")) {
                    throw new IOException("the wire is cut");
                }
            };
            assertThatThrownBy(() -> collect(cache, WEEK))
                    .hasMessage("the cache shared/cache: it cannot be read: the wire is cut");
            storage.disturbance = (request, key) -> {};
            assertThat(isUsable(cache, KEY, "content")).isTrue();
        }
    }

    @Test
    void readOnlyCache_isNotCollected() {
        CachePolicy reader = new CachePolicy(Optional.of(CacheFixture.KEY), false, false, true);
        try (ResultCache cache = at.open(storage, reader, time)) {
            assertThatThrownBy(() -> collect(cache, WEEK)).isInstanceOf(CacheException.class);
        }
    }

    /** The old content of the next two tests: an unnamed file and a result, both to be removed. */
    private void ageContent(Duration age) throws InterruptedException {
        try (ResultCache cache = cache()) {
            publish(cache, CacheFixture.key(5), "content");
        }
        time.pass(age);
    }

    private void atRequest(int number, Runnable action) {
        AtomicInteger count = new AtomicInteger();
        storage.disturbance = (request, key) -> {
            if (count.incrementAndGet() == number) {
                storage.disturbance = (more, any) -> {};
                action.run();
            }
        };
    }

    private void reset() {
        storage.contents.clear();
        storage.requests.clear();
        storage.disturbance = (request, key) -> {};
        at.warnings.clear();
    }

    @Test
    void collection_atAnyMomentOfAPublication_leavesAUsableResult() throws Exception {
        for (Duration age : List.of(Duration.ofHours(1), Duration.ofHours(13), Duration.ofDays(3))) {
            for (int number = 1; isCollectedAt(number, age); number++) {
                assertThat(number).isLessThan(20);
            }
        }
    }

    /** Collects before a request of a publication; returns false if the publication has fewer requests. */
    private boolean isCollectedAt(int number, Duration age) throws InterruptedException {
        reset();
        ageContent(age);
        storage.requests.clear();
        try (ResultCache publisher = cache();
                ResultCache collector = cache()) {
            atRequest(
                    number,
                    () -> unchecked(() -> {
                        storage.requests.add("collection");
                        collect(collector, Duration.ZERO);
                    }));
            publish(publisher, KEY, "content");
            boolean isCollected = storage.requests.contains("collection");
            assertThat(isCollected || number > 2).isTrue();
            assertThat(isUsable(publisher, KEY, "content"))
                    .as("age %s, request %d of %s", age, number, storage.requests)
                    .isTrue();
            return isCollected;
        }
    }

    @Test
    void publication_atAnyMomentOfACollection_isUsableOrRepaired() throws Exception {
        for (int number = 1; number <= 12; number++) {
            reset();
            ageContent(Duration.ofDays(3));
            storage.requests.clear();
            try (ResultCache publisher = cache();
                    ResultCache collector = cache()) {
                atRequest(
                        number,
                        () -> unchecked(() -> {
                            storage.requests.add("publication");
                            publish(publisher, KEY, "content");
                        }));
                collect(collector, Duration.ZERO);
                if (!storage.requests.contains("publication")) {
                    assertThat(number).isGreaterThan(5);
                    return;
                }
                int moment = storage.requests.indexOf("publication");
                boolean isInTheWindow = storage.requests.get(moment - 1).startsWith("DELETE blobs/");
                assertThat(isUsable(publisher, KEY, "content"))
                        .as("published before request %d of %s", number, storage.requests)
                        .isEqualTo(!isInTheWindow);
                publish(publisher, KEY, "content");
                assertThat(isUsable(publisher, KEY, "content")).isTrue();
                assertThat(at.warnings).hasSize(isInTheWindow ? 1 : 0);
            }
        }
        throw new AssertionError("a collection has fewer requests");
    }

    /** An action that may be interrupted, which no test does. */
    private interface Action {
        void run() throws InterruptedException;
    }

    private static void unchecked(Action action) {
        try {
            action.run();
        } catch (InterruptedException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    @Test
    void slowPublication_checksItsFilesAgain() throws Exception {
        // A publisher whose first file was removed before it wrote the result, since it took too long.
        at.write("a", "sales.csv", "content");
        AtomicInteger uploads = new AtomicInteger();
        storage.disturbance = (request, key) -> {
            if (request.equals("PUT") && key.startsWith("blobs/")) {
                uploads.incrementAndGet();
            }
        };
        Transfers transfers = new Transfers();
        Blobs blobs = new Blobs(new Vault(storage, ""), time, ResultCache.GRACE);
        Publishing publishing = new Publishing(blobs, transfers, Duration.ZERO);
        Publishing.Prepared prepared = publishing.prepare(at.publication(KEY, "a", "sales.csv"));
        assertThatThrownBy(() -> publishing.store(
                        List.of(prepared),
                        stored -> {
                            throw new AssertionError("nothing may be written");
                        },
                        (result, fault) -> {},
                        CacheProgress.NONE))
                .isInstanceOf(CacheFault.class);
        assertThat(storage.requests.stream()
                        .filter(request -> request.startsWith("STAT blobs/"))
                        .count())
                .isEqualTo(3);
        assertThat(uploads).hasValue(1);
        transfers.close();
    }
}
