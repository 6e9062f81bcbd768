package dev.freshet.runtime.cli;

import dev.freshet.config.Configuration;
import dev.freshet.config.NearestName;
import dev.freshet.runtime.plan.NodeFilter;
import dev.freshet.runtime.run.FailurePolicy;
import dev.freshet.runtime.run.Run;
import dev.freshet.runtime.run.Runner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * The commands and options of the command line. They are built without picocli's annotations, which would cost
 * reflection at every start.
 */
final class Commands {
    static final String RUN = "run";
    static final String LIST = "list";
    static final String CATALOG = "catalog";
    static final String CHECK = "check";
    static final String SCHEMA = "schema";
    static final String VERSIONS = "versions";
    static final String PLAN = "plan";
    static final String WHY = "why";
    static final String STATUS = "status";
    static final String FINGERPRINTS = "fingerprints";
    static final String ACCEPT = "accept";
    static final String CLEAN = "clean";
    static final String VERIFY = "verify";
    static final ColorScheme PLAIN = CommandLine.Help.defaultColorScheme(Ansi.OFF);

    private static final String CONF_SOURCE = "--conf-source";
    private static final String ENVIRONMENT = "--env";
    static final String PARAMETERS = "--params";
    private static final String RUNNER = "--runner";
    static final String WORKER_OPTIONS = "--worker-options";
    private static final String JSON = "--json";
    private static final String FORCE = "--force";
    private static final String DRY_RUN = "--dry-run";
    private static final String ONLY_MISSING = "--only-missing-outputs";
    private static final String STATE = "--state";
    private static final String WAIT = "--wait";
    private static final String SEED = "--seed";
    private static final String LOAD_VERSIONS = "--load-versions";
    private static final String WRITE = "--write";
    private static final String NODE = "NODE";
    private static final String SAMPLE = "--sample";
    private static final String SAMPLE_SEED = "--sample-seed";
    private static final String KEEP_GOING = "--keep-going";
    private static final String CAPACITY = "--capacity";
    static final String FROM_NODES = "--from-nodes";
    static final String TO_NODES = "--to-nodes";
    static final String NODES = "--nodes";
    static final String FROM_INPUTS = "--from-inputs";
    static final String TO_OUTPUTS = "--to-outputs";
    static final String TAGS = "--tags";
    static final String EXCLUDE = "--exclude";
    private static final List<String> RUNNERS = List.of("auto", "sequential", "threads", "processes");

    private Commands() {}

    static CommandLine of(String pipeline) {
        CommandSpec catalog = command(CATALOG, "Checks and describes the catalog.")
                .addSubcommand(
                        CHECK, configuration(command(CHECK, "Checks every catalog entry without reading the data.")))
                .addSubcommand(
                        VERSIONS,
                        configuration(command(
                                        VERSIONS, "Prints the versions of a versioned dataset, the newest first."))
                                .addPositional(nodes("DATASET", "1", "The dataset.")))
                .addSubcommand(
                        SCHEMA,
                        command(SCHEMA, "Prints a JSON Schema of the catalog, for completion and checks in editors."));
        CommandSpec root = command(pipeline, "Runs or inspects the pipeline " + pipeline + ".")
                .version(version())
                .addSubcommand(RUN, run())
                .addSubcommand(
                        PLAN,
                        json(slice(detection(command(PLAN, "Prints which nodes would run, and why; runs nothing.")))))
                .addSubcommand(
                        WHY,
                        json(detection(command(WHY, "Prints why a node would run, or that it is fresh.")))
                                .addPositional(nodes(NODE, "1", "The node.")))
                .addSubcommand(
                        STATUS,
                        json(detection(
                                command(STATUS, "Prints for each node whether it is fresh, and when it last ran."))))
                .addSubcommand(
                        FINGERPRINTS,
                        json(detection(command(FINGERPRINTS, "Prints the fingerprint of each node's code.")))
                                .addOption(OptionSpec.builder(WRITE)
                                        .paramLabel("FILE")
                                        .type(Path.class)
                                        .description("Write the fingerprints to a file, sorted, for version control.")
                                        .build()))
                .addSubcommand(
                        ACCEPT,
                        json(detection(command(
                                        ACCEPT,
                                        "Keeps the outputs of nodes although their code or inputs have changed.")))
                                .addPositional(nodes(NODE + "...", "1..*", "The nodes whose changes are harmless.")))
                .addSubcommand(
                        CLEAN,
                        json(detection(command(
                                        CLEAN, "Forgets earlier runs, so that nodes run again; deletes no data.")))
                                .addPositional(
                                        nodes("[" + NODE + "...]", "0..*", "The nodes to forget; by default, all.")))
                .addSubcommand(VERIFY, verify())
                .addSubcommand(LIST, json(command(LIST, "Lists the nodes in execution order.")))
                .addSubcommand(CATALOG, catalog);
        return new CommandLine(root);
    }

