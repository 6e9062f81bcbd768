package dev.freshet.runtime.change.detection;

import dev.freshet.Rerun;
import dev.freshet.dataset.StoredContent;
import dev.freshet.runtime.change.Decision;
import dev.freshet.runtime.change.Reason;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.state.NodeRecord;
import dev.freshet.runtime.state.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Decides about a node by its facts: by its declaration, the run's options and its last state entry. Changes nothing. */
final class FactsDecision {
    private final Context context;
    private final PipelineGraph graph;
    private final Versions versions;
    private final NodeRecords records;
    private final Reruns reruns;
    private final Increments increments;

    FactsDecision(Context context, Versions versions, NodeRecords records, Reruns reruns, Increments increments) {
        this.context = context;
        this.versions = versions;
        this.records = records;
        this.reruns = reruns;
        this.increments = increments;
        graph = context.pipeline().graph();
    }

    /**
     * Decides about a node.
     *
     * @param isAllInMemory whether the node runs only on demand
     */
    Decision of(int node, Facts now, boolean isAllInMemory) {
        if (reruns.isForced(node)) {
            return new Decision.Stale(List.of(new Reason.Forced()));
        }
        Optional<Reason> kept = reruns.kept(node, output -> versions.stored(output) == null);
        if (kept.isPresent()) {
            List<Reason> reasons = new ArrayList<>(List.of(kept.get()));
            reasons(node, now).stream()
                    .filter(reason -> !(reason instanceof Reason.NeverRan))
                    .forEach(reasons::add);
            return new Decision.Stale(List.copyOf(reasons));
        }
        Rerun rerun = reruns.of(node);
        if (isAllInMemory && (rerun == Rerun.WHEN_MISSING || rerun == Rerun.WHEN_CHANGED)) {
            return new Decision.InMemory(List.copyOf(reasons(node, now)));
        }
        return switch (rerun) {
            case NEVER -> never(node, now);
            case ALWAYS -> new Decision.Stale(List.of(new Reason.Always()));
            case WHEN_MISSING -> whenMissing(node, now);
            case WHEN_CHANGED -> compared(node, now);
        };
    }

    private Decision never(int node, Facts now) {
        // The reasons of a node that has never run do not tell which outputs are missing.
        List<Reason> changes = Stream.concat(reasons(node, now).stream(), missingOutputs(node).stream())
                .distinct()
                .toList();
        return changes.isEmpty() || records.isUpToDateByHistory(node, now)
                ? new Decision.UpToDate(List.of(), unknown(now))
                : new Decision.KeptBack(Rerun.NEVER, changes);
    }

    /** Reads no output: of outputs, only their absence counts. */
    private Decision whenMissing(int node, Facts now) {
        List<Reason> missing = missingOutputs(node);
        if (!missing.isEmpty()) {
            return new Decision.Stale(List.copyOf(missing));
        }
        List<Reason> changes = changes(node, now);
        return changes.isEmpty() || records.isUpToDateByHistory(node, now)
                ? new Decision.UpToDate(List.of(), unknown(now))
                : new Decision.KeptBack(Rerun.WHEN_MISSING, List.copyOf(changes));
    }

    private Decision compared(int node, Facts now) {
        List<Reason> reasons = reasons(node, now);
        List<String> unknown = unknown(now);
        if (reasons.isEmpty() || records.isUpToDateByHistory(node, now)) {
            return unknown.isEmpty() ? new Decision.UpToDate() : new Decision.Undecided(unknown);
        }
        Optional<List<Reason>> withoutEffect = increments.withoutEffect(node, reasons);
        if (withoutEffect.isPresent()) {
            return unknown.isEmpty() ? new Decision.UpToDate(withoutEffect.get()) : new Decision.Undecided(unknown);
        }
        return new Decision.Stale(List.copyOf(reasons));
    }

    /** Returns the inputs that an upstream node will make in this run. */
    private static List<String> unknown(Facts now) {
        return now.inputs().entrySet().stream()
                .filter(input -> input.getValue() == null)
                .map(Map.Entry::getKey)
                .toList();
    }

    private List<Reason> reasons(int node, Facts now) {
        List<Reason> reasons = changes(node, now);
        records.last(node).ifPresent(last -> {
            reasons.addAll(records.outputChanges(node, last));
            records.noLongerIncremental(last)
                    .forEach(input -> reasons.add(
                            new Reason.CatalogChanged(input, "{\"incremental\":true}", "{\"incremental\":false}")));
        });
        return reasons;
    }

    /** Returns what has changed in what the node is made of. */
    private List<Reason> changes(int node, Facts now) {
        List<Reason> reasons = new ArrayList<>();
        for (int input : graph.inputs(node)) {
            StoredContent content = versions.stored(input);
            if (content != null && now.inputs().get(graph.dataset(input)) == Version.Fixed.MISSING) {
                reasons.add(new Reason.InputMissing(graph.dataset(input), content.location()));
            }
        }
        Optional<NodeRecord> last = records.last(node);
        if (last.isEmpty()) {
            reasons.add(new Reason.NeverRan());
            return reasons;
        }
        new Comparison(node, context.codes(), records::links, this::source).addReasons(now, last.get(), reasons);
        return reasons;
    }

    private List<Reason> missingOutputs(int node) {
        List<Reason> missing = new ArrayList<>();
        for (int output : graph.outputs(node)) {
            StoredContent content = versions.stored(output);
            if (content != null && content.stamp().isEmpty()) {
                missing.add(new Reason.OutputMissing(graph.dataset(output), content.location()));
            }
        }
        if (graph.outputs(node).length == 0 && records.last(node).isEmpty()) {
            missing.add(new Reason.NeverRan());
        }
        return missing;
    }

    /** Says where the other content of an input comes from. */
    private String source(String dataset) {
        int number = graph.datasetNumber(dataset).orElseThrow();
        int producer = graph.producer(number);
        StoredContent content = versions.stored(number);
        if (content != null) {
            return "the content of " + content.location() + " differs"
                    + (producer < 0 ? "" : ", made by " + graph.node(producer));
        }
        if (producer >= 0) {
            return graph.node(producer) + " makes something else of it";
        }
        return context.given().containsKey(number) ? "another value was given" : "it is neither stored nor given";
    }
}
