package dev.freshet.runtime.cli;

import dev.freshet.runtime.cli.terminal.Console;
import dev.freshet.runtime.hook.RunListener;
import dev.freshet.runtime.hook.RunStart;
import dev.freshet.runtime.live.LiveRun;
import dev.freshet.runtime.live.LiveServer;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.run.Run;

/** The page of a run, served until the run has ended. Its address is printed when the run has something to do. */
final class RunPage implements RunListener, AutoCloseable {
    private final LiveRun live;
    private final LiveServer.Served served;
    private final Console console;

    private RunPage(LiveRun live, LiveServer.Served served, Console console) {
        this.live = live;
        this.served = served;
        this.console = console;
    }

    /** @throws UsageException if it cannot be served */
    static RunPage of(Run run, CompiledPipeline pipeline, Console console, int port) {
        LiveRun live = new LiveRun(run::graphWithoutStatus, pipeline.graph());
        return new RunPage(live, Serving.start(live, port), console);
    }

    Run listenTo(Run run) {
        return run.listener(this).listener(live);
    }

    @Override
    public boolean hearsOfUpToDateRuns() {
        return false;
    }

    @Override
    public boolean hearsOfEveryNode() {
        return false;
    }

    @Override
    public void runStarted(RunStart run) {
        console.err().println("watch this run at " + served.address());
    }

    @Override
    public void close() {
        served.close();
    }
}
