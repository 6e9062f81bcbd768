package dev.freshet.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.config.Configuration;
import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.FaultProxy;
import dev.freshet.dataset.RecordDataset;
import dev.freshet.dataset.StoredContent;
import dev.freshet.dataset.catalog.Catalog;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.run.Run;
import dev.freshet.wiring.GenericTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * How many requests runs over partitions take. {@code -Dfreshet.s3.partitions=2500} counts those of the table in
 * docs/performance.md.
 */
@Timeout(value = 1200, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class S3RequestsTest {
    private static final int PARTITIONS = Integer.getInteger("freshet.s3.partitions", 100);
    private static final int LISTED_AT_ONCE = 1000;

    @TempDir
    Path project;

    private final S3Server server = S3Server.running();
    private final String bucket = server.bucket();
    private final AtomicInteger calls = new AtomicInteger();
    private FaultProxy proxy;

    @BeforeEach
    void writeProject() throws IOException {
        proxy = new FaultProxy(server.port());
        Files.writeString(
                Files.createDirectories(project.resolve("conf/base")).resolve("catalog.yml"),
                "days: {type: text, path: \"s3://" + bucket + "/data/days/*.txt\", credentials: store}\n"
                        + "loud: {type: text, path: \"s3://" + bucket + "/data/loud/*.txt\", credentials: store}\n");
        Files.writeString(
                Files.createDirectories(project.resolve("conf/local")).resolve("credentials.yml"),
                "store: {access_key_id: " + S3Server.KEY + ", secret_access_key: \"" + S3Server.SECRET
                        + "\", region: us-east-1, endpoint: \"" + proxy.endpoint() + "\"}\n");
        try (S3Client client = server.client()) {
            for (int day = 0; day < PARTITIONS; day++) {
                put(client, day, "day " + day);
            }
        }
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
    }

    private void put(S3Client client, int day, String text) {
        client.putObject(
                request -> request.bucket(bucket).key("data/days/" + day + ".txt"), RequestBody.fromString(text));
    }

    /** Runs and returns the requests by their kinds. */
    private Map<String, Long> run() {
        return run(new PartitionsFlow(calls));
    }

    private Map<String, Long> run(CompiledPipeline pipeline) {
        calls.set(0);
        proxy.requests().clear();
        Run.of(pipeline).conf(project.resolve("conf")).start().orThrow();
        Map<String, Long> counts = proxy.requests().stream()
                .map(request -> request.contains("list-type") ? "LIST" : request.substring(0, request.indexOf(' ')))
                .collect(Collectors.groupingBy(kind -> kind, TreeMap::new, Collectors.counting()));
        System.out.println("s3 requests for " + PARTITIONS + " partitions, " + calls + " made: " + counts);
        return counts;
    }

    private static void assertLists(Map<String, Long> counts, int atMost) {
        int pages = (PARTITIONS + LISTED_AT_ONCE - 1) / LISTED_AT_ONCE;
        assertThat(counts.get("LIST")).isBetween(1L, (long) atMost * pages);
    }

    @Test
    void partitions_areListed_andNotAskedForOneByOne() {
        Map<String, Long> first = run();
        assertThat(calls).hasValue(PARTITIONS);
        assertThat(first).as("a GET to digest each, and one to load it").containsEntry("GET", 2L * PARTITIONS);
        assertThat(first).containsEntry("PUT", (long) PARTITIONS);
        assertThat(first).doesNotContainKey("HEAD");
        assertLists(first, 9);

        Map<String, Long> unchanged = run();
        assertThat(calls).hasValue(0);
        assertThat(unchanged).containsOnlyKeys("LIST");
        assertLists(unchanged, 2);

        try (S3Client client = server.client()) {
            put(client, 7, "changed");
        }
        Map<String, Long> changed = run();
        assertThat(calls).hasValue(1);
        assertThat(changed.get("GET"))
                .as("to digest the change, and to load it")
                .isLessThanOrEqualTo(2);
        assertThat(changed).containsEntry("PUT", 1L);
        assertThat(changed).doesNotContainKey("HEAD");
        assertLists(changed, 12);
    }

    @Test
    void incrementalPartitions_areListed_andOnlyNewOnesAreRead() throws IOException {
        Path catalog = project.resolve("conf/base/catalog.yml");
        Files.writeString(
                catalog,
                Files.readString(catalog)
                        .replaceFirst("credentials: store}", "credentials: store, incremental: true}"));
        IncrementsFlow flow = new IncrementsFlow(calls);
        Map<String, Long> first = run(flow);
        assertThat(calls).hasValue(PARTITIONS);
        assertThat(first).as("a GET to digest each, and one to load it").containsEntry("GET", 2L * PARTITIONS);
        assertThat(first).containsEntry("PUT", (long) PARTITIONS);
        assertThat(first).doesNotContainKey("HEAD");
        assertLists(first, 9);

        Map<String, Long> unchanged = run(flow);
        assertThat(calls).hasValue(0);
        assertThat(unchanged).containsOnlyKeys("LIST");
        assertLists(unchanged, 2);

        try (S3Client client = server.client()) {
            put(client, PARTITIONS, "new");
        }
        Map<String, Long> grown = run(flow);
        assertThat(calls).hasValue(1);
        assertThat(grown.get("GET")).as("to digest the new one, and to load it").isLessThanOrEqualTo(2);
        assertThat(grown).containsEntry("PUT", 1L);
        assertThat(grown).doesNotContainKey("HEAD");
        assertLists(grown, 14);

        try (S3Client client = server.client()) {
            client.deleteObject(request -> request.bucket(bucket).key("data/days/7.txt"));
        }
        Map<String, Long> gone = run(flow);
        assertThat(calls).hasValue(0);
        assertThat(gone).containsOnlyKeys("LIST");
    }

    @Test
    void datasets_areAskedForOnceEach() throws IOException {
        int datasets = 5;
        Files.writeString(
                project.resolve("conf/base/catalog.yml"),
                "\"in{n}\": {type: text, path: \"s3://" + bucket + "/data/days/{n}.txt\", credentials: store}\n"
                        + "\"out{n}\": {type: text, path: \"s3://" + bucket
                        + "/data/out/{n}.txt\", credentials: store}\n");
        Map<String, Long> first = run(new DatasetsFlow(datasets, calls));
        assertThat(calls).hasValue(datasets);
        assertThat(first).as("digested while they are loaded").containsEntry("GET", (long) datasets);
        assertThat(first).containsEntry("PUT", (long) datasets);
        assertThat(first.get("HEAD")).isLessThanOrEqualTo(4L * datasets);
        Map<String, Long> unchanged = run(new DatasetsFlow(datasets, calls));
        assertThat(calls).hasValue(0);
        assertThat(unchanged).as("a HEAD of each input and output").containsOnly(Map.entry("HEAD", 2L * datasets));
        try (S3Client client = server.client()) {
            put(client, 3, "changed");
        }
        Map<String, Long> changed = run(new DatasetsFlow(datasets, calls));
        assertThat(calls).hasValue(1);
        assertThat(changed).containsEntry("PUT", 1L);
        assertThat(changed.get("GET"))
                .as("to digest the change, and to load it")
                .isLessThanOrEqualTo(2);
        assertThat(changed.get("HEAD"))
                .as("to decide, to decide again under the lock, and for what runs")
                .isLessThanOrEqualTo(4L * datasets + 6);
    }

    record Line(int n) {}

    @Test
    void startOfALargeObject_isReadWithoutTheRest() throws IOException {
        Files.writeString(
                project.resolve("conf/base/catalog.yml"),
                "d: {type: jsonl, path: \"s3://" + bucket + "/data/large.jsonl\", credentials: store}\n");
        try (S3Client client = server.client()) {
            client.putObject(
                    request -> request.bucket(bucket).key("data/large.jsonl"),
                    RequestBody.fromString("{\"n\": 1}\n".repeat(600_000)));
        }
        Catalog catalog = Catalog.of(Configuration.load(project.resolve("conf"), "local", Map.of()));
        Dataset<?> dataset = catalog.open("d", GenericTypes.parameterized(List.class, Line.class));
        StoredContent content = catalog.content("d").orElseThrow();
        proxy.requests().clear();
        try (Stream<Object> lines = ((RecordDataset) dataset).stream()) {
            assertThat(lines.limit(1)).containsExactly(new Line(1));
        }
        String version = content.digest(content.stamp().orElseThrow());
        assertThat(version).startsWith("stamp:");
        assertThat(proxy.count("GET")).isEqualTo(1);
        try (S3Client client = server.client()) {
            client.putObject(
                    request -> request.bucket(bucket).key("data/large.jsonl"),
                    RequestBody.fromString("{\"n\": 2}\n".repeat(600_000)));
        }
        assertThat(content.digest(content.stamp().orElseThrow()))
                .as("other content")
                .isNotEqualTo(version);
        assertThat(((List<?>) dataset.load())).hasSize(600_000);
        assertThat(content.digest(content.stamp().orElseThrow()))
                .as("read to its end, so its digest is known")
                .startsWith("xxh3:");
    }
}
