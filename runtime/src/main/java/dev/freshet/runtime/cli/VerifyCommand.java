package dev.freshet.runtime.cli;

import dev.freshet.runtime.cli.terminal.Console;
import dev.freshet.runtime.cli.terminal.Table;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.run.NodeVerdict;
import dev.freshet.runtime.run.NodeVerdict.Kind;
import dev.freshet.runtime.run.Run;
import dev.freshet.runtime.run.VerifyReport;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ParseResult;

/** {@code verify}: prints a line for each node whose recomputed outputs differ or cannot be compared, then totals. */
final class VerifyCommand {
    private final CompiledPipeline pipeline;
    private final Console console;

    VerifyCommand(CompiledPipeline pipeline, Console console) {
        this.pipeline = pipeline;
        this.console = console;
    }

    int execute(ParseResult command) {
        double share = GivenOptions.sample(command);
        Run run = GivenOptions.configure(Run.of(pipeline), command, console).runner(GivenOptions.runner(command));
        VerifyReport report = run.verifySample(share, GivenOptions.sampleSeed(command));
        if (GivenOptions.json(command)) {
            console.print(report.toJson());
        } else {
            Table.print(
                    console,
                    1,
                    report.nodes().stream()
                            .filter(node -> node.kind() != Kind.EQUAL)
                            .map(VerifyCommand::row)
                            .toList());
            console.out().println(totals(report));
        }
        return report.succeeded() ? Freshet.DONE : Freshet.FAILED;
    }

    private static List<String> row(NodeVerdict node) {
        return List.of(node.node(), node.kind().word(), node.text());
    }

    /** Returns the totals, such as {@code verified 3 nodes: 2 equal, 1 differs; 1 stale}. */
    private static String totals(VerifyReport report) {
        List<String> compared = new ArrayList<>();
        List<String> left = new ArrayList<>();
        long all = 0;
        for (Kind kind : Kind.values()) {
            long count = report.count(kind);
            boolean isLeft = kind == Kind.STALE || kind == Kind.NOT_VERIFIED;
            all += isLeft ? 0 : count;
            if (count > 0) {
                (isLeft ? left : compared).add(count + " " + kind.word());
            }
        }
        return "verified " + all + (all == 1 ? " node" : " nodes")
                + (compared.isEmpty() ? "" : ": " + String.join(", ", compared))
                + (left.isEmpty() ? "" : "; " + String.join(", ", left));
    }
}
