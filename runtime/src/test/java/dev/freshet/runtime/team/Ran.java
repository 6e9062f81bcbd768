package dev.freshet.runtime.team;

import dev.freshet.runtime.change.Reason;
import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.run.RunReport;
import dev.freshet.runtime.team.TeamGraph.Kind;
import dev.freshet.runtime.team.TeamGraph.Node;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was seen of a run.
 *
 * @param before the files of its datasets before, as contents
 * @param after the files after it
 * @param report empty if the run could not start
 * @param failure what was thrown, or failed; empty if nothing
 * @param hasDied whether the machine died, or slept so that others may have taken it for dead
 * @param slept whether it slept
 */
record Ran(
        Member member,
        Told told,
        Map<String, String> before,
        Map<String, String> after,
        List<Call> calls,
        Optional<RunReport> report,
        String failure,
        boolean hasDied,
        boolean slept) {
    /** The same with what is in the files once all others have ended, too. */
    Ran later() {
        Map<String, String> files = member.files(told.environment());
        return new Ran(member, told, before, files, calls, report, failure, hasDied, slept);
    }

    Optional<Call> call(Node node) {
        return calls.stream().filter(call -> call.node().equals(node)).findFirst();
    }

    Optional<NodeReport> report(Node node) {
        return report.flatMap(all -> all.nodes().stream()
                .filter(each -> each.node().equals(node.name()))
                .findFirst());
    }

    /**
     * Whether the run said that a node succeeded, and that nothing was changed under it, nor under the nodes that made
     * what it read from memory.
     */
    boolean isAcknowledged(Node node) {
        return report(node)
                        .filter(NodeReport.Succeeded.class::isInstance)
                        .map(NodeReport.Succeeded.class::cast)
                        .filter(each -> each.changedInputs().isEmpty())
                        .isPresent()
                && told.selected().stream()
                        .filter(maker -> maker.kind() == Kind.IN_MEMORY
                                && maker.outputs().stream().anyMatch(node.inputs()::contains))
                        .allMatch(this::isAcknowledged);
    }

    boolean wasFetched(Node node) {
        return report(node)
                .filter(NodeReport.Skipped.class::isInstance)
                .map(NodeReport.Skipped.class::cast)
                .filter(each -> each.cause() == NodeReport.Skipped.Cause.FETCHED)
                .isPresent();
    }

    @Override
    public String toString() {
        return member + ": " + told + ", ran "
                + calls.stream().map(call -> call.node().name()).toList()
                + (slept ? ", slept" : hasDied ? ", died" : "") + " " + failure
                + " reports "
                + report.map(all -> all.nodes().stream().map(Ran::text).toList());
    }

    private static String text(NodeReport node) {
        String text = node.node() + " " + node.outcome();
        if (node instanceof NodeReport.Succeeded ran) {
            text += " since " + ran.reasons().stream().map(Reason::text).toList();
            text += ran.changedInputs().isEmpty() ? "" : ", changed: " + ran.changedInputs();
        }
        return text;
    }
}
