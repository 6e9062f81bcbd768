package dev.freshet.runtime.cli;

import dev.freshet.runtime.cli.terminal.Console;
import dev.freshet.runtime.graph.CodeComparison;
import dev.freshet.runtime.graph.GraphDocument;
import dev.freshet.runtime.graph.Markdown;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.run.Run;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code plan --markdown}: prints what a run would do as a comment on a pull request. */
final class MarkdownPlan {
    static final String MARKDOWN = "--markdown";
    static final String AGAINST = "--against";

    private static final int MOST_REMOVED = 10;

    private final CompiledPipeline pipeline;
    private final Console console;

    MarkdownPlan(CompiledPipeline pipeline, Console console) {
        this.pipeline = pipeline;
        this.console = console;
    }

    static CommandSpec options(CommandSpec spec) {
        return spec.addOption(OptionSpec.builder(MARKDOWN)
                        .description("Print Markdown for a pull request, with the graph.")
                        .build())
                .addOption(OptionSpec.builder(AGAINST)
                        .paramLabel("FILE")
                        .type(Path.class)
                        .description("With --markdown: compare the code with a file of fingerprints --write,"
                                + " and read neither state nor data.")
                        .build());
    }

    static boolean isAsked(ParseResult command) {
        boolean isAsked = GivenOptions.has(command, MARKDOWN);
        if (isAsked && GivenOptions.json(command)) {
            throw new UsageException("\"plan\" prints either " + MARKDOWN + " or " + Commands.JSON);
        }
        if (!isAsked && GivenOptions.has(command, AGAINST)) {
            throw new UsageException(AGAINST + " is for \"plan " + MARKDOWN + "\" only");
        }
        return isAsked;
    }

    int execute(ParseResult command) {
        Optional<Path> file = Optional.ofNullable(command.matchedOptionValue(AGAINST, null));
        Run run = GivenOptions.configure(Run.of(pipeline), command, console);
        console.out().print(file.isPresent() ? against(file.get(), run) : planned(run));
        return Freshet.DONE;
    }

    /** As {@code plan}, this refuses what a run would refuse. */
    private static String planned(Run run) {
        run.plan();
        return Markdown.text(run.graph(), List.of());
    }

    private String against(Path file, Run run) {
        FingerprintFile.Read earlier = new FingerprintFile(file).read();
        Map<String, String> before = earlier.fingerprints();
        Map<String, List<String>> changes =
                earlier.members().map(run::codeChanges).orElse(Map.of());
        GraphDocument document = CodeComparison.of(run.graphWithoutStatus(), before, run.fingerprints(), changes);
        List<String> notes = new ArrayList<>();
        notes.add("Compared with " + file.getFileName() + ": the code only, without parameters, catalog and data.");
        List<String> removed = before.keySet().stream()
                .filter(node -> pipeline.graph().nodeNumber(node).isEmpty())
                .toList();
        if (!removed.isEmpty()) {
            int more = removed.size() - MOST_REMOVED;
            notes.add("Removed: "
                    + String.join(", ", removed.subList(0, Math.min(MOST_REMOVED, removed.size())))
                    + (more > 0 ? " and " + more + " more" : ""));
        }
        return Markdown.text(document, notes);
    }
}
