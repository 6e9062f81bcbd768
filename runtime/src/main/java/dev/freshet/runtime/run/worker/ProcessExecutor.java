package dev.freshet.runtime.run.worker;

import dev.freshet.fingerprint.ClassPath;
import dev.freshet.runtime.run.NodeCall;
import dev.freshet.runtime.run.NodeExecutor;
import dev.freshet.runtime.run.RunSetup;
import dev.freshet.runtime.worker.SpillFiles;
import dev.freshet.runtime.worker.WorkerCall;
import dev.freshet.runtime.worker.WorkerRun;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Calls the nodes of one run in worker processes. */
final class ProcessExecutor implements NodeExecutor {
    private static final Duration TIME_TO_KILL = Duration.ofSeconds(5);
    private final RunSetup setup;
    private final WorkerRun run;
    private final WorkerCommand command;
    private final ClassPath.Seen code;
    /** The worker that is ready for a call, by call. */
    private final Map<NodeCall, WorkerProcess> ready = new ConcurrentHashMap<>();

    ProcessExecutor(RunSetup setup, WorkerCommand command, ClassPath.Seen code) {
        this.setup = setup;
        this.command = command;
        this.code = code;
        run = new WorkerRun(
                setup, SpillFiles.onThisMachine(setup), setup.wording().workerOptions("-Xmx4g"));
    }

    @Override
    public boolean storesItself() {
        return true;
    }

    @Override
    public Duration timeToEnd() {
        return TIME_TO_KILL;
    }

    @Override
    public void prepare(NodeCall call) throws Exception {
        WorkerProcess worker = WorkerPool.take(command, code, setup.state());
        boolean isReady = worker.knows(setup.runId());
        try {
            if (!isReady) {
                run.ready(worker.setUp(setup.runId(), run.setup(), run.memoryAdvice()), worker.name());
                isReady = true;
            }
        } finally {
            if (!isReady) {
                worker.kill();
            }
        }
        ready.put(call, worker);
    }

    @Override
    public @Nullable Object[] execute(NodeCall call) throws Exception {
        WorkerProcess worker = Objects.requireNonNull(ready.remove(call));
        try {
            WorkerCall made = run.call(call);
            return made.outputs(worker.call(made.request(), made::news, setup.grace()), worker.name());
        } finally {
            WorkerPool.give(command, code, worker);
        }
    }

    @Override
    public void close() {
        ready.values().forEach(WorkerProcess::close);
        run.close();
    }
}
