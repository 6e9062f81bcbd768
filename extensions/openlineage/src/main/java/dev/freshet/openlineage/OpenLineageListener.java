package dev.freshet.openlineage;

import dev.freshet.runtime.hook.DatasetEvent;
import dev.freshet.runtime.hook.NodeDatasets;
import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.hook.NodeStart;
import dev.freshet.runtime.hook.RunEnd;
import dev.freshet.runtime.hook.RunListener;
import dev.freshet.runtime.hook.RunStart;
import io.openlineage.client.OpenLineage.RunEvent.EventType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sends OpenLineage events of a run: one run for the pipeline, and below it one run for each node that runs. Each start
 * is followed by exactly one end, which is a completion, a failure or an abortion.
 *
 * <p>Nodes that are up to date have no events. Events are sent in the background; a server that cannot be reached does
 * not affect the run.
 */
public final class OpenLineageListener implements RunListener {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final Supplier<Optional<Settings.Connection>> connection;
    private final Set<String> running = ConcurrentHashMap.newKeySet();
    private final Map<String, String> versions = new ConcurrentHashMap<>();
    private volatile @Nullable Going going;

    private record Going(RunStart run, Sender sender, Events events) {}

    /**
     * Creates a listener for one run at a time, which sends events as {@code openlineage.yml} or the environment says.
     * If neither says anything, nothing is sent.
     */
    public OpenLineageListener() {
        this(Settings::connection);
    }

    OpenLineageListener(Supplier<Optional<Settings.Connection>> connection) {
        this.connection = connection;
    }

    @Override
    public void runStarted(RunStart run) {
        running.clear();
        versions.clear();
        going = connection.get().map(to -> start(run, to)).orElse(null);
    }

    /** On a thread of its own: those of the common pool can all be waiting for runs. */
    private static void start(Runnable task) {
        Thread thread = new Thread(task, "freshet-openlineage-git");
        thread.setDaemon(true);
        thread.start();
    }

    private static Going start(RunStart run, Settings.Connection to) {
        CompletableFuture<Optional<SourceCode>> source =
                CompletableFuture.supplyAsync(() -> SourceCode.of(run.project()), OpenLineageListener::start);
        Events events = new Events(run, to.namespace(), source::join);
        Sender sender = new Sender(to.client());
        sender.send(() -> events.ofPipeline(EventType.START, run.start(), Optional.empty()));
        return new Going(run, sender, events);
    }

    private Optional<Going> going() {
        return Optional.ofNullable(going);
    }

    @Override
    public void nodeStarted(NodeStart node, int tried) {
        going().ifPresent(run -> started(run, node.node()));
    }

    /** Later attempts belong to the same run of the node. */
    private void started(Going run, String node) {
        if (running.add(node)) {
            Instant time = Instant.now();
            run.sender()
                    .send(() ->
                            run.events().ofNode(EventType.START, time, node, Events.Known.NOTHING, Optional.empty()));
        }
    }

    @Override
    public void datasetLoaded(DatasetEvent load) {
        load.version().ifPresent(version -> versions.put(load.dataset(), version));
    }

    @Override
    public void datasetSaved(DatasetEvent save) {
        save.version().ifPresent(version -> versions.put(save.dataset(), version));
    }

    @Override
    public void nodeFinished(NodeReport node) {
        going().ifPresent(run -> finished(run, node));
    }

    private void finished(Going run, NodeReport node) {
        if (node instanceof NodeReport.Succeeded) {
            ended(run, node.node(), EventType.COMPLETE, Optional.empty());
        } else if (node instanceof NodeReport.Failed failed) {
            ended(run, node.node(), EventType.FAIL, Optional.of(failed.cause()));
        } else if (running.contains(node.node())) {
            ended(run, node.node(), EventType.ABORT, Optional.empty());
        }
    }

    private void ended(Going run, String node, EventType type, Optional<Throwable> failure) {
        started(run, node);
        running.remove(node);
        Instant time = Instant.now();
        Events.Known known = type == EventType.COMPLETE ? known(run, node) : Events.Known.NOTHING;
        run.sender().send(() -> run.events().ofNode(type, time, node, known, failure));
    }

    private Events.Known known(Going run, String node) {
        NodeDatasets datasets = run.run().datasets().apply(node);
        Map<String, String> seen = new HashMap<>();
        Stream.concat(datasets.inputs().stream(), datasets.outputs().stream())
                .map(NodeDatasets.Named::dataset)
                .forEach(dataset ->
                        Optional.ofNullable(versions.get(dataset)).ifPresent(version -> seen.put(dataset, version)));
        Map<String, Long> sizes = new HashMap<>();
        for (NodeDatasets.Named output : datasets.outputs()) {
            output.place().flatMap(OpenLineageListener::size).ifPresent(size -> sizes.put(output.dataset(), size));
        }
        return new Events.Known(seen, sizes);
    }

    /** The size of a file of this machine. */
    private static Optional<Long> size(String place) {
        try {
            Path file = Path.of(place);
            return file.isAbsolute() && Files.isRegularFile(file) ? Optional.of(Files.size(file)) : Optional.empty();
        } catch (InvalidPathException | IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public void runFinished(RunEnd end) {
        going().ifPresent(run -> finished(run, end));
        going = null;
    }

    private void finished(Going run, RunEnd end) {
        Optional<Throwable> failure = Optional.empty();
        boolean isCancelled = false;
        for (NodeReport node : end.nodes()) {
            if (running.contains(node.node())) {
                finished(run, node);
            }
            if (node instanceof NodeReport.Failed failed && failure.isEmpty()) {
                failure = Optional.of(failed.cause());
            }
            isCancelled |= node instanceof NodeReport.Cancelled || node instanceof NodeReport.NotStarted;
        }
        EventType type = end.succeeded()
                ? EventType.COMPLETE
                : failure.isPresent() || !isCancelled ? EventType.FAIL : EventType.ABORT;
        Optional<Throwable> cause = failure;
        Instant time = Instant.now();
        run.sender().send(() -> run.events().ofPipeline(type, time, cause));
        run.sender().close(LONGEST_WAIT);
    }
}
