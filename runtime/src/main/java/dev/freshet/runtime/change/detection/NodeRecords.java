package dev.freshet.runtime.change.detection;

import dev.freshet.dataset.StoredContent;
import dev.freshet.fingerprint.LinkedParts;
import dev.freshet.runtime.change.Reason;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.state.NodeRecord;
import dev.freshet.runtime.state.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The records of a pipeline's nodes, found and made. */
public final class NodeRecords {
    private static final String CONTEXT = "Ldev/freshet/NodeContext;";

    private final Context context;
    private final PipelineGraph graph;
    private final Versions versions;
    private final OwnResults own;

    /** When a run of a node ended and how long it took. */
    public record Timing(Instant finished, Duration duration) {}

    NodeRecords(Context context, Versions versions, OwnResults own) {
        this.context = context;
        this.own = own;
        this.graph = context.pipeline().graph();
        this.versions = versions;
    }

    /**
     * The last success to compare with: of whoever stored the same outputs, else of the node by its name. A colleague's
     * under that name says nothing of a node that stores nothing, or was forgotten here.
     */
    Optional<NodeRecord> last(int node) {
        String slot = context.slots().slot(node);
        return context.store()
                .slot(slot)
                .or(() -> context.store()
                        .node(context.key(), graph.node(node))
                        .filter(record -> !context.store().isForgotten(slot)
                                && (storesSomething(node) || isOfThisCheckout(record))));
    }

    /** What the partitions of a node are made of, given its facts without the input over whose partitions it runs. */
    static String partitionsMadeOf(Facts others) {
        return others.derivedVersion(0).text();
    }

    /** The same of a recorded node, once for each input, since it is not recorded over which one it runs. */
    public static List<String> partitionsMadeOf(NodeRecord record) {
        List<String> all = new ArrayList<>();
        for (String input : record.inputs().keySet()) {
            SortedMap<String, Version> others = new TreeMap<>(record.inputs());
            others.remove(input);
            all.add(partitionsMadeOf(
                    new Facts(record.code(), record.parameters(), new TreeMap<>(others), record.declarations())));
        }
        return all;
    }

    /** What the fingerprints of a link were made of, on whatever machine, as far as it is known. */
    LinkedParts links(String id) {
        return context.store().links(id).map(LinkedParts::new).orElse(LinkedParts.UNKNOWN);
    }

    /** Whether a node certainly has no success to compare with, of whatever name, pipeline and machine. */
    boolean isNew(int node) {
        return last(node).isEmpty()
                && context.store()
                        .resultsOfCode(context.codes().fingerprint(node))
                        .isEmpty();
    }

    /** Whether the method asks for a context, which tells it the node's name and random numbers. */
    boolean takesContext(int node) {
        return context.pipeline().codes().isKnown()
                && context.pipeline().codes().nodes().get(node).method().contains(CONTEXT);
    }

    /** What became of the stored outputs since a record was made. */
    List<Reason> outputChanges(int node, NodeRecord last) {
        List<Reason> reasons = new ArrayList<>();
        for (int output : graph.outputs(node)) {
            StoredContent content = versions.stored(output);
            Version recorded = last.outputs().get(graph.dataset(output));
            if (content == null) {
                continue;
            }
            Optional<Version> version = versions.contents().version(content);
            if (version.isEmpty()) {
                reasons.add(new Reason.OutputMissing(graph.dataset(output), content.location()));
            } else if (recorded != null && !version.get().equals(recorded)) {
                reasons.add(new Reason.OutputChanged(graph.dataset(output), content.location()));
            }
        }
        return reasons;
    }

    /** Returns whether the stored outputs are those of an earlier result with the same facts. */
    boolean isUpToDateByHistory(int node, Facts now) {
        return sameFacts(node, now)
                .anyMatch(record -> counts(node, record)
                        && record.outputs().keySet().equals(outputNames(node))
                        && outputChanges(node, record).isEmpty()
                        && noLongerIncremental(record).isEmpty());
    }

    /**
     * Whether a result says something of a node. What a node that stores nothing has done is not to be seen in any
     * output, so only the last time counts, and only there; for another node, it counts if that is the same one under a
     * new name.
     */
    private boolean counts(int node, NodeRecord record) {
        return storesSomething(node)
                || (last(node).isEmpty()
                        && record.pipeline().equals(context.key())
                        && context.pipeline()
                                .wholeGraph()
                                .nodeNumber(record.node())
                                .isEmpty()
                        && context.store()
                                .slot(record.slot())
                                .filter(record::equals)
                                .isPresent()
                        && isOfThisCheckout(record));
    }

