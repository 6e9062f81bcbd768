package dev.freshet.spark.runner;

import dev.freshet.fingerprint.ClassPath;
import dev.freshet.runtime.run.NodeCall;
import dev.freshet.runtime.run.NodeExecutor;
import dev.freshet.runtime.run.NodePartition;
import dev.freshet.runtime.run.RunSetup;
import dev.freshet.runtime.run.WorkerException;
import dev.freshet.runtime.worker.Frame;
import dev.freshet.runtime.worker.SpillFiles;
import dev.freshet.runtime.worker.WorkerCall;
import dev.freshet.runtime.worker.WorkerRun;
import dev.freshet.spark.SharedContext;
import dev.freshet.spark.runner.executor.RelayPlugin;
import dev.freshet.spark.runner.executor.TaskInput;
import dev.freshet.spark.runner.executor.TaskResult;
import dev.freshet.wiring.NodeOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Calls the nodes of one run on a cluster. */
final class SparkExecutor implements NodeExecutor {
    private static final Duration TIME_TO_CANCEL = Duration.ofSeconds(10);
    /** How long to wait for news of a task. They do not come with its result, and may be late. */
    private static final Duration NEWS_WAIT = Duration.ofSeconds(30);

    private static final Duration LOOK = Duration.ofSeconds(1);

    private final RunSetup setup;
    private final SparkSettings settings;
    private final NodeFit fit;
    private final WorkerRun run;
    /** Starts the context; used by tables of Spark if they need it first. */
    private final Callable<SparkCluster> context;
    /** The calls that may still have late news. */
    private final Set<String> calls = ConcurrentHashMap.newKeySet();
    /** The calls that have begun and for which no thread waits yet. */
    private final Map<NodeCall, Started> ready = new ConcurrentHashMap<>();

    SparkExecutor(RunSetup setup, SparkSettings settings) {
        this.setup = setup;
        this.settings = settings;
        fit = new NodeFit(settings);
        SpillFiles spills =
                settings.master().isOnThisMachine() || settings.shared().isEmpty()
                        ? SpillFiles.onThisMachine(setup)
                        : SpillFiles.in(setup, settings.shared().get(0));
        context = () -> SparkCluster.of(settings);
        SharedContext.startBy(context);
        run = new WorkerRun(setup, spills, SparkSettings.WORKER_MEMORY + "=4g");
    }

    @Override
    public boolean storesItself() {
        return true;
    }

    @Override
    public Duration timeToEnd() {
        return TIME_TO_CANCEL;
    }

    /** A call that a worker makes. */
    private record Started(String id, WorkerCall call, CallNews news, SparkJob job) {}

    /** Waits until a worker begins the call, so that the wait for an executor does not count as the node's time. */
    @Override
    public void prepare(NodeCall call) throws Exception {
        SparkCluster cluster = SparkCluster.of(settings);
        WorkerCall made = run.call(call);
        String id = UUID.randomUUID().toString();
        CallNews news = new CallNews(made::news);
        TaskInput input = input(cluster, made, id, options(call).memory());
        RelayPlugin.listen(id, news::add);
        calls.add(id);
        Started started = new Started(
                id, made, news, cluster.start(input, what(call), fit.needs(options(call)), settings.executorWait()));
        started.job().whenDone(news::wake);
        boolean isReady = false;
        try {
            while (!started.job().isDone() && !news.awaitStart(LOOK, started.job()::isDone)) {
                started.job().requireExecutors();
            }
            isReady = true;
        } finally {
            if (!isReady) {
                started.job().cancel();
                forget(started);
            }
        }
        ready.put(call, started);
    }

    @Override
    public @Nullable Object[] execute(NodeCall call) throws Exception {
        Started started = Objects.requireNonNull(ready.remove(call));
        try {
            return outputs(started, result(started));
        } finally {
            forget(started);
        }
    }

    /** Processes the news of a call on this thread until its job is over. */
    private TaskResult result(Started started) throws InterruptedException, WorkerException {
        SparkJob job = started.job();
        try {
            while (!job.isDone()) {
                if (!started.news().take(LOOK, job::isDone)) {
                    job.requireExecutors();
                }
            }
        } catch (InterruptedException e) {
            job.cancel();
            if (started.news().awaitKill(setup.grace().plus(TIME_TO_CANCEL))) {
                throw new WorkerException("did not react to being interrupted; its worker on Spark was ended");
            }
            throw e;
        }
        return job.result();
    }

    /** Forgets a call. A worker that still makes it receives the answer that nobody waits for it. */
    private void forget(Started started) {
        RelayPlugin.forget(started.id());
        calls.remove(started.id());
    }

    private @Nullable Object[] outputs(Started started, TaskResult result) throws Exception {
        String answer = new String(result.answer(), StandardCharsets.UTF_8);
        switch (result.outcome()) {
            case LOST -> throw WorkerException.lost(result.worker() + " " + answer);
            case BROKEN -> throw new WorkerException(result.worker() + " " + answer);
            case REFUSED -> WorkerRun.welcomed(frame(result), result.worker());
            case NOT_READY ->
                ClassTrouble.explained(() -> {
                    run.ready(frame(result), result.worker());
                    return new Object[0];
                });
            case ANSWERED -> {
                if (!started.news().takeAll(result.news(), NEWS_WAIT)) {
                    throw WorkerException.lost("the news of " + result.worker() + " did not arrive within "
                            + NEWS_WAIT.toSeconds() + " s");
                }
                return ClassTrouble.explained(() -> started.call().outputs(frame(result), result.worker()));
            }
        }
        throw new WorkerException(result.worker() + " gave an answer that the run does not understand");
    }

    private static Frame frame(TaskResult result) throws IOException {
        return new Frame(Frame.Kind.of(result.kind()), result.answer());
    }

    private TaskInput input(SparkCluster cluster, WorkerCall made, String id, long memory) throws WorkerException {
        ClassPath classPath = ClassPath.of(WorkerRun.whole(setup.pipeline()).getClass());
        ShippedCode code = cluster.ship(classPath, setup.code().orElseGet(classPath::look), settings.leftOut());
        return new TaskInput(
                id,
                setup.runId(),
                cluster.version(),
                code.names(),
                settings.workerOptions(memory),
                WorkerRun.hello(code.entries()).bytes(),
                run.setup().bytes(),
                made.request().bytes(),
                WorkerRun.interrupt().bytes(),
                WorkerRun.taken().bytes(),
                setup.grace().toMillis(),
                settings.silence().toMillis());
    }

    private static String what(NodeCall call) {
        return call.name()
                + call.partition().map(NodePartition::key).map(key -> " " + key).orElse("");
    }

    private NodeOptions options(NodeCall call) {
        return setup.pipeline().graph().options(call.node());
    }

    @Override
    public void close() {
        SharedContext.noLongerBy(context);
        ready.values().forEach(started -> started.job().cancel());
        calls.forEach(RelayPlugin::forget);
        run.close();
    }
}
