package dev.freshet.runtime.change.detection;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.freshet.dataset.Stamp;
import dev.freshet.dataset.StoredContent;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.plan.PipelineGraph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The stored content that values in memory may still read after the node that made them has ended, such as the files of
 * a Spark {@code Dataset}. A node that receives such a value reads the content that exists while it runs. So the
 * content must not have changed since the first node was recorded. Safe for use by several threads.
 */
final class LateReads {
    /**
     * A stored input that may be read later.
     *
     * @param node the node that received it, and may have passed it on
     */
    private record Source(int node, int dataset) {}

    private final CompiledPipeline pipeline;
    private final PipelineGraph graph;
    private final Versions versions;
    /** The stamps of the stored inputs when nodes of this run received them. */
    private final Map<Source, Stamp> given = new ConcurrentHashMap<>();

    @GuardedBy("this")
    private @Nullable Map<Integer, Set<Source>> sources;

    LateReads(CompiledPipeline pipeline, Versions versions) {
        this.pipeline = pipeline;
        this.versions = versions;
        graph = pipeline.graph();
    }

    /**
     * Returns what values in memory may read, by dataset; without values that read nothing. Types of values are
     * examined only when a node has run, since a run that skips all nodes loads no class of the user.
     */
    private synchronized Map<Integer, Set<Source>> sources() {
        Map<Integer, Set<Source>> known = sources;
        if (known == null) {
            known = isAnythingReadLater() ? find() : Map.of();
            sources = known;
        }
        return known;
    }

    private Map<Integer, Set<Source>> find() {
        Map<Integer, Set<Source>> found = new HashMap<>();
        for (int node = 0; node < graph.nodeCount(); node++) {
            Set<Source> all = sourcesOf(node, found);
            for (int output : graph.outputs(node)) {
                if (!all.isEmpty() && versions.stored(output) == null && Holders.mayHold(pipeline.type(output))) {
                    found.put(output, all);
                }
            }
        }
        return found;
    }

    private boolean isAnythingReadLater() {
        for (int dataset = 0; dataset < graph.datasetCount(); dataset++) {
            if (isReadLater(dataset)) {
                return true;
            }
        }
        return false;
    }

    private boolean isReadLater(int dataset) {
        StoredContent content = versions.stored(dataset);
        return content != null && content.isReadLater();
    }

    private Set<Source> sourcesOf(int node, Map<Integer, Set<Source>> before) {
        Set<Source> all = new LinkedHashSet<>();
        for (int input : graph.inputs(node)) {
            if (isReadLater(input)) {
                all.add(new Source(node, input));
            }
            all.addAll(before.getOrDefault(input, Set.of()));
        }
        return all;
    }

    /** A node has ended, and its inputs had not changed since it was decided. */
    void unchanged(int node) {
        for (int input : graph.inputs(node)) {
            StoredContent content = versions.stored(input);
            if (content != null && content.isReadLater()) {
                versions.contents().lastStamp(content).ifPresent(stamp -> given.put(new Source(node, input), stamp));
            }
        }
    }

    /**
     * Returns the stored content that a node may have read through values in memory, and that has changed since they
     * were made.
     */
    List<String> changed(int node) {
        List<String> changed = new ArrayList<>();
        for (int input : graph.inputs(node)) {
            for (Source source : sources().getOrDefault(input, Set.of())) {
                Stamp stamp = given.get(source);
                StoredContent content = versions.stored(source.dataset());
                String name = graph.dataset(source.dataset());
                if (stamp != null
                        && content != null
                        && !changed.contains(name)
                        && !versions.contents().isUnchanged(content, stamp)) {
                    changed.add(name);
                }
            }
        }
        return changed;
    }
}