    private boolean storesSomething(int node) {
        for (int output : graph.outputs(node)) {
            if (versions.stored(output) != null) {
                return true;
            }
        }
        return false;
    }

    private boolean isOfThisCheckout(NodeRecord record) {
        return context.store()
                .run(record.runId())
                .filter(run -> !run.workspace().equals(context.slots().workspace()))
                .isEmpty();
    }

    /**
     * The results of the same facts, as far as these are known: those of the node's slot, then all others. None if the
     * node was forgotten and has not run since.
     */
    Stream<NodeRecord> sameFacts(int node, Facts now) {
        String slot = context.slots().slot(node);
        if (now.code().isEmpty() || context.store().isForgotten(slot)) {
            return Stream.empty();
        }
        List<NodeRecord> others = now.areInputsKnown()
                ? context.store().results(now.key())
                : context.store().resultsOfCode(now.code());
        return Stream.concat(context.store().history(slot).stream(), others.stream())
                .filter(now::mayBeOf);
    }

    /** The latest result of the same facts, which must be complete; one of the node's own slot if there is any. */
    Optional<NodeRecord> latestOf(int node, Facts now) {
        return context.store()
                .slot(context.slots().slot(node))
                .filter(now::isOf)
                .or(() -> sameFacts(node, now).findFirst());
    }

    /** Returns the result of these facts that a node keeps which need not run, else the last one. */
    Optional<NodeRecord> kept(int node, Facts now) {
        Optional<NodeRecord> last = last(node);
        return last.filter(now::mayBeOf)
                .or(() -> sameFacts(node, now).findFirst())
                .or(() -> last);
    }

    /** Returns the inputs that were incremental for the recorded run, but are no longer so in the catalog. */
    Set<String> noLongerIncremental(NodeRecord record) {
        Set<String> inputs = new TreeSet<>();
        record.given().keySet().stream()
                .filter(source -> source.contains(" "))
                .map(source -> source.substring(source.lastIndexOf(' ') + 1))
                .filter(input -> !context.catalog().isIncremental(input))
                .forEach(inputs::add);
        return inputs;
    }

    private Set<String> outputNames(int node) {
        Set<String> names = new TreeSet<>();
        for (int output : graph.outputs(node)) {
            names.add(graph.dataset(output));
        }
        return names;
    }

    /** Whether what a node makes of facts means something to this checkout only. */
    boolean isPrivate(int node, Facts used) {
        return used.arePrivate(context.secrets()) || own.has(node);
    }

    NodeRecord record(int node, Facts used, Timing timing, SortedMap<String, String> given) {
        return new NodeRecord(
                context.key(),
                graph.node(node),
                context.slots().slot(node),
                used.key(),
                context.policy().runId(),
                timing.finished(),
                timing.duration(),
                new TreeMap<>(Facts.SCHEMAS),
                used.code(),
                context.codes().id(),
                used.parameters(),
                new TreeMap<>(used.inputs()),
                outputs(node),
                used.declarations(),
                given,
                isPrivate(node, used),
                false);
    }

    /** Returns the record of a fetched result, under the id of the run that made it. */
    NodeRecord fetched(int node, Facts used, NodeRecord made) {
        return new NodeRecord(
                context.key(),
                graph.node(node),
                context.slots().slot(node),
                used.key(),
                made.runId(),
                Instant.now(),
                made.duration(),
                new TreeMap<>(Facts.SCHEMAS),
                used.code(),
                context.codes().id(),
                used.parameters(),
                new TreeMap<>(used.inputs()),
                outputs(node),
                used.declarations(),
                made.given(),
                false,
                made.isAccepted());
    }

    private SortedMap<String, Version> outputs(int node) {
        SortedMap<String, Version> outputs = new TreeMap<>();
        for (int output : graph.outputs(node)) {
            outputs.put(graph.dataset(output), Objects.requireNonNull(versions.version(output), "settled"));
        }
        return outputs;
    }

    NodeRecord accepted(int node, Facts now, NodeRecord last, SortedMap<String, String> given) {
        return new NodeRecord(
                context.key(),
                graph.node(node),
                context.slots().slot(node),
                now.key(),
                last.runId(),
                last.finished(),
                last.duration(),
                new TreeMap<>(Facts.SCHEMAS),
                now.code(),
                context.codes().id(),
                now.parameters(),
                new TreeMap<>(now.inputs()),
                last.outputs(),
                now.declarations(),
                given,
                last.isPrivate() || isPrivate(node, now),
                true);
    }
}