    private static String version() {
        return "Freshet "
                + Optional.ofNullable(Commands.class.getPackage().getImplementationVersion())
                        .orElse("(development build)");
    }

    private static CommandSpec command(String name, String description) {
        CommandSpec spec = CommandSpec.create().name(name).mixinStandardHelpOptions(true);
        spec.usageMessage().description(description);
        return spec;
    }

    private static CommandSpec verify() {
        return workers(json(slice(detection(command(
                        VERIFY,
                        "Recomputes the outputs of fresh nodes elsewhere and compares them; changes nothing.")))))
                .addOption(OptionSpec.builder(SAMPLE)
                        .paramLabel("PERCENT")
                        .type(String.class)
                        .description("Verify a share of the nodes, at least one node, such as 5%%.")
                        .build())
                .addOption(OptionSpec.builder(SAMPLE_SEED)
                        .paramLabel("NUMBER")
                        .type(Long.class)
                        .description("The seed that selects the nodes of the sample; by default, 0.")
                        .build());
    }

    private static CommandSpec run() {
        return workers(json(slice(detection(command(RUN, "Runs the stale nodes.")))))
                .addOption(OptionSpec.builder(FORCE)
                        .description("Run fresh nodes too.")
                        .build())
                .addOption(OptionSpec.builder(DRY_RUN)
                        .description("Print which nodes would run, and run nothing.")
                        .build())
                .addOption(OptionSpec.builder(ONLY_MISSING)
                        .description("Run only nodes with a stored output that is missing.")
                        .build())
                .addOption(OptionSpec.builder(KEEP_GOING)
                        .description("After a failure, run every node that does not need the failed one.")
                        .build())
                .addOption(OptionSpec.builder(WORKER_OPTIONS)
                        .paramLabel("OPTION")
                        .type(String[].class)
                        .splitRegex(" +")
                        .description("JVM options of worker processes, such as -Xmx4g.")
                        .build());
    }

    /** Adds the options of commands that run nodes. */
    private static CommandSpec workers(CommandSpec spec) {
        return spec.addOption(OptionSpec.builder(RUNNER)
                        .paramLabel("NAME")
                        .type(String.class)
                        .completionCandidates(RUNNERS)
                        .description("Where nodes run: auto (the default), sequential, threads[:N], or processes[:N].")
                        .build())
                .addOption(OptionSpec.builder(CAPACITY)
                        .paramLabel("NAME=AMOUNT")
                        .type(Map.class)
                        .auxiliaryTypes(String.class, String.class)
                        .splitRegex(",")
                        .description("The amount of each resource, such as gpu=1,memory=16GB.")
                        .build());
    }

    private static CommandSpec json(CommandSpec spec) {
        return spec.addOption(
                OptionSpec.builder(JSON).description("Print JSON.").build());
    }

    private static PositionalParamSpec nodes(String label, String arity, String description) {
        return PositionalParamSpec.builder()
                .paramLabel(label)
                .hideParamSyntax(true)
                .arity(arity)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .description(description)
                .build();
    }

