package dev.freshet.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.flow.Flow;
import dev.freshet.runtime.hook.NodeDatasets;
import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.hook.NodeStart;
import dev.freshet.runtime.hook.OutputPartitions;
import dev.freshet.runtime.hook.RunStart;
import dev.freshet.runtime.run.Run;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The spans that an exporter in memory has after real runs. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class OpenTelemetryListenerTest {
    @TempDir
    Path project;

    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
    private final OpenTelemetrySdk sdk = OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                    .build())
            .build();

    @BeforeEach
    void writeProject() throws IOException {
        Path base = Files.createDirectories(project.resolve("conf/base"));
        Files.writeString(base.resolve("catalog.yml"), """
                raw: {type: text, path: raw.txt}
                cleaned: {type: text, path: cleaned.txt}
                told: {type: text, path: told.txt}
                """);
        Files.writeString(project.resolve("raw.txt"), " text ");
    }

    @AfterEach
    void close() {
        sdk.close();
    }

    private void run(int failures) {
        Run.of(new Flow(failures))
                .conf(project.resolve("conf"))
                .retryPause(Duration.ofMillis(1))
                .listener(new OpenTelemetryListener(sdk))
                .start();
    }

    private SpanData span(String name) {
        return exporter.getFinishedSpanItems().stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String attribute(SpanData span, String name) {
        return String.valueOf(span.getAttributes().get(AttributeKey.stringKey(name)));
    }

    @Test
    void run_isATrace_withASpanForEachNode() {
        run(1);
        assertThat(exporter.getFinishedSpanItems())
                .extracting(SpanData::getName)
                .containsExactlyInAnyOrder("run Flow", "node clean", "node tell");
        SpanData run = span("run Flow");
        assertThat(run.getParentSpanId()).isEqualTo(SpanId.getInvalid());
        assertThat(run.getStatus().getStatusCode()).isEqualTo(StatusCode.OK);
        assertThat(attribute(run, "freshet.environment")).isEqualTo("local");
        assertThat(attribute(run, "freshet.run")).hasSize(36);
        for (String node : List.of("clean", "tell")) {
            SpanData span = span("node " + node);
            assertThat(span.getTraceId()).isEqualTo(run.getTraceId());
            assertThat(span.getParentSpanId()).isEqualTo(run.getSpanId());
            assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.OK);
            assertThat(attribute(span, "freshet.node")).isEqualTo(node);
            assertThat(attribute(span, "code.function.name")).isEqualTo("P." + node);
            assertThat(span.getAttributes().get(AttributeKey.stringArrayKey("freshet.reasons")))
                    .containsExactly("it has not run before");
        }
        assertThat(span("node clean").getEvents())
                .extracting(EventData::getName)
                .containsExactly("load", "save");
        assertThat(span("node tell").getEvents()).extracting(EventData::getName).contains("exception", "save");
    }

    @Test
    void node_hasTheNumbersOfItsPartitions() {
        OpenTelemetryListener listener = new OpenTelemetryListener(sdk);
        listener.runStarted(new RunStart(
                "id",
                "Flow",
                "local",
                Instant.EPOCH,
                1,
                1,
                Map.of(),
                Map.of(),
                Set.of(),
                Path.of(""),
                node -> new NodeDatasets(List.of(), List.of()),
                () -> {}));
        listener.nodeStarted(new NodeStart("clean", "P.clean", Set.of(), List.of()), 1);
        List<OutputPartitions> partitions = List.of(
                OutputPartitions.of("x", Set.of("a", "b"), 3, Set.of("c")),
                OutputPartitions.of("y", Set.of("a"), 1, Set.of()));
        NodeReport.Timing timing = new NodeReport.Timing(Duration.ZERO, Duration.ZERO, 1);
        listener.nodeFinished(new NodeReport.Succeeded("clean", timing, List.of(), List.of(), partitions));
        Attributes attributes = span("node clean").getAttributes();
        assertThat(attributes.get(AttributeKey.longKey("freshet.partitions.made")))
                .isEqualTo(3);
        assertThat(attributes.get(AttributeKey.longKey("freshet.partitions.kept")))
                .isEqualTo(4);
        assertThat(attributes.get(AttributeKey.longKey("freshet.partitions.removed")))
                .isEqualTo(1);
    }

    @Test
    void failedRun_hasTheExceptionAndTheStatus() {
        run(2);
        SpanData node = span("node tell");
        assertThat(node.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(node.getStatus().getDescription()).isEqualTo("java.lang.IllegalStateException: no luck");
        assertThat(node.getEvents()).extracting(EventData::getName).contains("exception", "exception");
        assertThat(span("run Flow").getStatus().getDescription())
                .isEqualTo("node tell failed: java.lang.IllegalStateException: no luck");
        assertThat(span("node clean").getStatus().getStatusCode()).isEqualTo(StatusCode.OK);
    }

    @Test
    void secrets_areInNoSpan() throws IOException {
        Files.writeString(project.resolve("conf/base/credentials.yml"), "api: {token: planted-token-of-spans}\n");
        Run.of(new Flow(2, "refused: planted-token-of-spans"))
                .conf(project.resolve("conf"))
                .retryPause(Duration.ofMillis(1))
                .listener(new OpenTelemetryListener(sdk))
                .start();
        assertThat(span("node tell").getStatus().getDescription())
                .isEqualTo("java.lang.IllegalStateException: refused: ***");
        assertThat(exporter.getFinishedSpanItems().stream().map(OpenTelemetryListenerTest::everything))
                .hasSize(3)
                .allSatisfy(span -> assertThat(span).doesNotContain("planted-token"));
    }

    private static String everything(SpanData span) {
        return span.getName()
                + span.getAttributes()
                + span.getStatus()
                + span.getEvents().stream()
                        .map(event -> event.getName() + event.getAttributes())
                        .toList();
    }

    @Test
    void upToDateRun_isASpanWithoutNodes() {
        run(0);
        exporter.reset();
        run(0);
        assertThat(exporter.getFinishedSpanItems())
                .extracting(SpanData::getName)
                .containsExactly("run Flow");
    }

    @Test
    void runWithinATrace_belongsToIt() {
        Span request = sdk.getTracer("test").spanBuilder("request").startSpan();
        try (Scope scope = request.makeCurrent()) {
            assertThat(scope).isNotNull();
            run(0);
        } finally {
            request.end();
        }
        assertThat(span("run Flow").getParentSpanId())
                .isEqualTo(request.getSpanContext().getSpanId());
        assertThat(span("node tell").getTraceId())
                .isEqualTo(request.getSpanContext().getTraceId());
    }

    @Test
    void listenerOnTheClassPath_usesTheGlobalTelemetry() {
        GlobalOpenTelemetry.resetForTest();
        GlobalOpenTelemetry.set(sdk);
        try {
            Run.of(new Flow(0)).conf(project.resolve("conf")).start();
        } finally {
            GlobalOpenTelemetry.resetForTest();
        }
        assertThat(exporter.getFinishedSpanItems()).hasSize(3);
    }
}
