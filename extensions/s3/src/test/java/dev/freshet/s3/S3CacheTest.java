package dev.freshet.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.config.Configuration;
import dev.freshet.dataset.Storage;
import dev.freshet.dataset.StoredContent;
import dev.freshet.dataset.catalog.Catalog;
import dev.freshet.runtime.cache.CacheProgress;
import dev.freshet.runtime.cache.CachedResult;
import dev.freshet.runtime.cache.CollectReport;
import dev.freshet.runtime.cache.Fetched;
import dev.freshet.runtime.cache.Publication;
import dev.freshet.runtime.cache.Published;
import dev.freshet.runtime.cache.ResultCache;
import dev.freshet.runtime.run.session.CacheSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Results are shared in a bucket by projects that have nothing else in common. */
final class S3CacheTest {
    private static final long SEED = Long.getLong("freshet.seed", 20261126L);
    private static final String KEY = "ab".repeat(32);
    private static final String TEAM = "0123456789abcdef0123456789abcdef";

    private final S3Server server = S3Server.running();
    private final String bucket = server.bucket();
    private final List<String> warnings = new CopyOnWriteArrayList<>();

    @TempDir
    private Path root;

    private Configuration project(String name, String cache) throws IOException {
        Path base = Files.createDirectories(root.resolve(name).resolve("conf/base"));
        Files.createDirectories(root.resolve(name).resolve("days"));
        Files.writeString(
                base.resolve("catalog.yml"),
                "sales: {type: bytes, path: sales.bin}\n"
                        + "copy: {type: bytes, path: 's3://" + bucket + "/data/" + name + ".bin', credentials: store}\n"
                        + "days: {type: text, path: 'days/*.txt'}\n");
        Files.writeString(
                base.resolve("credentials.yml"),
                "store: {access_key_id: " + S3Server.KEY + ", secret_access_key: " + S3Server.SECRET
                        + ", region: us-east-1, endpoint: '" + server.endpoint() + "'}\nteam: {key: " + TEAM + "}\n");
        Files.writeString(base.resolve("run.yml"), "cache: " + cache + "\n");
        return Configuration.load(root.resolve(name).resolve("conf"), "local", Map.of());
    }

    private String writable() {
        return "{path: 's3://" + bucket + "/team/cache', credentials: store, key: team, write: true}";
    }

    private String readable() {
        return "{path: 's3://" + bucket + "/team/cache', credentials: store, key: team}";
    }

    private ResultCache cache(Configuration configuration) {
        return CacheSettings.read(configuration).orElseThrow().open(warnings::add);
    }

    private static SortedMap<String, StoredContent> contents(Catalog catalog, String... datasets) {
        SortedMap<String, StoredContent> contents = new TreeMap<>();
        for (String dataset : datasets) {
            contents.put(dataset, catalog.content(dataset).orElseThrow());
        }
        return contents;
    }

    private static String version(StoredContent content) {
        return content.digest(content.stamp().orElseThrow());
    }

    private static Publication publication(SortedMap<String, StoredContent> contents) {
        SortedMap<String, Publication.Output> outputs = new TreeMap<>();
        contents.forEach((name, content) -> outputs.put(name, new Publication.Output(content, "", version(content))));
        return new Publication(KEY, outputs, "{}", false, "ci");
    }

    private static byte[] random(int size) {
        byte[] random = new byte[size];
        new Random(SEED).nextBytes(random);
        return random;
    }

    @Test
    void result_isPublishedByOneProject_andFetchedByAnother_intoFilesAndObjects() throws Exception {
        byte[] sales = random(7_000_001);
        Configuration ci = project("ci", writable());
        Catalog made = Catalog.of(ci);
        made.<byte[]>open("sales", byte[].class).save(sales);
        made.<byte[]>open("copy", byte[].class).save(new byte[] {1, 2, 3});
        try (ResultCache cache = cache(ci)) {
            assertThat(cache.publish(publication(contents(made, "sales", "copy")), CacheProgress.NONE))
                    .isInstanceOf(Published.Stored.class);
        }
        Configuration mine = project("mine", readable());
        SortedMap<String, StoredContent> targets = contents(Catalog.of(mine), "sales", "copy");
        try (ResultCache cache = cache(mine)) {
            List<CachedResult> found = cache.find(KEY);
            assertThat(found).hasSize(1);
            assertThat(cache.fetch(found.get(0), targets, CacheProgress.NONE)).isInstanceOf(Fetched.Done.class);
        }
        assertThat(root.resolve("mine/sales.bin")).as("seed %d", SEED).hasBinaryContent(sales);
        Catalog fresh = Catalog.of(mine);
        assertThat(fresh.<byte[]>open("copy", byte[].class).load()).containsExactly(1, 2, 3);
        targets.forEach((name, content) -> assertThat(content.digested())
                .contains(new StoredContent.Digested(
                        content.stamp().orElseThrow().text(),
                        version(fresh.content(name).orElseThrow()),
                        true)));
        assertThat(warnings).isEmpty();
    }