    /** Adds the options of commands that compare with earlier runs. */
    private static CommandSpec detection(CommandSpec spec) {
        return configuration(spec)
                .addOption(OptionSpec.builder(PARAMETERS)
                        .paramLabel("PATH=VALUE")
                        .type(Map.class)
                        .auxiliaryTypes(String.class, String.class)
                        .splitRegex(",")
                        .description("Parameters that override the configuration, such as split.ratio=0.8,seed=1.")
                        .build())
                .addOption(OptionSpec.builder(SEED)
                        .paramLabel("NUMBER")
                        .type(Long.class)
                        .description("The seed of the nodes' random numbers; by default, 0.")
                        .build())
                .addOption(OptionSpec.builder(LOAD_VERSIONS)
                        .paramLabel("DATASET:VERSION")
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .splitRegex(",")
                        .description("Versions of versioned inputs to load instead of the newest.")
                        .build())
                .addOption(OptionSpec.builder(STATE)
                        .paramLabel("DIR")
                        .type(Path.class)
                        .description("The directory of the state; by default, \".freshet\" in the project.")
                        .build())
                .addOption(OptionSpec.builder(WAIT)
                        .paramLabel("SECONDS")
                        .type(Long.class)
                        .description("How long to wait for another run that holds the state; by default, not at all.")
                        .build());
    }

    /** Returns a run with the settings of the options. */
    static Run configure(Run run, ParseResult command) {
        run.wording(new ShellWording());
        run.environment(environment(command));
        confSource(command).ifPresent(run::conf);
        parameters(command).forEach(run::parameter);
        for (String version : given(command, LOAD_VERSIONS)) {
            int colon = version.lastIndexOf(':');
            if (colon < 1) {
                throw new ParameterException(
                        command.commandSpec().commandLine(),
                        "\"" + version
                                + "\" is not a dataset and a version; write it as in model:2026-01-31T12.00.00.000Z");
            }
            run.loadVersion(version.substring(0, colon), version.substring(colon + 1));
        }
        Optional.ofNullable(command.<Path>matchedOptionValue(STATE, null)).ifPresent(run::state);
        Optional.ofNullable(command.<Long>matchedOptionValue(WAIT, null))
                .ifPresent(seconds -> run.waitForLock(Duration.ofSeconds(seconds)));
        Optional.ofNullable(command.<Long>matchedOptionValue(SEED, null)).ifPresent(run::seed);
        if (has(command, FORCE)) {
            run.force();
        }
        if (has(command, ONLY_MISSING)) {
            run.onlyMissingOutputs();
        }
        if (has(command, KEEP_GOING)) {
            run.onFailure(FailurePolicy.KEEP_GOING);
        }
        if (has(command, CAPACITY)) {
            command.matchedOptionValue(CAPACITY, Map.<String, String>of()).forEach(run::capacity);
        }
        run.select(filter(command));
        return run;
    }

    private static boolean has(ParseResult command, String option) {
        return command.commandSpec().findOption(option) != null && command.hasMatchedOption(option);
    }

    static Optional<Path> write(ParseResult command) {
        return Optional.ofNullable(command.matchedOptionValue(WRITE, null));
    }

    static boolean dryRun(ParseResult command) {
        return has(command, DRY_RUN);
    }

    static List<String> nodes(ParseResult command) {
        return command.matchedPositionalValue(0, List.of());
    }

    private static CommandSpec configuration(CommandSpec spec) {
        return spec.addOption(OptionSpec.builder(CONF_SOURCE)
                        .paramLabel("DIR")
                        .type(Path.class)
                        .description("The configuration directory; by default, \"conf\" in the working directory.")
                        .build())
                .addOption(OptionSpec.builder("-e", ENVIRONMENT)
                        .paramLabel("NAME")
                        .type(String.class)
                        .defaultValue(Configuration.DEFAULT_ENVIRONMENT)
                        .description("The environment that overrides \"base\"; by default, \""
                                + Configuration.DEFAULT_ENVIRONMENT + "\".")
                        .build());
    }

    static Optional<Path> confSource(ParseResult command) {
        return Optional.ofNullable(command.matchedOptionValue(CONF_SOURCE, null));
    }

    static String environment(ParseResult command) {
        return command.matchedOptionValue(ENVIRONMENT, Configuration.DEFAULT_ENVIRONMENT);
    }

