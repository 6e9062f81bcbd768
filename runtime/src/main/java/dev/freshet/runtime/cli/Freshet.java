package dev.freshet.runtime.cli;

import dev.freshet.config.ConfigException;
import dev.freshet.config.VisibleText;
import dev.freshet.dataset.DatasetException;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.state.StateException;
import dev.freshet.runtime.state.StateLockedException;
import java.io.PrintStream;

/**
 * The command line of a pipeline. Call it from your {@code main}:
 *
 * <pre>{@code
 * public static void main(String[] args) {
 *     System.exit(Freshet.main(SalesPipeline.create(), args));
 * }
 * }</pre>
 *
 * <p>Results go to standard output. Errors go to standard error, one line each. The exit codes are 0 for success, 1 for
 * a failed node or dataset, or output that cannot be written, 2 for wrong usage, configuration or state, 3 if another
 * run holds the state, and 130 for an interrupted run.
 */
public final class Freshet {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;
    static final int LOCKED = 3;
    static final int INTERRUPTED = 130;

    private Freshet() {}

    /**
     * Executes the command that the arguments name; without a command, runs the pipeline.
     *
     * @return the exit code
     */
    public static int main(CompiledPipeline pipeline, String... arguments) {
        return main(pipeline, Console.system(), arguments);
    }

    static int main(CompiledPipeline pipeline, Console console, String... arguments) {
        int code = execute(pipeline, console, arguments);
        // This also writes what is still in memory.
        if (console.out().checkError() && code == DONE) {
            console.err().println("not all output could be written to standard output");
            return FAILED;
        }
        return code;
    }

    private static int execute(CompiledPipeline pipeline, Console console, String... arguments) {
        PrintStream err = console.err();
        try {
            return arguments.length == 0
                    ? new RunCommand(pipeline, console).execute()
                    : new Dispatcher(pipeline, console).execute(arguments);
        } catch (ConfigException e) {
            e.problems().forEach(problem -> err.println(VisibleText.lines(problem.toString())));
            return USAGE;
        } catch (StateLockedException e) {
            err.println(VisibleText.lines(String.valueOf(e.getMessage())));
            return LOCKED;
        } catch (StateException e) {
            err.println(VisibleText.lines(String.valueOf(e.getMessage())));
            return USAGE;
        } catch (DatasetException e) {
            err.println(VisibleText.lines(String.valueOf(e.getMessage())));
            return FAILED;
        }
    }
}
