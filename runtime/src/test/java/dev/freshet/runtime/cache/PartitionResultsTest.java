package dev.freshet.runtime.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.dataset.StoredContent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Partitions are results of their own. */
final class PartitionResultsTest {
    private static final String DAYS = "days/*.csv";
    private static final String BASE = CacheFixture.key(99);

    @TempDir
    private Path root;

    private CacheFixture at;
    private final MapStorage storage = new MapStorage();

    @BeforeEach
    void open() {
        at = new CacheFixture(root);
    }

    private ResultCache cache() {
        return at.open(storage, CacheFixture.SIGNED, Clock.systemUTC());
    }

    /** Publications of days that have just been written; the key of a day is its number. */
    private List<Publication> days(int from, int to) throws Exception {
        SortedMap<String, StoredContent> contents = at.contents("a", DAYS);
        StoredContent all = contents.get(DAYS);
        List<Publication> publications = new ArrayList<>();
        for (int day = from; day < to; day++) {
            at.write("a", "days/" + day + ".csv", "day " + day);
        }
        SortedMap<String, StoredContent.Partition> partitions = all.partitions();
        for (int day = from; day < to; day++) {
            String version = CacheFixture.version(partitions.get("" + day).content());
            publications.add(new Publication(
                    CacheFixture.key(day),
                    new TreeMap<>(Map.of(DAYS, new Publication.Output(all, "" + day, version))),
                    "record " + day,
                    false,
                    "anna"));
        }
        return publications;
    }

    private static Set<String> keys(int from, int to) {
        Set<String> keys = new HashSet<>();
        for (int day = from; day < to; day++) {
            keys.add(CacheFixture.key(day));
        }
        return keys;
    }

    private long requests(String kind) {
        return storage.requests.stream()
                .filter(request -> request.startsWith(kind + " "))
                .count();
    }

    @Test
    void partitionsOfAThousand_areFoundByFewRequests_andTheMissingOneIsKnown() throws Exception {
        try (ResultCache cache = cache()) {
            assertThat(cache.publishPartitions(BASE, days(0, 999), CacheProgress.NONE))
                    .hasSize(999)
                    .allSatisfy((key, published) -> assertThat(published).isInstanceOf(Published.Stored.class));
        }
        storage.requests.clear();
        try (ResultCache cache = cache()) {
            Map<String, List<CachedResult>> found = cache.findPartitions(BASE, keys(0, 1000));
            assertThat(found.keySet()).isEqualTo(keys(0, 999));
            assertThat(storage.requests).hasSize(2);
            List<CachedResult> all =
                    found.values().stream().map(results -> results.get(0)).toList();
            at.write("b", "days/999.csv", "mine");
            Map<String, Fetched> fetched = cache.fetchPartitions(all, at.contents("b", DAYS), CacheProgress.NONE);
            assertThat(fetched)
                    .hasSize(999)
                    .allSatisfy((key, done) -> assertThat(done).isInstanceOf(Fetched.Done.class));
            assertThat(requests("GET")).isEqualTo(1 + 999);
        }
        Map<String, String> expected = new HashMap<>(at.files("a"));
        expected.put("days/999.csv", "mine");
        assertThat(at.files("b")).isEqualTo(expected);
        assertThat(at.warnings).isEmpty();
    }

    @Test
    void partition_withoutItsBlob_doesNotStopTheOthers() throws Exception {
        try (ResultCache cache = cache()) {
            cache.publishPartitions(BASE, days(0, 3), CacheProgress.NONE);
            Map<String, List<CachedResult>> found = cache.findPartitions(BASE, keys(0, 3));
            CachedResult second = found.get(CacheFixture.key(1)).get(0);
            storage.delete(Layout.blob(second.outputs().get(DAYS).get(0).sha256()));
            Map<String, Fetched> fetched = cache.fetchPartitions(
                    found.values().stream().map(all -> all.get(0)).toList(),
                    at.contents("b", DAYS),
                    CacheProgress.NONE);
            assertThat(fetched.get(CacheFixture.key(1))).isInstanceOf(Fetched.Unusable.class);
        }
        assertThat(at.files("b")).isEqualTo(Map.of("days/0.csv", "day 0", "days/2.csv", "day 2"));
        assertThat(at.warnings).hasSize(1);
    }

    @Test
    void partition_thatChanged_isNotPublished_butTheOthersAre() throws Exception {
        List<Publication> days = days(0, 3);
        at.write("a", "days/1.csv", "changed");
        try (ResultCache cache = cache()) {
            Map<String, Published> published = cache.publishPartitions(BASE, days, CacheProgress.NONE);
            assertThat(published.get(CacheFixture.key(1))).isInstanceOf(Published.NotStored.class);
            assertThat(cache.findPartitions(BASE, keys(0, 3)).keySet())
                    .containsExactlyInAnyOrder(CacheFixture.key(0), CacheFixture.key(2));
        }
        assertThat(at.warnings).hasSize(1);
    }

    @Test
    void pages_areMerged_andNoResultIsLost() throws Exception {
        try (ResultCache cache = cache()) {
            for (int day = 0; day < 60; day++) {
                cache.publishPartitions(BASE, days(day, day + 1), CacheProgress.NONE);
                assertThat(cache.findPartitions(BASE, keys(0, 60)).keySet()).isEqualTo(keys(0, day + 1));
            }
        }
        assertThat(storage.list("partitions/")).hasSizeLessThan(20);
        assertThat(at.warnings).isEmpty();
    }