    static Map<String, String> parameters(ParseResult command) {
        return command.matchedOptionValue(PARAMETERS, Map.of());
    }

    /** Returns the runner that the options name. */
    static Runner runner(ParseResult command) {
        String[] words = command.matchedOptionValue(RUNNER, "auto").split(":", 2);
        String[] workerOptions = command.matchedOptionValue(WORKER_OPTIONS, new String[0]);
        boolean isCounted = words[0].equals("threads") || words[0].equals("processes");
        if (workerOptions.length > 0 && !words[0].equals("processes")) {
            throw new ParameterException(
                    command.commandSpec().commandLine(), WORKER_OPTIONS + " is for --runner processes only");
        }
        boolean isNumber = words.length == 2 && words[1].matches("[1-9][0-9]{0,4}");
        if (RUNNERS.contains(words[0]) && (words.length == 1 || (isCounted && isNumber))) {
            int count =
                    isNumber ? Integer.parseInt(words[1]) : Runtime.getRuntime().availableProcessors();
            return switch (words[0]) {
                case "sequential" -> Runner.sequential();
                case "threads" -> Runner.threads(count);
                case "processes" -> Runner.processes(count, workerOptions);
                default -> Runner.auto();
            };
        }
        String hint = NearestName.hint(words[0], RUNNERS);
        if (RUNNERS.contains(words[0])) {
            hint = isCounted ? "write it as in \"" + words[0] + ":4\"" : "\"" + words[0] + "\" takes no number";
        }
        throw new ParameterException(
                command.commandSpec().commandLine(), "There is no runner \"" + String.join(":", words) + "\"; " + hint);
    }

    /** Returns the share of nodes to verify; by default, 1. */
    static double sample(ParseResult command) {
        String text = command.matchedOptionValue(SAMPLE, "100%");
        boolean isNumber = text.matches("[0-9]{1,3}(\\.[0-9]{1,9})?%");
        double percent = isNumber ? Double.parseDouble(text.substring(0, text.length() - 1)) : 0;
        if (percent <= 0 || percent > 100) {
            throw new ParameterException(
                    command.commandSpec().commandLine(),
                    "\"" + text + "\" is not a share of the nodes; write it as in " + SAMPLE + " 5%");
        }
        return percent / 100;
    }

    static long sampleSeed(ParseResult command) {
        return command.matchedOptionValue(SAMPLE_SEED, 0L);
    }

    private static CommandSpec slice(CommandSpec spec) {
        return spec.addOption(names(FROM_NODES, "NODE", "Only these nodes and the nodes downstream of them."))
                .addOption(names(TO_NODES, "NODE", "Only these nodes and the nodes upstream of them."))
                .addOption(names(NODES, "NODE", "Only these nodes."))
                .addOption(names(
                        FROM_INPUTS,
                        "DATASET",
                        "Only nodes that read these datasets, and the nodes downstream of them."))
                .addOption(names(
                        TO_OUTPUTS,
                        "DATASET",
                        "Only nodes that produce these datasets, and the nodes upstream of them."))
                .addOption(names(TAGS, "TAG", "Only nodes with one of these tags."))
                .addOption(names(EXCLUDE, "NODE", "Exclude these nodes. Names can contain the wildcards * and ?."));
    }

    private static OptionSpec names(String option, String label, String description) {
        return OptionSpec.builder(option)
                .paramLabel(label)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .splitRegex(",")
                .description(description)
                .build();
    }

    private static NodeFilter filter(ParseResult command) {
        return new NodeFilter(
                given(command, FROM_NODES),
                given(command, TO_NODES),
                given(command, NODES),
                given(command, FROM_INPUTS),
                given(command, TO_OUTPUTS),
                given(command, TAGS),
                given(command, EXCLUDE));
    }

    private static List<String> given(ParseResult command, String option) {
        return has(command, option) ? command.matchedOptionValue(option, List.of()) : List.of();
    }

    static boolean json(ParseResult command) {
        return command.hasMatchedOption(JSON);
    }
}
