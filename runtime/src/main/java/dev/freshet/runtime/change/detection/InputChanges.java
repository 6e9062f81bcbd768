package dev.freshet.runtime.change.detection;

import dev.freshet.dataset.Stamp;
import dev.freshet.dataset.StoredContent;
import dev.freshet.fingerprint.Digest;
import dev.freshet.runtime.plan.PipelineGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;

/** Finds the stored inputs of nodes that change between the decision about a node and its end. */
public final class InputChanges {
    private final Context context;
    private final PipelineGraph graph;
    private final Versions versions;
    private final ActualReads actualReads;
    private final LateReads lateReads;
    /** The stamps of inputs that were not digested, by node. */
    private final Map<Integer, Map<Integer, Stamp>> unread = new ConcurrentHashMap<>();

    InputChanges(Context context, Versions versions) {
        this.context = context;
        this.versions = versions;
        graph = context.pipeline().graph();
        actualReads = new ActualReads(graph, versions);
        lateReads = new LateReads(context.pipeline(), versions);
    }

    /**
     * The facts of a node were determined.
     *
     * @param stamps the stamps of inputs that were not digested for this
     */
    void decided(int node, Map<Integer, Stamp> stamps) {
        unread.put(node, stamps);
    }

    /** Returns the facts of a decided node, with what it has really read. */
    Facts withActualReads(int node, Facts decided) {
        return actualReads.of(node, decided, unread);
    }

    /** A node has ended, and none of its inputs had changed. */
    void unchanged(int node) {
        lateReads.unchanged(node);
    }

    /**
     * Returns the stored inputs of a node that have changed since it was decided, and the stored content that its
     * values in memory read late and that has changed. Returns none if the node was not decided.
     */
    public List<String> of(int node) {
        return of(node, input -> true);
    }

    /** Returns the same without the input over whose partitions the node runs. */
    public List<String> besidesEach(int node) {
        int each = each(node);
        return of(node, input -> input != each);
    }

    /** Returns the same for inputs that are not partitioned. Call this for each partition that a node makes. */
    public List<String> wholes(int node) {
        int each = each(node);
        return of(node, input -> input != each && !context.catalog().isPartitioned(graph.dataset(input)));
    }

    /**
     * Returns what stands for the inputs of a node that are in partitions, as they were when their versions were taken,
     * without the input over whose partitions it runs. It also tells whether they were changed and changed back since.
     * Empty if there are none.
     */
    public String partitionedInputs(int node) {
        Digest stamps = new Digest();
        boolean isAny = false;
        int each = each(node);
        for (int input : graph.inputs(node)) {
            StoredContent content = versions.stored(input);
            if (content != null && input != each && context.catalog().isPartitioned(graph.dataset(input))) {
                isAny = true;
                // Without a stamp, no later run can tell.
                String stamp = versions.contents()
                        .lastStamp(content)
                        .map(Stamp::text)
                        .orElseGet(() -> UUID.randomUUID().toString());
                stamps.add(graph.dataset(input)).add(stamp);
            }
        }
        return isAny ? stamps.hex() : "";
    }

    private int each(int node) {
        int each = graph.eachInput(node);
        return each < 0 ? -1 : graph.inputs(node)[each];
    }

    private List<String> of(int node, IntPredicate isAsked) {
        Map<Integer, Stamp> whenDecided = unread.get(node);
        if (whenDecided == null) {
            return List.of();
        }
        List<String> changed = new ArrayList<>();
        for (int input : graph.inputs(node)) {
            StoredContent content = versions.stored(input);
            if (content != null
                    && isAsked.test(input)
                    && !versions.contents().isUnchanged(content, whenDecided.get(input))) {
                changed.add(graph.dataset(input));
            }
        }
        lateReads.changed(node).stream().filter(name -> !changed.contains(name)).forEach(changed::add);
        return changed;
    }
}
