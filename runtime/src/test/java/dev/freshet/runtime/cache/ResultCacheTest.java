package dev.freshet.runtime.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.dataset.Stamp;
import dev.freshet.dataset.StoredContent;
import dev.freshet.dataset.file.FileContent;
import dev.freshet.dataset.file.FileLocation;
import dev.freshet.dataset.file.FileStorage;
import dev.freshet.dataset.file.VersionedStorage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results are published by one workplace and fetched by another. */
final class ResultCacheTest {
    private static final long SEED = Long.getLong("freshet.seed", 20261126L);
    private static final String KEY = CacheFixture.key(7);

    @TempDir
    private Path root;

    private CacheFixture at;

    @BeforeEach
    void open() {
        at = new CacheFixture(root);
    }

    private static Published publish(ResultCache cache, Publication publication) throws InterruptedException {
        return cache.publish(publication, CacheProgress.NONE);
    }

    private static Fetched fetch(ResultCache cache, CachedResult result, Map<String, StoredContent> targets)
            throws InterruptedException {
        return cache.fetch(result, targets, CacheProgress.NONE);
    }

    @Test
    void result_isFetchedElsewhere_byteForByte() throws Exception {
        byte[] random = new byte[3_000_001];
        new Random(SEED).nextBytes(random);
        at.write("a", "sales.bin", random);
        at.write("a", "empty.txt", "");
        try (ResultCache cache = at.open()) {
            Published published = publish(cache, at.publication(KEY, "a", "sales.bin", "empty.txt"));
            assertThat(published).isInstanceOf(Published.Stored.class);
        }
        try (ResultCache cache = at.open()) {
            List<CachedResult> found = cache.find(KEY);
            assertThat(found).hasSize(1);
            assertThat(found.get(0).record()).isEqualTo("{\"record\":1}");
            assertThat(found.get(0).origin()).isEqualTo("anna@laptop");
            SortedMap<String, StoredContent> targets = at.contents("b", "sales.bin", "empty.txt");
            assertThat(fetch(cache, found.get(0), targets)).isEqualTo(new Fetched.Done(found.get(0)));
            assertThat(Files.readAllBytes(at.file("b", "sales.bin")))
                    .as("seed %d", SEED)
                    .isEqualTo(random);
            assertThat(Files.size(at.file("b", "empty.txt"))).isZero();
        }
        assertThat(at.warnings).isEmpty();
    }

    @Test
    void fetched_hasTheVersionOfTheOriginal_withoutBeingReadAgain() throws Exception {
        at.write("a", "sales.csv", "day,amount\n1,2\n");
        SortedMap<String, StoredContent> targets = at.contents("b", "sales.csv");
        try (ResultCache cache = at.open()) {
            publish(cache, at.publication(KEY, "a", "sales.csv"));
            fetch(cache, cache.find(KEY).get(0), targets);
        }
        StoredContent fetched = targets.get("sales.csv");
        StoredContent.Digested known = fetched.digested().orElseThrow();
        assertThat(known.stamp()).isEqualTo(fetched.stamp().orElseThrow().text());
        assertThat(known.digest())
                .isEqualTo(CacheFixture.version(at.contents("a", "sales.csv").get("sales.csv")))
                .isEqualTo(CacheFixture.version(at.contents("b", "sales.csv").get("sales.csv")));
    }

    @Test
    void unknownKey_hasNoResult() throws Exception {
        try (ResultCache cache = at.open()) {
            assertThat(cache.find(KEY)).isEmpty();
        }
        assertThat(at.warnings).isEmpty();
    }

    @Test
    void nothing_isPublished_unlessThePolicyAllowsIt() throws Exception {
        at.write("a", "sales.csv", "1");
        CachePolicy reader = new CachePolicy(Optional.of(CacheFixture.KEY), false, false, true);
        try (ResultCache cache = at.open(reader)) {
            assertThat(publish(cache, at.publication(KEY, "a", "sales.csv")))
                    .isEqualTo(new Published.NotStored("the cache is only read"));
        }
        assertThat(at.stored("")).isEmpty();
        assertThat(at.warnings).isEmpty();
    }

