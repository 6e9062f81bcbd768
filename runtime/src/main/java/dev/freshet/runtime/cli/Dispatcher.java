package dev.freshet.runtime.cli;

import dev.freshet.dataset.catalog.CatalogSchema;
import dev.freshet.runtime.cli.completion.Completion;
import dev.freshet.runtime.cli.terminal.Console;
import dev.freshet.runtime.plan.CompiledPipeline;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Parses the arguments and calls the command that they name. */
final class Dispatcher {
    private static final Set<String> HELP = Set.of("-h", "--help");
    private static final Set<String> VERSION = Set.of("-V", "--version");

    private final CompiledPipeline pipeline;
    private final Console console;

    Dispatcher(CompiledPipeline pipeline, Console console) {
        this.pipeline = pipeline;
        this.console = console;
    }

    int execute(String... arguments) {
        CommandLine commands = Commands.of(pipeline.name());
        Set<String> known = commands.getSubcommands().keySet();
        if (!arguments[0].startsWith("-") && !known.contains(arguments[0])) {
            throw new UsageException(UsageText.unknownCommand(arguments[0], known));
        }
        if (isGiven(HELP, arguments)) {
            HelpText.print(named(commands, arguments), console.out());
            return Freshet.DONE;
        }
        if (isGiven(VERSION, arguments)) {
            commands.printVersionHelp(console.out(), Ansi.OFF);
            return Freshet.DONE;
        }
        try {
            return execute(commands, withCommand(arguments));
        } catch (ParameterException e) {
            throw new UsageException(UsageText.of(e));
        }
    }

    /** Whether help or the version is asked for, wherever: then nothing is executed. */
    private static boolean isGiven(Set<String> option, String... arguments) {
        return Arrays.stream(arguments).takeWhile(word -> !word.equals("--")).anyMatch(option::contains);
    }

    /** The innermost command that the arguments name. */
    private static CommandLine named(CommandLine commands, String... arguments) {
        CommandLine named = commands;
        for (String word : arguments) {
            named = named.getSubcommands().getOrDefault(word, named);
        }
        return named;
    }

    /** Inserts the command {@code run} before options without a command. */
    private static String[] withCommand(String... arguments) {
        if (arguments.length > 0 && !arguments[0].startsWith("-")) {
            return arguments;
        }
        String[] extended = new String[arguments.length + 1];
        extended[0] = Commands.RUN;
        System.arraycopy(arguments, 0, extended, 1, arguments.length);
        return extended;
    }

    private int execute(CommandLine commands, String... words) {
        ParseResult command = parsed(commands, words);
        Optional<Path> file = GivenOptions.config(command);
        if (file.isEmpty()) {
            return execute(command, new ShellWording());
        }
        Set<String> given =
                command.matchedOptions().stream().map(OptionSpec::longestName).collect(Collectors.toSet());
        OptionsFile options = OptionsFile.read(
                file.get(),
                command.commandSpec(),
                given,
                added -> GivenOptions.check(parsed(commands, joined(words[0], added, new String[0]))));
        return execute(
                parsed(commands, joined(words[0], options.words(), Arrays.copyOfRange(words, 1, words.length))),
                new ShellWording(options.places()));
    }

    private static String[] joined(String command, List<String> options, String... more) {
        List<String> words = new ArrayList<>(List.of(command));
        words.addAll(options);
        words.addAll(List.of(more));
        return words.toArray(String[]::new);
    }

    /** Parses the words of a command; returns what belongs to the innermost one. */
    private static ParseResult parsed(CommandLine commands, String... words) {
        ParseResult command = commands.parseArgs(words);
        while (command.hasSubcommand()) {
            command = command.subcommand();
        }
        return command;
    }

    private int execute(ParseResult command, ShellWording wording) {
        return switch (command.commandSpec().name()) {
            case Commands.RUN -> new RunCommand(pipeline, console).execute(command, wording);
            case Commands.PLAN ->
                MarkdownPlan.isAsked(command)
                        ? new MarkdownPlan(pipeline, console).execute(command)
                        : new StateCommands(pipeline, console).plan(command);
            case Commands.WHY -> new StateCommands(pipeline, console).why(command);
            case Commands.IMPACT -> new StateCommands(pipeline, console).impact(command);
            case Commands.STATUS -> new StateCommands(pipeline, console).status(command);
            case Commands.FINGERPRINTS -> new StateCommands(pipeline, console).fingerprints(command);
            case Commands.ACCEPT -> new StateCommands(pipeline, console).accept(command);
            case Commands.CLEAN -> new StateCommands(pipeline, console).clean(command);
            case Commands.VERIFY -> new VerifyCommand(pipeline, console).execute(command);
            case GraphCommand.NAME -> new GraphCommand(pipeline, console).execute(command);
            case ServeCommand.NAME -> new ServeCommand(pipeline, console).execute(command);
            case Commands.LIST -> new ListCommand(pipeline, console).execute(command);
            case Commands.CHECK -> new CatalogCommands(pipeline, console).check(command);
            case Commands.VERSIONS -> new CatalogCommands(pipeline, console).versions(command);
            case Commands.REPORTS -> new CatalogCommands(pipeline, console).reports(command);
            case Commands.INFER -> new InferCommand(console).execute(command);
            case ExportCommand.AIRFLOW, ExportCommand.ARGO -> new ExportCommand(pipeline, console).execute(command);
            case Commands.SCHEMA -> {
                console.out().print(CatalogSchema.text(DatasetNotes.of(pipeline.graph())));
                yield Freshet.DONE;
            }
            case Completion.NAME -> {
                console.out().print(Completion.text(command, pipeline.graph()));
                yield Freshet.DONE;
            }
            default -> shared(command);
        };
    }

    /** Executes the commands about what a team shares. */
    private int shared(ParseResult command) {
        return switch (command.commandSpec().name()) {
            case TeamSpecs.CLAIMS -> new ClaimCommands(pipeline, console).claims(command);
            case TeamSpecs.UNLOCK -> new ClaimCommands(pipeline, console).unlock(command);
            case TeamSpecs.PUSH -> new TransferCommands(pipeline, console).push(command);
            case TeamSpecs.EXPORT ->
                ExportCommand.isMeant(command)
                        ? usage(command)
                        : new TransferCommands(pipeline, console).export(command);
            case TeamSpecs.IMPORT -> new TransferCommands(pipeline, console).take(command);
            case TeamSpecs.GC -> new CacheCommand(pipeline, console).execute(command);
            case TeamSpecs.LINEAGE -> new LineageCommand(pipeline, console).execute(command);
            case TeamSpecs.DIFF -> new RunsCommand(pipeline, console).diff(command);
            case TeamSpecs.RUNS -> new RunsCommand(pipeline, console).execute(command);
            default -> usage(command);
        };
    }

    private int usage(ParseResult command) {
        HelpText.print(command.commandSpec().commandLine(), console.err());
        return Freshet.USAGE;
    }
}
