package dev.freshet.runtime.cli;

import dev.freshet.runtime.cli.terminal.Console;
import dev.freshet.runtime.cli.terminal.LineView;
import dev.freshet.runtime.cli.terminal.LiveView;
import dev.freshet.runtime.cli.terminal.LogLines;
import dev.freshet.runtime.cli.terminal.Terminal;
import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.hook.NodeStart;
import dev.freshet.runtime.hook.NodeWait;
import dev.freshet.runtime.hook.PartitionFailure;
import dev.freshet.runtime.hook.RunEnd;
import dev.freshet.runtime.hook.RunListener;
import dev.freshet.runtime.hook.RunStart;
import dev.freshet.runtime.plan.CompiledPipeline;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Shows the progress of a run. It also cancels the run when the process is asked to end, as by Ctrl-C, and holds the
 * process until the run has been reported. Everything is created when the run starts, because a run with nothing to do
 * needs none of it.
 */
final class RunView implements RunListener {
    /** How long the process waits for a run that can end: until its last node has. */
    private static final Duration LONGEST_END = Duration.ofSeconds(30);
    /** How long it waits for other nodes if one ends the process. */
    private static final Duration LONGEST_EXIT = Duration.ofMillis(1_500);

    private final boolean shows;
    private final CompiledPipeline pipeline;
    private final Console console;
    private final CountDownLatch reported = new CountDownLatch(1);
    private volatile @Nullable RunListener view;
    private volatile @Nullable LogLines lines;
    private volatile @Nullable Thread hook;
    private final Map<Thread, String> threads = new ConcurrentHashMap<>();

    /** @param shows whether to show anything */
    RunView(boolean shows, CompiledPipeline pipeline, Console console) {
        this.shows = shows;
        this.pipeline = pipeline;
        this.console = console;
    }

    @Override
    public boolean hearsOfUpToDateRuns() {
        return false;
    }

    @Override
    public void runStarted(RunStart run) {
        if (shows && !console.isTerminal()) {
            LogLines log = new LogLines(console.out(), Clock.system(ZoneId.systemDefault()));
            lines = log;
            view = new LineView(log);
        } else if (shows) {
            view = new LiveView(console.out(), Terminal.width(System.getenv()), System::nanoTime);
        }
        RunListener shown = view;
        if (shown != null) {
            shown.runStarted(run);
        }
        Thread ending = new Thread(() -> end(run), "freshet-interrupt");
        try {
            Runtime.getRuntime().addShutdownHook(ending);
            hook = ending;
        } catch (IllegalStateException alreadyEnding) {
            run.cancel().run();
        }
    }

    private void end(RunStart run) {
        Optional<String> exit = SystemExit.byNode(pipeline.getClass(), threads);
        run.cancel().run();
        try {
            reported.await((exit.isPresent() ? LONGEST_EXIT : LONGEST_END).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (exit.isPresent()) {
            console.err().println(exit.get());
            console.out().flush();
            console.err().flush();
            // The node may have asked for the exit code of a run that succeeded.
            Runtime.getRuntime().halt(Freshet.FAILED);
        }
    }

    /** Returns the log of this run, if there is one in place of a live view. */
    Optional<LogLines> log() {
        return Optional.ofNullable(lines);
    }

    /** Marks the run as reported, so that the process can end. */
    void reported() {
        reported.countDown();
        Thread ending = hook;
        if (ending != null) {
            try {
                Runtime.getRuntime().removeShutdownHook(ending);
            } catch (IllegalStateException running) {
                // The process is already ending.
            }
        }
    }

    @Override
    public void nodeStarted(NodeStart node, int tried) {
        threads.put(Thread.currentThread(), node.node());
        RunListener shown = view;
        if (shown != null) {
            shown.nodeStarted(node, tried);
        }
    }

    @Override
    public void nodeProgressed(String node, long done, long total) {
        RunListener shown = view;
        if (shown != null) {
            shown.nodeProgressed(node, done, total);
        }
    }

    @Override
    public void nodeRetried(String node, int tried, Throwable cause, Duration pause) {
        RunListener shown = view;
        if (shown != null) {
            shown.nodeRetried(node, tried, cause, pause);
        }
    }

    @Override
    public void partitionFailed(PartitionFailure failure) {
        RunListener shown = view;
        if (shown != null) {
            shown.partitionFailed(failure);
        }
    }

    @Override
    public void nodeWaits(NodeWait wait) {
        RunListener shown = view;
        if (shown != null) {
            shown.nodeWaits(wait);
        }
    }

    @Override
    public void nodeFinished(NodeReport node) {
        RunListener shown = view;
        if (shown != null) {
            shown.nodeFinished(node);
        }
    }

    @Override
    public void runFinished(RunEnd run) {
        RunListener shown = view;
        if (shown != null) {
            shown.runFinished(run);
        }
    }
}
