package dev.freshet.runtime.change.detection;

import dev.freshet.dataset.StoredContent;
import dev.freshet.runtime.change.Decision;
import dev.freshet.runtime.change.Reason;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.state.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sets the versions of datasets once their producer was decided, has run, or was skipped. */
final class Settling {
    private final Context context;
    private final PipelineGraph graph;
    private final Versions versions;
    private final NodeRecords records;
    /** Datasets that are read as another variant than they are made, by producer. */
    private final Map<Integer, List<Integer>> byProducer = new HashMap<>();

    Settling(Context context, Versions versions, NodeRecords records) {
        this.context = context;
        this.versions = versions;
        this.records = records;
        graph = context.pipeline().graph();
        Set<Integer> made = new HashSet<>();
        for (int node = 0; node < graph.nodeCount(); node++) {
            for (int output : graph.outputs(node)) {
                made.add(output);
            }
        }
        for (int dataset = 0; dataset < graph.datasetCount(); dataset++) {
            if (graph.producer(dataset) >= 0 && !made.contains(dataset)) {
                byProducer
                        .computeIfAbsent(graph.producer(dataset), producer -> new ArrayList<>())
                        .add(dataset);
            }
        }
    }

    /** Returns whether an output of a node is read as another variant than it is made. */
    boolean isTranscoded(int node) {
        return byProducer.containsKey(node);
    }

    /** A node was decided. */
    void decided(int node, Decision decision, Facts now) {
        boolean again = decision instanceof Decision.Stale stale
                && stale.reasons().stream().anyMatch(Reason.Always.class::isInstance);
        boolean fresh = decision.isSkipped();
        for (int output : graph.outputs(node)) {
            StoredContent content = versions.stored(output);
            if (content == null) {
                versions.settle(output, made(node, output, now, again));
            } else {
                versions.settle(output, fresh ? decidedVersion(content) : null);
            }
        }
        if (fresh) {
            transcoded(node);
        }
    }

    /** Returns the version by which a node was decided as up to date. For some nodes, no output was read. */
    private Version decidedVersion(StoredContent content) {
        return versions.contents()
                .lastVersion(content)
                .orElseGet(() -> versions.contents().versionOrMissing(content));
    }

    /**
     * Returns the version of a value in memory: the version in the latest result with the same facts, so that an
     * acceptance applies to everybody with the same facts.
     */
    private @Nullable Version made(int node, int output, Facts now, boolean again) {
        if (again || now.code().isEmpty()) {
            return Version.given(context.policy().runId(), graph.dataset(output));
        }
        if (now.inputs().containsValue(null)) {
            return null;
        }
        return records.latestOf(node, now)
                .map(record -> record.outputs().get(graph.dataset(output)))
                .orElseGet(() -> now.derivedVersion(indexOf(graph.outputs(node), output)));
    }

    private static int indexOf(int[] datasets, int dataset) {
        int index = 0;
        while (datasets[index] != dataset) {
            index++;
        }
        return index;
    }

    private void transcoded(int node) {
        for (int dataset : byProducer.getOrDefault(node, List.of())) {
            StoredContent content = versions.stored(dataset);
            if (content != null) {
                versions.settle(dataset, versions.contents().versionOrMissing(content));
            }
        }
    }

    /**
     * Sets the versions of values in memory, which are unknown if an input changed meanwhile.
     *
     * @param anew whether the inputs may have changed since the node was decided
     */
    void inMemory(int node, @Nullable Facts used, boolean anew) {
        for (int output : graph.outputs(node)) {
            if (versions.stored(output) != null) {
                continue;
            }
            Version before = versions.version(output);
            if (used == null) {
                versions.settle(output, null);
            } else if (before == null || (anew && !(before instanceof Version.Given))) {
                versions.settle(output, made(node, output, used, false));
            }
        }
    }

    /** A node will run, so the versions of its outputs are not known yet. */
    void unknown(int node) {
        for (int output : graph.outputs(node)) {
            if (versions.stored(output) != null) {
                versions.settle(output, null);
            }
        }
        byProducer.getOrDefault(node, List.of()).forEach(dataset -> versions.settle(dataset, null));
    }

    /** The values of a node were given for this run. */
    void given(int node) {
        for (int output : graph.outputs(node)) {
            versions.settle(output, Version.given(context.policy().runId(), graph.dataset(output)));
        }
    }

    /** The stored outputs of a node are saved, or unchanged. */
    void stored(int node) {
        for (int output : graph.outputs(node)) {
            StoredContent content = versions.stored(output);
            if (content != null) {
                versions.settle(output, versions.contents().versionOrMissing(content));
            }
        }
        transcoded(node);
    }
}
