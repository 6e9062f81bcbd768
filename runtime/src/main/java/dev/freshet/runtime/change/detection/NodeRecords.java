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

/** Finds and creates the records of a pipeline's nodes. */
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
     * Returns the last success to compare with: the last result that stored the same outputs, otherwise the node's last
     * result by name. A colleague's result with that name does not count if the node stores nothing, or was forgotten
     * here.
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

    /**
     * Returns the digest of everything that determines a node's partitions, given its facts without the input over
     * whose partitions it runs.
     */
    static String partitionsMadeOf(Facts others) {
        return others.derivedVersion(0).text();
    }

    /**
     * Returns these digests of a recorded node, one for each input, since the record does not say over which input the
     * node runs.
     */
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

    /** Returns what the fingerprints of a link were computed from, on any machine, as far as it is known. */
    LinkedParts links(String id) {
        return context.store().links(id).map(LinkedParts::new).orElse(LinkedParts.UNKNOWN);
    }

    /**
     * Returns whether a node certainly has no success to compare with, under any name, in any pipeline, on any machine.
     */
    boolean isNew(int node) {
        return last(node).isEmpty()
                && context.store()
                        .resultsOfCode(context.codes().fingerprint(node))
                        .isEmpty();
    }

    /** Returns whether the method takes a context, which gives it the node's name and random numbers. */
    boolean takesContext(int node) {
        return context.pipeline().codes().isKnown()
                && context.pipeline().codes().nodes().get(node).method().contains(CONTEXT);
    }

    /** Returns what has changed in the stored outputs since a record was made. */
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
     * Returns whether a result counts for a node. If the node stores nothing, no output shows what it has done, so only
     * its last result in this checkout counts. The result of a node with another name counts if it is the same node
     * under a new name.
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
     * Returns the results with the same facts, as far as these are known: first those of the node's slot, then all
     * others. None if the node was forgotten and has not run since.
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

    /** Returns the latest result with the same facts, which must be complete; preferably one of the node's slot. */
    Optional<NodeRecord> latestOf(int node, Facts now) {
        return context.store()
                .slot(context.slots().slot(node))
                .filter(now::isOf)
                .or(() -> sameFacts(node, now).findFirst());
    }

    /** Returns the result with these facts, for a node that need not run; otherwise its last result. */
    Optional<NodeRecord> kept(int node, Facts now) {
        Optional<NodeRecord> last = last(node);
        return last.filter(now::mayBeOf)
                .or(() -> sameFacts(node, now).findFirst())
                .or(() -> last);
    }

    /** Returns the inputs that were incremental in a record, but are no longer so in the catalog. */
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

    /** Returns whether the results of a node with some facts are valid in this checkout only. */
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

    /** Returns the record of a fetched result, with the id of the run that made it. */
    NodeRecord fetched(int node, Facts used, NodeRecord made, SortedMap<String, String> given) {
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
                given,
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
