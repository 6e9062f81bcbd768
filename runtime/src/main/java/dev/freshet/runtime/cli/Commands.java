package dev.freshet.runtime.cli;

import dev.freshet.config.Configuration;
import dev.freshet.runtime.cli.completion.Completion;
import dev.freshet.runtime.worker.FreshetVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

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
    static final String INFER = "infer";
    static final String TYPE = "--type";
    static final String ROWS = "--rows";
    static final String VERSIONS = "versions";
    static final String REPORTS = "reports";
    static final String PLAN = "plan";
    static final String WHY = "why";
    static final String IMPACT = "impact";
    static final String STATUS = "status";
    static final String FINGERPRINTS = "fingerprints";
    static final String ACCEPT = "accept";
    static final String CLEAN = "clean";
    static final String VERIFY = "verify";
    static final ColorScheme PLAIN = CommandLine.Help.defaultColorScheme(Ansi.OFF);

    static final String CONF_SOURCE = "--conf-source";
    static final String ENVIRONMENT = "--env";
    static final String PARAMETERS = "--params";
    static final String RUNNER = "--runner";
    static final String WORKER_OPTIONS = "--worker-options";
    static final String JSON = "--json";
    static final String FORCE = "--force";
    static final String DRY_RUN = "--dry-run";
    static final String ONLY_MISSING = "--only-missing-outputs";
    static final String STATE_DIRECTORY = "--state-dir";
    static final String STATE = "--state";
    static final String OFFLINE = "--offline";
    static final String WAIT = "--wait";
    static final String SEED = "--seed";
    static final String LOAD_VERSIONS = "--load-versions";
    static final String WRITE = "--write";
    static final String MEMBERS = "--members";
    static final String SAMPLE = "--sample";
    static final String SAMPLE_SEED = "--sample-seed";
    static final String TRACE = "--trace";
    static final String SERVE = "--serve";
    static final String PORT = "--port";
    static final String KEEP_GOING = "--keep-going";
    static final String CAPACITY = "--capacity";
    static final String FROM_NODES = "--from-nodes";
    static final String TO_NODES = "--to-nodes";
    static final String NODES = "--nodes";
    static final String FROM_INPUTS = "--from-inputs";
    static final String TO_OUTPUTS = "--to-outputs";
    static final String TAGS = "--tags";
    static final String EXCLUDE = "--exclude";

    private Commands() {}

    static CommandLine of(String pipeline) {
        CommandSpec root = command(
                        pipeline,
                        "Runs or inspects the pipeline " + pipeline
                                + ". Without a command, runs it, with the options of \"run\".")
                .versionProvider(() -> new String[] {version()})
                .addSubcommand(RUN, run());
        ChangeSpecs.addTo(root);
        root.addSubcommand(VERIFY, verify())
                .addSubcommand(
                        GraphCommand.NAME,
                        GraphCommand.options(
                                slice(
                                        detection(
                                                command(
                                                        GraphCommand.NAME,
                                                        "Prints the graph of nodes and datasets as Mermaid, DOT, JSON or a page for a browser.")))))
                .addSubcommand(
                        ExportCommand.NAME, ExportCommand.spec(spec -> keepGoing(workers(slice(detection(spec))))))
                .addSubcommand(
                        ServeCommand.NAME,
                        slice(
                                        detection(
                                                command(
                                                        ServeCommand.NAME,
                                                        "Serves a live page for a browser on this machine: the graph, the last runs, and current work.")))
                                .addOption(port()))
                .addSubcommand(LIST, json(command(LIST, "Lists the nodes in execution order.")))
                .addSubcommand(CATALOG, catalog());
        TeamSpecs.addTo(root);
        root.addSubcommand(
                Completion.NAME,
                Completion.options(command(
                        Completion.NAME,
                        "Prints a script by which bash or zsh completes commands, options and names.")));
        return new CommandLine(root);
    }

    private static CommandSpec catalog() {
        return command(CATALOG, "Checks and describes the catalog.")
                .addSubcommand(
                        CHECK,
                        json(detection(command(
                                CHECK,
                                "Checks all catalog entries, and all that a run checks before its first node."))))
                .addSubcommand(
                        VERSIONS,
                        json(configuration(command(
                                        VERSIONS, "Prints the versions of a versioned dataset, the newest first.")))
                                .addPositional(nodes("DATASET", "1", "The dataset.")))
                .addSubcommand(
                        REPORTS,
                        GraphCommand.output(configuration(command(
                                REPORTS,
                                "Prints a page for a browser with all versions of the pipeline's reports, two of them side"
                                        + " by side."))))
                .addSubcommand(INFER, infer())
                .addSubcommand(
                        SCHEMA,
                        command(SCHEMA, "Prints a JSON Schema of the catalog, for completion and checks in editors."));
    }

    private static CommandSpec infer() {
        return command(INFER, "Reads the beginning of a file, and prints a Java record and a catalog entry for it.")
                .addOption(OptionSpec.builder(TYPE)
                        .paramLabel("NAME")
                        .type(String.class)
                        .description("The dataset type, such as csv; by default, that of the file's suffix.")
                        .build())
                .addOption(OptionSpec.builder(ROWS)
                        .paramLabel("NUMBER")
                        .type(Integer.class)
                        .description("How many rows to read; by default, 1000.")
                        .build())
                .addPositional(nodes("FILE", "1", "The file."));
    }

    private static String version() {
        String version = FreshetVersion.text();
        return "Freshet " + (version.isEmpty() ? "(development build)" : version);
    }

    static CommandSpec command(String name, String description) {
        CommandSpec spec = CommandSpec.create().name(name).mixinStandardHelpOptions(true);
        spec.usageMessage().description(description);
        return spec;
    }

    private static CommandSpec verify() {
        return workers(
                        json(
                                slice(
                                        detection(
                                                command(
                                                        VERIFY,
                                                        "Runs up-to-date nodes again in a temporary directory and compares their outputs; changes nothing.")))))
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
        return keepGoing(workers(json(slice(detection(command(RUN, "Runs the stale nodes."))))))
                .addOption(OptionSpec.builder(FORCE)
                        .description(
                                "Run nodes that are up to date too; those of --nodes also if they run only when named.")
                        .build())
                .addOption(OptionSpec.builder(DRY_RUN)
                        .description("Print which nodes would run, and run nothing.")
                        .build())
                .addOption(OptionSpec.builder(ONLY_MISSING)
                        .description("Run only nodes with a stored output that is missing.")
                        .build())
                .addOption(OptionSpec.builder(TRACE)
                        .paramLabel("FILE")
                        .type(Path.class)
                        .description("Write loads, nodes, saves and waits to a file that Perfetto opens.")
                        .build())
                .addOption(OptionSpec.builder(SERVE)
                        .description("Serve a live page of the run for a browser on this machine.")
                        .build())
                .addOption(port())
                .addOption(OptionSpec.builder(OptionsFile.NAME)
                        .paramLabel("FILE")
                        .type(Path.class)
                        .description("A YAML file with further options of this command, as in \"tags: [daily]\".")
                        .build());
    }

    /** Adds the options of commands about how nodes run and fail. */
    private static CommandSpec keepGoing(CommandSpec spec) {
        return spec.addOption(OptionSpec.builder(KEEP_GOING)
                        .description("After a failure, run every node that does not need the failed one.")
                        .build())
                .addOption(OptionSpec.builder(WORKER_OPTIONS)
                        .paramLabel("OPTION")
                        .type(String[].class)
                        .splitRegex(" +")
                        .splitRegexSynopsisLabel(" ")
                        .description("JVM options of worker processes, such as -Xmx4g.")
                        .build());
    }

    private static OptionSpec port() {
        return OptionSpec.builder(PORT)
                .paramLabel("NUMBER")
                .type(Integer.class)
                .description("The port of the page; by default, any free one.")
                .build();
    }

    /** Adds the options of commands that run nodes. */
    private static CommandSpec workers(CommandSpec spec) {
        return spec.addOption(OptionSpec.builder(RUNNER)
                        .paramLabel("NAME")
                        .type(String.class)
                        .completionCandidates(RunnerWords.all())
                        .description("Where nodes run: " + RunnerWords.forms() + ".")
                        .build())
                .addOption(OptionSpec.builder(CAPACITY)
                        .paramLabel("NAME=AMOUNT")
                        .type(Map.class)
                        .auxiliaryTypes(String.class, String.class)
                        .splitRegex(",")
                        .description("The amount of each resource, such as gpu=1,memory=16GB.")
                        .build());
    }

    static CommandSpec json(CommandSpec spec) {
        return spec.addOption(
                OptionSpec.builder(JSON).description("Print JSON.").build());
    }

    static PositionalParamSpec nodes(String label, String arity, String description) {
        return PositionalParamSpec.builder()
                .paramLabel(label)
                .hideParamSyntax(true)
                .arity(arity)
                .required(!arity.startsWith("0"))
                .type(List.class)
                .auxiliaryTypes(String.class)
                .description(description)
                .build();
    }

    /** Adds the options of commands that compare with earlier runs. */
    static CommandSpec detection(CommandSpec spec) {
        return state(spec)
                .addOption(OptionSpec.builder(PARAMETERS)
                        .paramLabel("PATH=VALUE")
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .description(
                                "Parameters that override the configuration, such as split.ratio=0.8,seed=1. A list,"
                                        + " a group or a text with commas is written as in YAML: sizes=[1,2],name=\"a, b\".")
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
                        .build());
    }

    /** Adds the options of commands that read the state. */
    static CommandSpec state(CommandSpec spec) {
        return configuration(spec)
                .addOption(OptionSpec.builder(STATE)
                        .paramLabel("PLACE")
                        .type(String.class)
                        .description("The shared state, a directory or a URL, instead of that in run.yml.")
                        .build())
                .addOption(OptionSpec.builder(OFFLINE)
                        .description("Do not connect to the shared state.")
                        .build())
                .addOption(OptionSpec.builder(STATE_DIRECTORY)
                        .paramLabel("DIR")
                        .type(Path.class)
                        .description(
                                "The directory of this checkout's own state; by default, \".freshet\" in the project.")
                        .build())
                .addOption(OptionSpec.builder(WAIT)
                        .paramLabel("SECONDS")
                        .type(Long.class)
                        .description("How long to wait for another run that holds the state; by default, not at all.")
                        .build());
    }

    private static CommandSpec configuration(CommandSpec spec) {
        return spec.addOption(OptionSpec.builder(CONF_SOURCE)
                        .paramLabel("DIR")
                        .type(Path.class)
                        .description("The configuration directory; by default, \"conf\" here or above.")
                        .build())
                .addOption(OptionSpec.builder("-e", ENVIRONMENT)
                        .paramLabel("NAME")
                        .type(String.class)
                        .defaultValue(Configuration.DEFAULT_ENVIRONMENT)
                        .description("The environment that overrides \"base\"; by default, \""
                                + Configuration.DEFAULT_ENVIRONMENT + "\".")
                        .build());
    }

    static CommandSpec slice(CommandSpec spec) {
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
}
