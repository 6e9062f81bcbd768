package dev.freshet.runtime.cli;

import dev.freshet.config.KnownSecrets;
import dev.freshet.runtime.cli.terminal.Console;
import dev.freshet.runtime.export.Export;
import dev.freshet.runtime.export.ExportOptions;
import dev.freshet.runtime.export.Words;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.run.Deployment;
import dev.freshet.runtime.run.Run;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code export}: prints the nodes as tasks of a schedule of Airflow or Argo Workflows. */
final class ExportCommand {
    static final String NAME = "export";
    static final String AIRFLOW = "airflow";
    static final String ARGO = "argo";

    private static final String COMMAND = "--command";
    private static final String DIRECTORY = "--directory";
    private static final String IMAGE = "--image";
    private static final String SCHEDULE = "--schedule";

    /** The options of {@code run} that each task gets as they are. */
    private static final Set<String> HANDED_ON = Set.of(
            Commands.CONF_SOURCE,
            Commands.ENVIRONMENT,
            Commands.PARAMETERS,
            Commands.SEED,
            Commands.LOAD_VERSIONS,
            Commands.STATE,
            Commands.STATE_DIRECTORY,
            Commands.OFFLINE,
            Commands.RUNNER,
            Commands.WORKER_OPTIONS,
            Commands.CAPACITY,
            Commands.KEEP_GOING,
            Commands.WAIT);

    private static final String AN_HOUR = Commands.WAIT + "=3600";

    private final CompiledPipeline pipeline;
    private final Console console;

    ExportCommand(CompiledPipeline pipeline, Console console) {
        this.pipeline = pipeline;
        this.console = console;
    }

    /** @param ofRun adds the options that the command has in common with {@code run} */
    static CommandSpec spec(UnaryOperator<CommandSpec> ofRun) {
        return Commands.command(NAME, "Prints the nodes as tasks of another engine's schedule.")
                .addSubcommand(
                        AIRFLOW,
                        options(ofRun.apply(Commands.command(
                                AIRFLOW,
                                "Prints a DAG for Airflow 2 and 3; tasks with an image are pods of Kubernetes."))))
                .addSubcommand(
                        ARGO,
                        options(ofRun.apply(Commands.command(
                                ARGO, "Prints a workflow template, or a cron workflow, for Argo Workflows."))));
    }

    private static CommandSpec options(CommandSpec spec) {
        return GraphCommand.output(spec.addOption(option(
                        COMMAND,
                        "COMMAND",
                        "What starts the program, such as \"java -jar sales.jar\"; by default, the"
                                + " entry point of the image."))
                .addOption(option(DIRECTORY, "DIR", "The directory in which the program is started."))
                .addOption(OptionSpec.builder(IMAGE)
                        .paramLabel("[TAG=]IMAGE")
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .description("The image of all tasks, or of those whose nodes have a tag. Can be repeated.")
                        .build())
                .addOption(option(SCHEDULE, "CRON", "When it starts by itself, such as \"15 2 * * *\".")));
    }

    private static OptionSpec option(String name, String label, String description) {
        return OptionSpec.builder(name)
                .paramLabel(label)
                .type(String.class)
                .description(description)
                .build();
    }

    /** Whether this is meant, and not {@code state export}. */
    static boolean isMeant(ParseResult command) {
        return !command.commandSpec().subcommands().isEmpty();
    }

    int execute(ParseResult command) {
        ExportOptions options = options(command);
        Deployment deployment =
                GivenOptions.configure(Run.of(pipeline), command, console).deployment();
        requireNoSecrets(command);
        String text = command.commandSpec().name().equals(ARGO)
                ? Export.argo(deployment, options)
                : Export.airflow(deployment, options);
        int code = GraphCommand.write(console, text, command);
        if (!deployment.sharesState() && GivenOptions.has(command, IMAGE)) {
            console.err()
                    .println(
                            "The project has no shared state, so the pods need one project directory with .freshet, and"
                                    + " run one at a time; set \"state\" in run.yml, or mount a volume");
        }
        return code;
    }

    /** Options are written into the file, where a task needs their values as they are. */
    private static void requireNoSecrets(ParseResult command) {
        for (OptionSpec option : new LinkedHashSet<>(command.matchedOptions())) {
            for (String value : option.originalStringValues()) {
                if (KnownSecrets.isIn(value)) {
                    boolean isParameter = option.longestName().equals(Commands.PARAMETERS) && value.contains("=");
                    String what = isParameter ? " " + value.substring(0, value.indexOf('=')) : "";
                    throw new UsageException(option.longestName() + KnownSecrets.masked(what)
                            + " has a secret value, which everybody who reads the exported file would see; let the"
                            + " configuration read the value from a variable of the tasks, as in ${env:NAME}");
                }
            }
        }
    }

    private ExportOptions options(ParseResult command) {
        Map<String, String> images = new LinkedHashMap<>();
        for (String image : command.matchedOptionValue(IMAGE, List.<String>of())) {
            int equals = image.indexOf('=');
            String tag = image.substring(0, Math.max(0, equals));
            if (image.length() == equals + 1) {
                throw new UsageException("\"" + image + "\" names no image; write it as in " + IMAGE + " gpu=sales:1");
            }
            if (images.put(tag, image.substring(equals + 1)) != null) {
                throw new UsageException(
                        IMAGE + " names two images for " + (tag.isEmpty() ? "all tasks" : "the tag \"" + tag + "\""));
            }
        }
        Optional<String> image = Optional.ofNullable(images.remove(""));
        return new ExportOptions(
                command(command),
                given(command, DIRECTORY),
                image,
                images,
                handedOn(command),
                GivenOptions.has(command, Commands.CONF_SOURCE)
                        && GivenOptions.conf(command).isAbsolute(),
                given(command, SCHEDULE),
                GivenOptions.has(command, Commands.KEEP_GOING),
                madeBy(command));
    }

    private static Optional<String> given(ParseResult command, String option) {
        return Optional.ofNullable(command.matchedOptionValue(option, null));
    }

    private static List<String> command(ParseResult command) {
        String text = command.matchedOptionValue(COMMAND, "");
        return Words.split(text)
                .filter(words -> !words.isEmpty() || !GivenOptions.has(command, COMMAND))
                .orElseThrow(() -> new UsageException(
                        "\"" + text + "\" is no command; write it as in " + COMMAND + " \"java -jar sales.jar\""));
    }

    private static List<String> handedOn(ParseResult command) {
        List<String> words = new ArrayList<>();
        for (OptionSpec option : new LinkedHashSet<>(command.matchedOptions())) {
            if (HANDED_ON.contains(option.longestName())) {
                words.addAll(words(option));
            }
        }
        if (!GivenOptions.has(command, Commands.WAIT)) {
            words.add(AN_HOUR);
        }
        return words;
    }

    private static List<String> words(OptionSpec option) {
        return option.arity().max() == 0
                ? List.of(option.longestName())
                : option.originalStringValues().stream()
                        .map(value -> option.longestName() + "=" + value)
                        .toList();
    }

    /** The command without the name of the file: a schedule is the same wherever it is written. */
    private String madeBy(ParseResult command) {
        List<String> words = new ArrayList<>(List.of(NAME, command.commandSpec().name()));
        for (OptionSpec option : new LinkedHashSet<>(command.matchedOptions())) {
            if (!option.longestName().equals(GraphCommand.OUTPUT)) {
                words.addAll(words(option));
            }
        }
        return Words.join(words);
    }
}
