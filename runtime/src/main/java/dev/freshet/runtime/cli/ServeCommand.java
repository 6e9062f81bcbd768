package dev.freshet.runtime.cli;

import dev.freshet.runtime.cli.terminal.Console;
import dev.freshet.runtime.cli.text.PipelineName;
import dev.freshet.runtime.live.LiveServer;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.run.ProjectState;
import dev.freshet.runtime.run.Run;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.ParseResult;

/** {@code serve}: serves the page of a project until the process is asked to end, which is how it succeeds. */
final class ServeCommand {
    static final String NAME = "serve";

    private final CompiledPipeline pipeline;
    private final Console console;

    ServeCommand(CompiledPipeline pipeline, Console console) {
        this.pipeline = pipeline;
        this.console = console;
    }

    int execute(ParseResult command) {
        Run run = GivenOptions.configure(Run.of(pipeline), command, console);
        ProjectState state = run.projectState();
        LiveProject project = new LiveProject(run::graph, state, state.key(), new PipelineName(pipeline));
        // Mistakes in the configuration are reported before anything is served.
        project.document();
        CountDownLatch interrupted = new CountDownLatch(1);
        int port = Serving.port(command);
        try (LiveServer.Served served = Serving.find().start(project, port)) {
            console.out().println("the page of " + pipeline.name() + " is at " + served.address());
            console.out().println("Ctrl-C ends this");
            console.out().flush();
            Thread ending = new Thread(() -> end(served), "freshet-interrupt");
            Runtime.getRuntime().addShutdownHook(ending);
            try {
                interrupted.await();
            } catch (InterruptedException e) {
                Runtime.getRuntime().removeShutdownHook(ending);
            }
        }
        return Freshet.DONE;
    }

    /** A process that ends by a signal would else have the exit code of the signal. */
    private void end(LiveServer.Served served) {
        served.close();
        console.out().flush();
        Runtime.getRuntime().halt(Freshet.DONE);
    }
}
