package dev.freshet.runtime.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The commands about what a team shares, with their options. */
final class TeamSpecs {
    static final String CLAIMS = "claims";
    static final String UNLOCK = "unlock";
    static final String STATE = "state";
    static final String PUSH = "push";
    static final String EXPORT = "export";
    static final String IMPORT = "import";
    static final String CACHE = "cache";
    static final String GC = "gc";
    static final String LINEAGE = "lineage";
    static final String RUNS = "runs";
    static final String DIFF = "diff";

    static final String YES = "--yes";
    static final String OLDER_THAN = "--older-than";
    static final String UP = "--up";
    static final String DOWN = "--down";
    static final String AT = "--at";
    static final String COUNT = "-n";

    private TeamSpecs() {}

    static void addTo(CommandSpec root) {
        root.addSubcommand(
                        LINEAGE,
                        lineage(query(LINEAGE, "Prints who made a dataset from what, and what was made from it.")))
                .addSubcommand(
                        RUNS,
                        query(RUNS, "Prints the last runs, the newest first, or all about one run.")
                                .addSubcommand(
                                        DIFF,
                                        query(DIFF, "Prints what differs between two runs of this checkout.")
                                                .addPositional(Commands.nodes(
                                                        "[RUN...]",
                                                        "0..2",
                                                        "Two runs, or one to compare with the run before it; by"
                                                                + " default, the last two.")))
                                .addPositional(Commands.nodes(
                                        "[RUN]", "0..1", "The run to print, by its id or the beginning of its id."))
                                .addOption(OptionSpec.builder(COUNT)
                                        .paramLabel("NUMBER")
                                        .type(Integer.class)
                                        .description("How many runs to print; by default, 20.")
                                        .build()))
                .addSubcommand(
                        CLAIMS, query(CLAIMS, "Prints which nodes other runs are working on, in the shared state."))
                .addSubcommand(
                        UNLOCK,
                        query(UNLOCK, "Releases nodes that another run has claimed in the shared state.")
                                .addPositional(Commands.nodes("NODE...", "1..*", "The nodes to release."))
                                .addOption(yes("Release without asking.")))
                .addSubcommand(STATE, state())
                .addSubcommand(CACHE, cache());
    }

    private static CommandSpec query(String name, String description) {
        return Commands.json(Commands.state(Commands.command(name, description)));
    }

    private static OptionSpec yes(String description) {
        return OptionSpec.builder(YES).description(description).build();
    }

    private static CommandSpec lineage(CommandSpec spec) {
        return spec.addPositional(Commands.nodes("DATASET", "1", "The dataset."))
                .addOption(OptionSpec.builder(UP)
                        .description("Only what the dataset was made from.")
                        .build())
                .addOption(OptionSpec.builder(DOWN)
                        .description("Only what was made from the dataset.")
                        .build())
                .addOption(OptionSpec.builder(AT)
                        .paramLabel("REVISION")
                        .type(String.class)
                        .description(
                                "The state as of an entry of the shared state, such as 57, or as of a time, such as"
                                        + " 2026-11-26T14:00.")
                        .build());
    }

    private static CommandSpec state() {
        return Commands.command(STATE, "Shares, exports or imports the state of runs.")
                .addSubcommand(PUSH, query(PUSH, "Shares the results that could not be shared when they were made."))
                .addSubcommand(
                        EXPORT,
                        query(EXPORT, "Writes the known results and runs to a file, one JSON object on each line.")
                                .addPositional(Commands.nodes("FILE", "1", "The file.")))
                .addSubcommand(
                        IMPORT,
                        query(IMPORT, "Adds the results of an exported file, or of another state directory.")
                                .addPositional(
                                        Commands.nodes("SOURCE", "1", "The file, or a directory such as .freshet.")));
    }

    private static CommandSpec cache() {
        return Commands.command(CACHE, "Manages the shared cache of results.")
                .addSubcommand(
                        GC,
                        query(GC, "Removes old results from the cache; by default, only prints what it would remove.")
                                .addOption(OptionSpec.builder(OLDER_THAN)
                                        .paramLabel("AGE")
                                        .type(String.class)
                                        .description("The least age of results to remove, such as 30d or 12h; by"
                                                + " default, 30d.")
                                        .build())
                                .addOption(OptionSpec.builder(Commands.DRY_RUN)
                                        .description("Remove nothing, and do not ask.")
                                        .build())
                                .addOption(yes("Remove without asking.")));
    }
}
