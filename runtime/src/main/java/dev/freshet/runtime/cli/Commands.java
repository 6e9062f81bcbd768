package dev.freshet.runtime.cli;

import dev.freshet.config.Configuration;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The words of the command line. Built by hand: picocli's annotations would cost reflection at every start. */
final class Commands {
    static final String RUN = "run";
    static final String LIST = "list";
    static final String CATALOG = "catalog";
    static final String CHECK = "check";
    static final ColorScheme PLAIN = CommandLine.Help.defaultColorScheme(Ansi.OFF);

    private static final String CONF_SOURCE = "--conf-source";
    private static final String ENVIRONMENT = "--env";
    private static final String PARAMETERS = "--params";
    private static final String RUNNER = "--runner";
    private static final String JSON = "--json";

    private Commands() {}

    static CommandLine of(String pipeline) {
        CommandSpec catalog = command(CATALOG, "Looks after the catalog.")
                .addSubcommand(
                        CHECK,
                        configuration(command(CHECK, "Checks every entry of the catalog without touching the data.")));
        CommandSpec root = command(pipeline, "Runs the pipeline " + pipeline + ", or tells about it.")
                .version(version())
                .addSubcommand(RUN, run())
                .addSubcommand(
                        LIST,
                        command(LIST, "Lists the nodes in the order of their run.")
                                .addOption(OptionSpec.builder(JSON)
                                        .description("Print JSON.")
                                        .build()))
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

    private static CommandSpec run() {
        return configuration(command(RUN, "Runs all nodes."))
                .addOption(OptionSpec.builder(PARAMETERS)
                        .paramLabel("PATH=VALUE")
                        .type(Map.class)
                        .auxiliaryTypes(String.class, String.class)
                        .splitRegex(",")
                        .description("Parameters in place of the configuration's, such as split.ratio=0.8,seed=1.")
                        .build())
                .addOption(OptionSpec.builder(RUNNER)
                        .paramLabel("NAME")
                        .type(String.class)
                        .completionCandidates(List.of("sequential"))
                        .defaultValue("sequential")
                        .description("Who decides when nodes are executed: sequential.")
                        .build());
    }

    private static CommandSpec configuration(CommandSpec spec) {
        return spec.addOption(OptionSpec.builder(CONF_SOURCE)
                        .paramLabel("DIR")
                        .type(Path.class)
                        .description("The configuration directory; \"conf\" in the working directory unless given.")
                        .build())
                .addOption(OptionSpec.builder("-e", ENVIRONMENT)
                        .paramLabel("NAME")
                        .type(String.class)
                        .defaultValue(Configuration.DEFAULT_ENVIRONMENT)
                        .description("The environment over \"base\"; \"" + Configuration.DEFAULT_ENVIRONMENT
                                + "\" unless given.")
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

    static String runner(ParseResult command) {
        return command.matchedOptionValue(RUNNER, "sequential");
    }

    static boolean json(ParseResult command) {
        return command.hasMatchedOption(JSON);
    }
}
