package dev.freshet.runtime.change.detection;

import dev.freshet.dataset.StoredContent;
import dev.freshet.runtime.change.Reason;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.state.NodeRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The records of a pipeline's nodes, found and made. */
public final class NodeRecords {
    private static final String CONTEXT = "Ldev/freshet/NodeContext;";

    private final Context context;
    private final PipelineGraph graph;
    private final Versions versions;
    private volatile @Nullable List<NodeRecord> orphans;

    /** When a run of a node ended and how long it took. */
    public record Timing(Instant finished, Duration duration) {}

    NodeRecords(Context context, Versions versions) {
        this.context = context;
        this.graph = context.pipeline().graph();
        this.versions = versions;
    }

    Optional<NodeRecord> last(int node) {
        return context.store().node(context.key(), graph.node(node));
    }

    /** Whether a node certainly has no success to compare with, under whatever name. */
    boolean isNew(int node) {
        return last(node).isEmpty() && orphans().isEmpty();
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
            String recorded = last.outputs().get(graph.dataset(output));
            if (content == null) {
                continue;
            }
            Optional<String> version = versions.contents().version(content);
            if (version.isEmpty()) {
                reasons.add(new Reason.OutputMissing(graph.dataset(output), content.location()));
            } else if (recorded != null && !version.get().equals(recorded)) {
                reasons.add(new Reason.OutputChanged(graph.dataset(output), content.location()));
            }
        }
        return reasons;
    }

    /**
     * Whether the node as it is now, but under a name that it no longer has, made what is there; as far as it is known
     * what the node reads.
     */
    boolean isUpToDateElsewhere(int node, Facts now) {
        if (last(node).isPresent() || takesContext(node) || now.code().isEmpty()) {
            return false;
        }
        return orphans().stream()
                .anyMatch(record -> now.mayBeOf(record)
                        && record.outputs().keySet().equals(outputNames(node))
                        && outputChanges(node, record).isEmpty()
                        && noLongerIncremental(record).isEmpty());
    }

    /** The inputs of which a node was given some partitions only, and which the catalog no longer calls incremental. */
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

    private List<NodeRecord> orphans() {
        List<NodeRecord> found = orphans;
        if (found == null) {
            Set<String> present = new HashSet<>();
            PipelineGraph whole = context.pipeline().wholeGraph();
            for (int node = 0; node < whole.nodeCount(); node++) {
                present.add(whole.node(node));
            }
            found = context.store().nodes(context.key()).stream()
                    .filter(record -> !present.contains(record.node()))
                    .toList();
            orphans = found;
        }
        return found;
    }

    NodeRecord record(int node, Facts used, Timing timing, SortedMap<String, String> given) {
        SortedMap<String, String> outputs = new TreeMap<>();
        for (int output : graph.outputs(node)) {
            outputs.put(graph.dataset(output), Objects.requireNonNull(versions.version(output), "settled"));
        }
        return new NodeRecord(
                context.key(),
                graph.node(node),
                context.policy().runId(),
                timing.finished(),
                timing.duration(),
                new TreeMap<>(Facts.SCHEMAS),
                used.code(),
                context.codes().id(),
                used.parameters(),
                new TreeMap<>(used.inputs()),
                outputs,
                used.declarations(),
                given);
    }

    NodeRecord accepted(Facts now, NodeRecord last, SortedMap<String, String> given) {
        return new NodeRecord(
                last.pipeline(),
                last.node(),
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
                given);
    }
}
