package dev.freshet.runtime.cli.text;

import dev.freshet.Rerun;
import dev.freshet.runtime.change.Decision;
import dev.freshet.runtime.change.Reason;
import dev.freshet.runtime.cli.terminal.Who;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.run.RunPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Formats why a node runs, down to the changes in the nodes upstream of it. */
public final class WhyText {
    private final PipelineGraph graph;
    private final RunPlan plan;

    public WhyText(PipelineGraph graph, RunPlan plan) {
        this.graph = graph;
        this.plan = plan;
    }

    public List<String> lines(String node) {
        Decision decision = plan.decision(node).orElseThrow();
        List<String> lines = new ArrayList<>();
        Set<String> earlier = new LinkedHashSet<>();
        if (decision instanceof Decision.Stale stale) {
            lines.add(node + " must run:");
            PlanText.lines(stale.reasons()).forEach(line -> lines.add("  " + line));
            earlier.addAll(inputs(stale.reasons()));
        } else if (decision instanceof Decision.Undecided undecided) {
            lines.add(node + " runs if " + String.join(" or ", undecided.datasets()) + " changes:");
            earlier.addAll(undecided.datasets());
        } else if (decision instanceof Decision.InMemory inMemory) {
            lines.add(node + " is in memory: it runs when a stale node needs it");
            List<Reason> changes = changes(inMemory);
            PlanText.lines(changes).forEach(line -> lines.add("  since it last ran: " + line));
            earlier.addAll(inputs(changes));
        } else if (decision instanceof Decision.KeptBack keptBack) {
            lines.add(
                    keptBack.rerun() == Rerun.NEVER
                            ? node + " is kept back: it runs only if it is forced by name: run --force --nodes " + node
                            : node + " is kept back: it runs only if a stored output is missing, and none is");
            PlanText.lines(keptBack.changes()).forEach(line -> lines.add("  " + line));
        } else {
            Decision.UpToDate fresh = (Decision.UpToDate) decision;
            lines.addAll(upToDate(node, fresh));
            earlier.addAll(fresh.mayChange());
        }
        if (!isNew(decision)) {
            plan.otherRun(node).ifPresent(other -> lines.add("  since " + Who.run(other)));
        }
        if (plan.isOwn(node)) {
            lines.add(
                    "  its result counts in this checkout only: it depends on a secret, a given value, the run's id or"
                            + " the fields of an object");
        }
        causes(earlier)
                .forEach((cause, reasons) ->
                        PlanText.lines(reasons).forEach(line -> lines.add("  " + cause + ": " + line)));
        return lines;
    }

    /** Whether nothing is known with which the node could be compared, even if others have run it. */
    private static boolean isNew(Decision decision) {
        List<Reason> reasons = decision instanceof Decision.Stale stale
                ? stale.reasons()
                : decision instanceof Decision.KeptBack keptBack
                        ? keptBack.changes()
                        : decision instanceof Decision.InMemory inMemory ? inMemory.changes() : List.of();
        return reasons.stream().anyMatch(Reason.NeverRan.class::isInstance);
    }

    private static List<String> upToDate(String node, Decision.UpToDate decision) {
        List<Reason> changes = decision.changes();
        if (!decision.mayChange().isEmpty()) {
            return List.of(node + " is up to date, and is kept back if " + String.join(" or ", decision.mayChange())
                    + " changes:");
        }
        if (changes.isEmpty()) {
            return List.of(node + " is up to date: nothing that it depends on has changed");
        }
        List<String> lines = new ArrayList<>();
        lines.add(node + " is up to date: it would receive no partition");
        PlanText.lines(changes).forEach(line -> lines.add("  " + line));
        if (!changes.stream().allMatch(Reason.PartitionsGone.class::isInstance)) {
            lines.add("  it runs for that when a partition arrives");
        }
        return lines;
    }

    /** A node that has never run has no changes. */
    private static List<Reason> changes(Decision.InMemory node) {
        return node.changes().stream()
                .filter(reason -> !(reason instanceof Reason.NeverRan))
                .toList();
    }

    private static List<String> inputs(List<Reason> reasons) {
        return reasons.stream()
                .filter(Reason.InputChanged.class::isInstance)
                .map(reason -> ((Reason.InputChanged) reason).dataset())
                .toList();
    }

    /** Returns the changes in the producers of datasets, and in the nodes upstream of them. */
    private Map<String, List<Reason>> causes(Set<String> datasets) {
        Map<String, List<Reason>> causes = new LinkedHashMap<>();
        collect(datasets, new LinkedHashSet<>(), causes);
        return causes;
    }

    private void collect(Set<String> datasets, Set<Integer> seen, Map<String, List<Reason>> causes) {
        for (String dataset : datasets) {
            int producer = graph.datasetNumber(dataset).map(graph::producer).orElse(-1);
            if (producer < 0 || !seen.add(producer)) {
                continue;
            }
            String node = graph.node(producer);
            Decision decision = plan.decision(node).orElseThrow();
            if (decision instanceof Decision.Undecided undecided) {
                collect(new LinkedHashSet<>(undecided.datasets()), seen, causes);
            } else if (!decision.isSkipped()) {
                List<Reason> own = decision instanceof Decision.Stale stale
                        ? own(stale.reasons())
                        : own(changes((Decision.InMemory) decision));
                if (!own.isEmpty()) {
                    causes.put(node, own);
                }
                collect(inputsOf(producer), seen, causes);
            }
        }
    }

    /** Returns the reasons without those that another node causes. */
    private List<Reason> own(List<Reason> reasons) {
        return reasons.stream()
                .filter(reason -> !(reason instanceof Reason.NeededBy))
                .filter(reason -> !(reason instanceof Reason.InputChanged input) || isFree(input.dataset()))
                .toList();
    }

    private boolean isFree(String dataset) {
        return graph.datasetNumber(dataset).map(graph::producer).orElse(-1) < 0;
    }

    private Set<String> inputsOf(int node) {
        Set<String> names = new LinkedHashSet<>();
        Arrays.stream(graph.inputs(node)).mapToObj(graph::dataset).forEach(names::add);
        return names;
    }
}
