package dev.freshet.runtime.cli;

import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The commands about changes, which say what would run and why, or change that, with their options. */
final class ChangeSpecs {
    private static final String NODE = "NODE";

    private ChangeSpecs() {}

    static void addTo(CommandSpec root) {
        root.addSubcommand(
                        Commands.PLAN,
                        MarkdownPlan.options(Commands.json(Commands.slice(Commands.detection(Commands.command(
                                Commands.PLAN, "Prints which nodes would run, and why; runs nothing."))))))
                .addSubcommand(
                        Commands.WHY,
                        Commands.json(Commands.detection(Commands.command(
                                        Commands.WHY, "Prints why a node would run, or that it is up to date.")))
                                .addPositional(Commands.nodes(NODE, "1", "The node.")))
                .addSubcommand(Commands.IMPACT, impact())
                .addSubcommand(
                        Commands.STATUS,
                        Commands.json(Commands.detection(Commands.command(
                                Commands.STATUS,
                                "Prints for each node whether it is up to date, and when it last ran."))));
        root.addSubcommand(Commands.FINGERPRINTS, fingerprints())
                .addSubcommand(
                        Commands.ACCEPT,
                        Commands.json(Commands.detection(Commands.command(
                                        Commands.ACCEPT, "Marks stale nodes as up to date, and keeps their outputs.")))
                                .addPositional(
                                        Commands.nodes(NODE + "...", "1..*", "The nodes whose changes are harmless.")))
                .addSubcommand(
                        Commands.CLEAN,
                        Commands.json(Commands.detection(Commands.command(
                                        Commands.CLEAN,
                                        "Forgets earlier runs, so that nodes run again; deletes no data.")))
                                .addPositional(Commands.nodes(
                                        "[" + NODE + "...]", "0..*", "The nodes to forget; by default, all.")));
    }

    private static CommandSpec impact() {
        return Commands.json(Commands.detection(Commands.command(
                        Commands.IMPACT,
                        "Prints which nodes will run, and which may, if something changes; runs nothing.")))
                .addPositional(Commands.nodes(
                        "SUBJECT",
                        "1",
                        "A method, field, constant, class, resource, FILE:LINE, params:PATH, dataset or node."));
    }

    private static CommandSpec fingerprints() {
        return Commands.json(Commands.detection(
                        Commands.command(Commands.FINGERPRINTS, "Prints the fingerprint of each node's code.")))
                .addOption(OptionSpec.builder(Commands.WRITE)
                        .paramLabel("FILE")
                        .type(Path.class)
                        .description("Write the fingerprints to a file, sorted, for version control.")
                        .build())
                .addOption(OptionSpec.builder(Commands.MEMBERS)
                        .description("Also write FILE.members, with which later plans name what changed in the code.")
                        .build());
    }
}