    @Test
    void partitions_areFoundByOneListing_andFetched() throws Exception {
        Configuration ci = project("ci", writable());
        for (int day = 0; day < 40; day++) {
            Files.writeString(root.resolve("ci/days/" + day + ".txt"), "day " + day);
        }
        StoredContent days = Catalog.of(ci).content("days").orElseThrow();
        List<Publication> publications = new ArrayList<>();
        days.partitions()
                .forEach((day, partition) -> publications.add(new Publication(
                        String.format("%064x", Integer.parseInt(day)),
                        new TreeMap<>(Map.of("days", new Publication.Output(days, day, version(partition.content())))),
                        "{}",
                        false,
                        "ci")));
        try (ResultCache cache = cache(ci)) {
            assertThat(cache.publishPartitions(KEY, publications, CacheProgress.NONE)
                            .values())
                    .hasSize(40)
                    .allMatch(Published.Stored.class::isInstance);
        }
        Configuration mine = project("mine", readable());
        Set<String> keys = Set.of(String.format("%064x", 7), String.format("%064x", 39), String.format("%064x", 40));
        try (ResultCache cache = cache(mine)) {
            Map<String, List<CachedResult>> found = cache.findPartitions(KEY, keys);
            assertThat(found).hasSize(2);
            assertThat(cache.fetchPartitions(
                                    found.values().stream()
                                            .map(all -> all.get(0))
                                            .toList(),
                                    contents(Catalog.of(mine), "days"),
                                    CacheProgress.NONE)
                            .values())
                    .allMatch(Fetched.Done.class::isInstance);
        }
        assertThat(root.resolve("mine/days/7.txt")).hasContent("day 7");
        assertThat(root.resolve("mine/days/39.txt")).hasContent("day 39");
        assertThat(root.resolve("mine/days")).isDirectoryNotContaining("glob:**/8.txt");
        assertThat(warnings).isEmpty();
    }

    @Test
    void changedBlob_isRefused_andTheOldFileStays() throws Exception {
        Configuration ci = project("ci", writable());
        Catalog made = Catalog.of(ci);
        made.<byte[]>open("sales", byte[].class).save(random(10_000));
        Configuration mine = project("mine", readable());
        Files.writeString(root.resolve("mine/sales.bin"), "old");
        try (ResultCache cache = cache(ci);
                S3Client client = server.client()) {
            cache.publish(publication(contents(made, "sales")), CacheProgress.NONE);
            String blob = client.listObjectsV2(request -> request.bucket(bucket).prefix("team/cache/blobs/"))
                    .contents()
                    .get(0)
                    .key();
            client.putObject(request -> request.bucket(bucket).key(blob), RequestBody.fromBytes(new byte[10_000]));
        }
        try (ResultCache cache = cache(mine)) {
            Fetched fetched =
                    cache.fetch(cache.find(KEY).get(0), contents(Catalog.of(mine), "sales"), CacheProgress.NONE);
            assertThat(fetched).isInstanceOf(Fetched.Unusable.class);
        }
        assertThat(root.resolve("mine/sales.bin")).hasContent("old");
        assertThat(warnings).hasSize(1);
        assertThat(warnings.get(0)).contains("is damaged; the result is not used, and the node runs again");
    }

    @Test
    void collection_removesOldResults_butNoYoungFile() throws Exception {
        Configuration ci = project("ci", writable());
        Catalog made = Catalog.of(ci);
        made.<byte[]>open("sales", byte[].class).save(random(10_000));
        Storage storage = Access.storage(bucket, server.endpoint().toString(), Access.SHORT);
        try (ResultCache cache = cache(ci)) {
            cache.publish(publication(contents(made, "sales")), CacheProgress.NONE);
            assertThat(cache.collect(Duration.ofDays(1), Set.of(), Set.of(), false))
                    .isEqualTo(new CollectReport(1, 0, 1, 10_000, 0, 0));
            assertThat(cache.collect(Duration.ofDays(-1), Set.of(), Set.of(), false))
                    .isEqualTo(new CollectReport(0, 1, 1, 10_000, 0, 0));
        }
        assertThat(storage.list("team/cache/")).hasSize(1);
        assertThat(warnings).isEmpty();
    }

    @Test
    void bucketThatDoesNotExist_isWarnedOfOnce() throws Exception {
        Configuration wrong =
                project("ci", "{path: 's3://no-such-bucket/team', credentials: store, key: team, write: true}");
        Catalog made = Catalog.of(wrong);
        made.<byte[]>open("sales", byte[].class).save(random(10));
        try (ResultCache cache = cache(wrong)) {
            for (int i = 0; i < 5; i++) {
                assertThat(cache.find(KEY)).isEmpty();
                assertThat(cache.publish(publication(contents(made, "sales")), CacheProgress.NONE))
                        .isInstanceOf(Published.NotStored.class);
            }
        }
        assertThat(warnings)
                .containsExactly("the cache s3://no-such-bucket/team: it cannot be read: the bucket \"no-such-bucket\""
                        + " does not exist");
    }
}
