package dev.freshet.opentelemetry;

import dev.freshet.runtime.change.Reason;
import dev.freshet.runtime.hook.DatasetEvent;
import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.hook.NodeStart;
import dev.freshet.runtime.hook.OutputPartitions;
import dev.freshet.runtime.hook.PartitionFailure;
import dev.freshet.runtime.hook.RunEnd;
import dev.freshet.runtime.hook.RunListener;
import dev.freshet.runtime.hook.RunStart;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Traces runs: a run is a span, and below it each node that runs is a span, whose events are its failed attempts, loads
 * and saves. The span of a run belongs to the trace of the thread that starts the run, if there is one.
 */
public final class OpenTelemetryListener implements RunListener {
    private static final String SCOPE = "dev.freshet";
    private static final AttributeKey<String> RUN = AttributeKey.stringKey("freshet.run");
    private static final AttributeKey<String> PIPELINE = AttributeKey.stringKey("freshet.pipeline");
    private static final AttributeKey<String> ENVIRONMENT = AttributeKey.stringKey("freshet.environment");
    private static final AttributeKey<Long> NODES = AttributeKey.longKey("freshet.nodes");
    private static final AttributeKey<String> NODE = AttributeKey.stringKey("freshet.node");
    private static final AttributeKey<String> FUNCTION = AttributeKey.stringKey("code.function.name");
    private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("freshet.outcome");
    private static final AttributeKey<List<String>> REASONS = AttributeKey.stringArrayKey("freshet.reasons");
    private static final AttributeKey<Long> ATTEMPT = AttributeKey.longKey("freshet.attempt");
    private static final AttributeKey<String> PARTITION = AttributeKey.stringKey("freshet.partition");
    private static final AttributeKey<Long> MADE = AttributeKey.longKey("freshet.partitions.made");
    private static final AttributeKey<Long> KEPT = AttributeKey.longKey("freshet.partitions.kept");
    private static final AttributeKey<Long> REMOVED = AttributeKey.longKey("freshet.partitions.removed");
    private static final AttributeKey<String> DATASET = AttributeKey.stringKey("freshet.dataset");
    private static final AttributeKey<String> LOCATION = AttributeKey.stringKey("freshet.location");
    private static final AttributeKey<String> VERSION = AttributeKey.stringKey("freshet.version");
    private static final AttributeKey<Double> SECONDS = AttributeKey.doubleKey("freshet.seconds");

    private final Supplier<OpenTelemetry> telemetry;
    private final Map<String, Span> running = new ConcurrentHashMap<>();
    private volatile @Nullable Traced traced;

    /** A run that is traced. */
    private record Traced(Tracer tracer, Span span, Context context) {}

    /** Creates a listener for one run at a time, which uses {@link GlobalOpenTelemetry}. */
    public OpenTelemetryListener() {
        this(GlobalOpenTelemetry::get);
    }

    /** Creates a listener for one run at a time. */
    public OpenTelemetryListener(OpenTelemetry telemetry) {
        this(() -> telemetry);
    }

    private OpenTelemetryListener(Supplier<OpenTelemetry> telemetry) {
        this.telemetry = telemetry;
    }

    @Override
    public void runStarted(RunStart run) {
        running.clear();
        Tracer tracer = telemetry.get().getTracer(SCOPE);
        Context parent = Context.current();
        Span span = tracer.spanBuilder("run " + run.pipeline())
                .setParent(parent)
                .setStartTimestamp(run.start())
                .setAttribute(RUN, run.runId())
                .setAttribute(PIPELINE, run.pipeline())
                .setAttribute(ENVIRONMENT, run.environment())
                .setAttribute(NODES, (long) run.nodes())
                .startSpan();
        traced = new Traced(tracer, span, parent.with(span));
    }

    @Override
    public void nodeStarted(NodeStart node, int tried) {
        Span span = span(node.node());
        span.setAttribute(FUNCTION, node.method());
        span.setAttribute(REASONS, node.reasons().stream().map(Reason::text).toList());
    }

    /** Returns the span of a node, which all of its attempts share. */
    private Span span(String node) {
        Traced run = Objects.requireNonNull(traced, "a node runs in a run");
        return running.computeIfAbsent(
                node,
                name -> run.tracer()
                        .spanBuilder("node " + name)
                        .setParent(run.context())
                        .setAttribute(NODE, name)
                        .startSpan());
    }

    @Override
    public void nodeRetried(String node, int tried, Throwable cause, Duration pause) {
        span(node).recordException(cause, Attributes.of(ATTEMPT, (long) tried));
    }

    @Override
    public void partitionFailed(PartitionFailure failure) {
        span(failure.node())
                .recordException(
                        failure.cause(),
                        Attributes.of(ATTEMPT, (long) failure.tried(), PARTITION, failure.partition()));
    }

    @Override
    public void datasetLoaded(DatasetEvent load) {
        event("load", load);
    }

    @Override
    public void datasetSaved(DatasetEvent save) {
        event("save", save);
    }

    private void event(String name, DatasetEvent event) {
        span(event.node())
                .addEvent(
                        name,
                        Attributes.builder()
                                .put(DATASET, event.dataset())
                                .put(LOCATION, event.location())
                                .put(VERSION, event.version().orElse(""))
                                .put(SECONDS, event.duration().toNanos() / 1e9)
                                .build());
    }

    @Override
    public void nodeFinished(NodeReport node) {
        if (node instanceof NodeReport.Failed failed) {
            span(node.node()).recordException(failed.cause());
        }
        Optional.ofNullable(running.remove(node.node())).ifPresent(span -> end(span, node));
    }

    private static Long sum(NodeReport node, ToIntFunction<OutputPartitions> number) {
        return (long) node.partitions().stream().mapToInt(number).sum();
    }

    private static void end(Span span, NodeReport node) {
        span.setAttribute(OUTCOME, node.outcome());
        if (!node.partitions().isEmpty()) {
            span.setAttribute(MADE, sum(node, output -> output.made().size()));
            span.setAttribute(KEPT, sum(node, OutputPartitions::kept));
            span.setAttribute(REMOVED, sum(node, output -> output.removed().size()));
        }
        if (node instanceof NodeReport.Succeeded) {
            span.setStatus(StatusCode.OK);
        } else if (node instanceof NodeReport.Failed failed) {
            span.setStatus(StatusCode.ERROR, failed.cause().toString());
        } else if (node instanceof NodeReport.Blocked blocked) {
            span.setStatus(StatusCode.ERROR, "its results do not count, because " + blocked.by() + " failed");
        }
        span.end();
    }

    @Override
    public void runFinished(RunEnd run) {
        run.nodes().stream().filter(node -> running.containsKey(node.node())).forEach(this::nodeFinished);
        Traced ended = Objects.requireNonNull(traced, "a run ends after it started");
        Optional<NodeReport.Failed> failure = run.nodes().stream()
                .filter(NodeReport.Failed.class::isInstance)
                .map(NodeReport.Failed.class::cast)
                .findFirst();
        if (run.succeeded()) {
            ended.span().setStatus(StatusCode.OK);
        } else {
            ended.span()
                    .setStatus(
                            StatusCode.ERROR,
                            failure.map(failed -> "node " + failed.node() + " failed: " + failed.cause())
                                    .orElse("the run was cancelled"));
        }
        ended.span().end();
        traced = null;
    }
}