    @Test
    void page_thatIsMergedWhileItIsRead_isFoundInTheMergedOne() throws Exception {
        try (ResultCache cache = cache();
                ResultCache other = cache()) {
            for (int day = 0; day < 16; day++) {
                cache.publishPartitions(BASE, days(day, day + 1), CacheProgress.NONE);
            }
            List<Publication> last = days(16, 17);
            storage.disturbance = (request, key) -> {
                if (request.equals("GET")) {
                    storage.disturbance = (more, any) -> {};
                    publishNow(other, last);
                }
            };
            assertThat(cache.findPartitions(BASE, keys(0, 17)).keySet()).isEqualTo(keys(0, 17));
        }
    }

    private static void publishNow(ResultCache cache, List<Publication> publications) {
        try {
            cache.publishPartitions(BASE, publications, CacheProgress.NONE);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void unsignedPartitions_areNeverSignedByAMerge() throws Exception {
        CachePolicy unsigned = new CachePolicy(Optional.empty(), true, true, true);
        CachePolicy trusting = new CachePolicy(Optional.of(CacheFixture.KEY), true, true, true);
        try (ResultCache nobody = at.open(storage, unsigned, Clock.systemUTC());
                ResultCache member = at.open(storage, trusting, Clock.systemUTC())) {
            nobody.publishPartitions(BASE, days(0, 1), CacheProgress.NONE);
            for (int day = 1; day < 40; day++) {
                member.publishPartitions(BASE, days(day, day + 1), CacheProgress.NONE);
            }
            assertThat(member.findPartitions(BASE, keys(0, 40)).keySet()).isEqualTo(keys(0, 40));
        }
        try (ResultCache strict = cache()) {
            assertThat(strict.findPartitions(BASE, keys(0, 40)).keySet()).isEqualTo(keys(1, 40));
        }
    }

    @Test
    void pageMovedToAnotherBase_isRefused() throws Exception {
        try (ResultCache cache = cache()) {
            cache.publishPartitions(BASE, days(0, 2), CacheProgress.NONE);
            String name = storage.only("partitions/");
            String other = CacheFixture.key(98);
            storage.put(name.replace(BASE, other), storage.content(name));
            assertThat(cache.findPartitions(other, keys(0, 2))).isEmpty();
        }
        assertThat(at.warnings).hasSize(1);
    }

    @Test
    void wholePartitionedDataset_isFetched_andOtherPartitionsAreRemoved() throws Exception {
        days(0, 5);
        at.write("b", "days/3.csv", "other");
        at.write("b", "days/7.csv", "extra");
        try (ResultCache cache = cache()) {
            cache.publish(at.publication(CacheFixture.key(1), "a", DAYS), CacheProgress.NONE);
            CachedResult result = cache.find(CacheFixture.key(1)).get(0);
            SortedMap<String, StoredContent> targets = at.contents("b", DAYS);
            assertThat(cache.fetch(result, targets, CacheProgress.NONE)).isInstanceOf(Fetched.Done.class);
            assertThat(CacheFixture.version(targets.get(DAYS)))
                    .isEqualTo(CacheFixture.version(at.contents("a", DAYS).get(DAYS)));
        }
        assertThat(at.files("b")).isEqualTo(at.files("a"));
    }

    @Test
    void partitionedDataset_withoutPartitions_isFetchedAsSuch() throws Exception {
        Files.createDirectories(at.file("a", "days"));
        at.write("b", "days/7.csv", "extra");
        try (ResultCache cache = cache()) {
            cache.publish(at.publication(CacheFixture.key(1), "a", DAYS), CacheProgress.NONE);
            CachedResult result = cache.find(CacheFixture.key(1)).get(0);
            assertThat(cache.fetch(result, at.contents("b", DAYS), CacheProgress.NONE))
                    .isInstanceOf(Fetched.Done.class);
        }
        assertThat(at.file("b", "days")).isEmptyDirectory();
    }

    @Test
    void partitionWithAKeyThatLeavesTheDirectory_isRefused() throws Exception {
        at.write("a", "fx.csv", "1");
        try (ResultCache cache = cache()) {
            cache.publish(at.publication(CacheFixture.key(1), "a", "fx.csv"), CacheProgress.NONE);
            CachedBlob blob = cache.find(CacheFixture.key(1))
                    .get(0)
                    .outputs()
                    .get("fx.csv")
                    .get(0);
            for (String evil : List.of("../../evil", "/evil", "a/b", "..", ".hidden", "a\\b")) {
                CachedBlob moved = new CachedBlob(evil, blob.sha256(), blob.size(), blob.version());
                CachedResult result = new CachedResult(
                        CacheFixture.key(1), new TreeMap<>(Map.of(DAYS, List.of(moved))), "", false, "");
                assertThat(cache.fetch(result, at.contents("b", DAYS), CacheProgress.NONE))
                        .as(evil)
                        .isInstanceOf(Fetched.Unusable.class);
            }
        }
        assertThat(at.files("b")).isEmpty();
        assertThat(at.files("").keySet().stream()
                        .filter(name -> name.contains("evil"))
                        .collect(Collectors.toSet()))
                .isEmpty();
    }
}