    @Test
    void content_thatChangedSinceItWasRecorded_isNotPublished() throws Exception {
        at.write("a", "sales.csv", "1");
        Publication publication = at.publication(KEY, "a", "sales.csv");
        at.write("a", "sales.csv", "2");
        try (ResultCache cache = at.open()) {
            assertThat(publish(cache, publication)).isInstanceOf(Published.NotStored.class);
        }
        assertThat(at.stored("")).isEmpty();
        assertThat(at.warnings)
                .containsExactly("the cache shared/cache: a/sales.csv changed after the run recorded it, so it is not"
                        + " published");
    }

    @Test
    void blob_thatExists_isNotStoredAgain() throws Exception {
        at.write("a", "sales.csv", "same");
        at.write("a", "copy.csv", "same");
        try (ResultCache cache = at.open()) {
            publish(cache, at.publication(CacheFixture.key(1), "a", "sales.csv"));
            Path blob = at.directory.resolve(at.stored("blobs").firstKey());
            Object before = Files.readAttributes(blob, "unix:ino,ctime");
            publish(cache, at.publication(CacheFixture.key(2), "a", "copy.csv"));
            assertThat(Files.readAttributes(blob, "unix:ino,ctime")).isEqualTo(before);
        }
        assertThat(at.stored("blobs")).hasSize(1);
        assertThat(at.stored("results")).hasSize(2);
    }

    @Test
    void differentOutputsOfOneKey_areAllFound_andEqualOnesOnce() throws Exception {
        try (ResultCache cache = at.open()) {
            for (String content : List.of("1", "2", "1")) {
                at.write("a", "sales.csv", content);
                publish(cache, at.publication(KEY, "a", "sales.csv"));
            }
            assertThat(cache.find(KEY))
                    .hasSize(2)
                    .extracting(CachedResult::outputsDigest)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void acceptedResults_areUsed_unlessTheyAreRefused() throws Exception {
        at.write("a", "sales.csv", "1");
        Publication made = at.publication(KEY, "a", "sales.csv");
        Publication accepted = new Publication(KEY, made.outputs(), made.record(), true, made.origin());
        try (ResultCache cache = at.open()) {
            publish(cache, accepted);
            assertThat(cache.find(KEY)).hasSize(1).allMatch(CachedResult::accepted);
        }
        CachePolicy strict = new CachePolicy(Optional.of(CacheFixture.KEY), true, false, false);
        try (ResultCache cache = at.open(strict)) {
            assertThat(cache.find(KEY)).isEmpty();
        }
    }

    @Test
    void versionedDataset_getsANewVersion() throws Exception {
        at.write("a", "model.json", "{}");
        VersionedStorage versions = new VersionedStorage(new FileStorage(root), "2026-02-01T00.00.00.000Z", null, 0);
        at.write("b", "model.json/2026-01-01T00.00.00.000Z/model.json", "old");
        StoredContent target = new FileContent("model", new FileLocation(versions, "b/model.json", "b/model.json"));
        try (ResultCache cache = at.open()) {
            publish(cache, at.publication(KEY, "a", "model.json"));
            assertThat(fetch(cache, cache.find(KEY).get(0), Map.of("model.json", target)))
                    .isInstanceOf(Fetched.Done.class);
        }
        assertThat(at.files("b"))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "model.json/2026-01-01T00.00.00.000Z/model.json",
                        "old",
                        "model.json/2026-02-01T00.00.00.000Z/model.json",
                        "{}"));
        assertThat(target.digested())
                .map(StoredContent.Digested::digest)
                .hasValue(target.digest(target.stamp().orElseThrow()));
    }

    @Test
    void file_thatHasTheContentAlready_isNotReplaced() throws Exception {
        at.write("a", "sales.csv", "same");
        Path mine = at.write("b", "sales.csv", "same");
        Object before = Files.readAttributes(mine, "unix:ino,ctime");
        try (ResultCache cache = at.open()) {
            publish(cache, at.publication(KEY, "a", "sales.csv"));
            Files.delete(at.directory.resolve(at.stored("blobs").firstKey()));
            SortedMap<String, StoredContent> targets = at.contents("b", "sales.csv");
            assertThat(fetch(cache, cache.find(KEY).get(0), targets)).isInstanceOf(Fetched.Done.class);
            assertThat(targets.get("sales.csv").digested()).isPresent();
        }
        assertThat(Files.readAttributes(mine, "unix:ino,ctime")).isEqualTo(before);
    }

