package dev.freshet.runtime.cli;

import dev.freshet.runtime.cli.terminal.Console;
import dev.freshet.runtime.hook.RunListener;
import dev.freshet.runtime.hook.RunStart;
import dev.freshet.runtime.live.LiveRun;
import dev.freshet.runtime.live.LiveServer;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.run.Run;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * The page of a run, served until the run has ended. Its address is printed when the run has something to do. The
 * server starts while the run is planned.
 */
final class RunPage implements RunListener, AutoCloseable {
    private static final Executor STARTER = task -> {
        Thread thread = new Thread(task, "freshet-serve-start");
        thread.setDaemon(true);
        thread.start();
    };

    private final LiveRun live;
    private final CompletableFuture<LiveServer.Served> server;
    private final Console console;

    private RunPage(LiveRun live, CompletableFuture<LiveServer.Served> server, Console console) {
        this.live = live;
        this.server = server;
        this.console = console;
    }

    /**
     * @param port the port; 0 for any free port
     * @throws UsageException if the page is not on the class path, or the port is not free
     */
    static RunPage of(Run run, CompiledPipeline pipeline, Console console, int port) {
        LiveRun live = new LiveRun(run::graphWithoutStatus, pipeline.graph());
        Serving serving = Serving.find();
        CompletableFuture<LiveServer.Served> server =
                CompletableFuture.supplyAsync(() -> serving.start(live, port), STARTER);
        RunPage page = new RunPage(live, server, console);
        if (port > 0) {
            page.served();
        }
        return page;
    }

    private LiveServer.Served served() {
        try {
            return server.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof UsageException refused ? refused : e;
        }
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
        try {
            console.err().println("watch this run at " + served().address());
        } catch (UsageException e) {
            console.err().println("warning: " + e.getMessage() + "; the run continues without it");
        }
    }

    @Override
    public void close() {
        if (!server.isCompletedExceptionally()) {
            served().close();
        }
    }
}
