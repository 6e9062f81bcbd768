package dev.freshet.runtime.cli;

import dev.freshet.config.ConfigException;
import dev.freshet.dataset.DatasetException;
import dev.freshet.runtime.cli.terminal.Console;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.state.StateException;
import dev.freshet.runtime.state.StateLockedException;
import java.io.PrintStream;
import java.util.List;

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
        boolean isJson = isJson(arguments);
        Errors errors = new Errors(console, isJson);
        int code = isJson
                ? executeQuietly(pipeline, console, errors, arguments)
                : execute(pipeline, console, errors, arguments);
        // This also writes what is still in memory.
        if (console.out().checkError() && code == DONE) {
            console.err().println("not all output could be written to standard output");
            return FAILED;
        }
        return code;
    }

    /** Without a lambda, since a run that finds nothing to do comes here. */
    private static boolean isJson(String... arguments) {
        for (String word : arguments) {
            if (word.equals("--")) {
                return false;
            }
            if (word.equals(Commands.JSON)) {
                return true;
            }
        }
        return false;
    }

    /** Executes a command while all that nodes print goes to standard error, so that the output is JSON only. */
    private static int executeQuietly(CompiledPipeline pipeline, Console console, Errors errors, String... arguments) {
        PrintStream out = System.out;
        System.setOut(console.err());
        try {
            return execute(pipeline, console, errors, arguments);
        } finally {
            System.setOut(out);
        }
    }

    private static int execute(CompiledPipeline pipeline, Console console, Errors errors, String... arguments) {
        try {
            return arguments.length == 0
                    ? new RunCommand(pipeline, console).execute()
                    : new Dispatcher(pipeline, console).execute(arguments);
        } catch (UsageException e) {
            return errors.tellLines(USAGE, e.lines());
        } catch (ConfigException e) {
            return errors.tell(USAGE, e.problems());
        } catch (StateLockedException e) {
            return errors.tellLines(
                    LOCKED,
                    List.of(e.what() + "; " + (e.hasWaited() ? "wait longer" : "wait for it with --wait")
                            + ", or end it"));
        } catch (StateException e) {
            return errors.tellLines(USAGE, message(e));
        } catch (DatasetException e) {
            return errors.tellLines(FAILED, message(e));
        }
    }

    private static List<String> message(Exception e) {
        return List.of(String.valueOf(e.getMessage()));
    }
}