    @Test
    void result_thatDoesNotFitTheDatasets_isRefused() throws Exception {
        at.write("a", "sales.csv", "1");
        at.write("b", "days/1.csv", "kept");
        try (ResultCache cache = at.open()) {
            publish(cache, at.publication(KEY, "a", "sales.csv"));
            CachedResult result = cache.find(KEY).get(0);
            assertThat(fetch(cache, result, at.contents("b", "days/*.csv"))).isInstanceOf(Fetched.Unusable.class);
            assertThat(fetch(cache, result, at.contents("b", "sales.csv", "more.csv")))
                    .isInstanceOf(Fetched.Unusable.class);
            StoredContent partitions = at.contents("b", "days/*.csv").get("days/*.csv");
            assertThat(fetch(cache, result, Map.of("sales.csv", partitions))).isInstanceOf(Fetched.Unusable.class);
        }
        assertThat(at.files("b")).containsExactly(Map.entry("days/1.csv", "kept"));
        assertThat(at.warnings).hasSize(1);
    }

    @Test
    void datasetThatIsNoFile_isNotPublished_whichIsNoNews() throws Exception {
        StoredContent table = new StoredContent() {
            @Override
            public String location() {
                return "a table";
            }

            @Override
            public Optional<Stamp> stamp() {
                return Optional.of(Stamp.identifying("1"));
            }

            @Override
            public String digest(Stamp stamp) {
                return "rows:1";
            }
        };
        Publication publication = new Publication(
                KEY, new TreeMap<>(Map.of("t", new Publication.Output(table, "", "rows:1"))), "", false, "");
        try (ResultCache cache = at.open()) {
            assertThat(publish(cache, publication)).isInstanceOf(Published.NotStored.class);
        }
        assertThat(at.stored("")).isEmpty();
        assertThat(at.warnings).isEmpty();
    }

    @Test
    void progress_endsWithTheWholeSize() throws Exception {
        at.write("a", "one.bin", new byte[700_000]);
        at.write("a", "two.bin", new byte[300_001]);
        List<Long> moved = Collections.synchronizedList(new ArrayList<>());
        try (ResultCache cache = at.open()) {
            publish(cache, at.publication(KEY, "a", "one.bin", "two.bin"));
            cache.fetch(cache.find(KEY).get(0), at.contents("b", "one.bin", "two.bin"), (bytes, total) -> {
                assertThat(total).isEqualTo(1_000_001);
                moved.add(bytes);
            });
        }
        assertThat(Collections.max(moved)).isEqualTo(1_000_001);
    }

    @Test
    void publishersOfOneKey_atTheSameTime_leaveOneUsableResult() throws Exception {
        ExecutorService publishers = Executors.newFixedThreadPool(8);
        byte[] random = new byte[1 << 20];
        new Random(SEED).nextBytes(random);
        try (ResultCache cache = at.open();
                ResultCache other = at.open()) {
            at.write("a", "sales.bin", random);
            List<Future<Published>> published = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                ResultCache used = i % 2 == 0 ? cache : other;
                published.add(publishers.submit(() -> publish(used, at.publication(KEY, "a", "sales.bin"))));
            }
            for (Future<Published> each : published) {
                assertThat(each.get()).isInstanceOf(Published.Stored.class);
            }
            assertThat(cache.find(KEY)).hasSize(1);
            fetch(cache, cache.find(KEY).get(0), at.contents("b", "sales.bin"));
        } finally {
            publishers.shutdown();
        }
        assertThat(Files.readAllBytes(at.file("b", "sales.bin")))
                .as("seed %d", SEED)
                .isEqualTo(random);
        assertThat(at.stored("")).hasSize(2);
        assertThat(at.warnings).isEmpty();
    }
}
