package dev.freshet.runtime.cli;

import dev.freshet.config.ConfigException;
import dev.freshet.config.NearestName;
import dev.freshet.runtime.dataset.DatasetException;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.state.StateException;
import dev.freshet.runtime.state.StateLockedException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The command line of a pipeline, to be called from its {@code main}:
 *
 * <pre>{@code
 * public static void main(String[] args) {
 *     System.exit(Freshet.main(SalesPipeline.create(), args));
 * }
 * }</pre>
 *
 * <p>Results go to standard output, errors to standard error, a line each. Exit codes: 0 done, 1 a node or dataset failed,
 * 2 wrong usage, configuration or state, 3 another run holds the state, 130 interrupted.
 */
public final class Freshet {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;
    static final int LOCKED = 3;
    static final int INTERRUPTED = 130;

    private Freshet() {}

    /**
     * Does what the arguments say; without a command, runs the pipeline.
     *
     * @return the exit code
     */
    public static int main(CompiledPipeline pipeline, String... arguments) {
        return main(pipeline, System.out, System.err, arguments);
    }

    static int main(CompiledPipeline pipeline, PrintStream out, PrintStream err, String... arguments) {
        CommandLine commands = Commands.of(pipeline.name());
        Optional<String> unknown = unknownCommand(commands, arguments);
        if (unknown.isPresent()) {
            err.println(unknown.get());
            err.println("Try \"--help\".");
            return USAGE;
        }
        try {
            return execute(pipeline, commands.parseArgs(withCommand(arguments)), new Console(out, err));
        } catch (ParameterException e) {
            err.println(String.valueOf(e.getMessage()).lines().findFirst().orElse("wrong usage"));
            if (e instanceof UnmatchedArgumentException unmatched
                    && !unmatched.getSuggestions().isEmpty()) {
                err.println("Did you mean " + String.join(" or ", unmatched.getSuggestions()) + "?");
            }
            err.println("Try \"--help\".");
            return USAGE;
        } catch (ConfigException e) {
            e.problems().forEach(err::println);
            return USAGE;
        } catch (StateLockedException e) {
            err.println(e.getMessage());
            return LOCKED;
        } catch (StateException | DatasetException e) {
            err.println(e.getMessage());
            return USAGE;
        }
    }

    private static Optional<String> unknownCommand(CommandLine commands, String... arguments) {
        Set<String> known = commands.getSubcommands().keySet();
        if (arguments.length == 0 || arguments[0].startsWith("-") || known.contains(arguments[0])) {
            return Optional.empty();
        }
        String hint = NearestName.of(arguments[0], known)
                .map(near -> "did you mean \"" + near + "\"?")
                .orElse("there are " + String.join(", ", known));
        return Optional.of("There is no command \"" + arguments[0] + "\"; " + hint);
    }

    /** Puts {@code run} in front of options that stand alone, except those of the whole command line. */
    private static String[] withCommand(String... arguments) {
        List<String> own = List.of("-h", "--help", "-V", "--version");
        if (arguments.length > 0 && (!arguments[0].startsWith("-") || own.contains(arguments[0]))) {
            return arguments;
        }
        String[] extended = new String[arguments.length + 1];
        extended[0] = Commands.RUN;
        System.arraycopy(arguments, 0, extended, 1, arguments.length);
        return extended;
    }

    private static int execute(CompiledPipeline pipeline, ParseResult parsed, Console console) {
        ParseResult command = parsed;
        while (command.hasSubcommand()) {
            command = command.subcommand();
        }
        CommandLine line = command.commandSpec().commandLine();
        if (command.isUsageHelpRequested()) {
            line.usage(console.out(), Commands.PLAIN);
            return DONE;
        }
        if (command.isVersionHelpRequested()) {
            line.printVersionHelp(console.out(), Ansi.OFF);
            return DONE;
        }
        return switch (command.commandSpec().name()) {
            case Commands.RUN -> new RunCommand(pipeline, console).execute(command);
            case Commands.PLAN -> new StateCommands(pipeline, console).plan(command);
            case Commands.WHY -> new StateCommands(pipeline, console).why(command);
            case Commands.STATUS -> new StateCommands(pipeline, console).status(command);
            case Commands.FINGERPRINTS -> new StateCommands(pipeline, console).fingerprints(command);
            case Commands.ACCEPT -> new StateCommands(pipeline, console).accept(command);
            case Commands.CLEAN -> new StateCommands(pipeline, console).clean(command);
            case Commands.LIST -> new ListCommand(pipeline, console).execute(command);
            case Commands.CHECK -> new CatalogCheckCommand(console).execute(command);
            default -> {
                line.usage(console.err(), Commands.PLAIN);
                yield USAGE;
            }
        };
    }
}
