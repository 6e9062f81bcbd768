package dev.freshet.runtime.change.detection;

import dev.freshet.dataset.Stamp;
import dev.freshet.dataset.StoredContent;
import dev.freshet.dataset.parameter.Parameters;
import dev.freshet.dataset.parameter.ValueText;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.state.NodeRecord;
import dev.freshet.runtime.state.Version;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** The known versions of a pipeline's datasets, and the texts of its parameters, by number. */
final class Versions {
    private final Context context;
    private final PipelineGraph graph;
    private final Contents contents;
    private volatile @Nullable Set<Version> recordedInputs;
    private final AtomicReferenceArray<@Nullable Version> known;
    /** The texts of parameters. */
    private final AtomicReferenceArray<@Nullable String> texts;

    private final AtomicReferenceArray<@Nullable StoredContent> stored;
    /** The stamps of pipeline inputs that had to be read to get their stamps. */
    private final AtomicReferenceArray<@Nullable Stamp> read;
    /** The same stamps of the plan. Each is used once, because a node that runs reads the input again anyway. */
    private final AtomicReferenceArray<@Nullable Stamp> planned;
    /** The inputs whose versions come from the plan. */
    private final Set<Integer> asPlanned = ConcurrentHashMap.newKeySet();

    /** @param plan the versions of the run's plan; null if there is none */
    Versions(Context context, @Nullable Versions plan) {
        this.context = context;
        graph = context.pipeline().graph();
        contents = new Contents(context.store(), version -> recordedInputs().contains(version));
        known = new AtomicReferenceArray<>(graph.datasetCount());
        texts = new AtomicReferenceArray<>(graph.datasetCount());
        stored = new AtomicReferenceArray<>(graph.datasetCount());
        read = new AtomicReferenceArray<>(graph.datasetCount());
        planned = new AtomicReferenceArray<>(graph.datasetCount());
        for (int dataset = 0; plan != null && dataset < graph.datasetCount(); dataset++) {
            planned.set(dataset, plan.read.get(dataset));
        }
        for (int dataset = 0; dataset < graph.datasetCount(); dataset++) {
            if (!graph.isParameter(dataset) && !context.given().containsKey(dataset)) {
                stored.set(
                        dataset,
                        context.catalog().content(graph.dataset(dataset)).orElse(null));
            }
        }
    }

    Contents contents() {
        return contents;
    }

    /** The versions of inputs in the records of the pipeline's nodes, collected when they are first asked for. */
    private Set<Version> recordedInputs() {
        Set<Version> recorded = recordedInputs;
        if (recorded == null) {
            recorded = new HashSet<>();
            for (NodeRecord record : context.store().nodes(context.key())) {
                recorded.addAll(record.inputs().values());
            }
            recordedInputs = recorded;
        }
        return recorded;
    }

    /** Returns the stored form of a dataset; null if it is in memory. */
    @Nullable
    StoredContent stored(int dataset) {
        return stored.get(dataset);
    }

    /** Returns the version of a dataset; null if unknown until upstream nodes have run. */
    @Nullable
    Version version(int dataset) {
        Version version = known.get(dataset);
        if (version == null && graph.producer(dataset) < 0) {
            version = free(dataset);
            known.set(dataset, version);
        }
        return version;
    }

    private Version free(int dataset) {
        StoredContent content = stored.get(dataset);
        if (content != null) {
            Stamp stamp = planned(dataset);
            if (stamp != null) {
                return contents.assumed(content, stamp);
            }
            Version version = contents.versionOrMissing(content);
            contents.lastStamp(content).ifPresent(taken -> keep(dataset, taken));
            return version;
        }
        Object value = context.given().get(dataset);
        return value == null ? Version.Fixed.MISSING : given(value);
    }

    private @Nullable Stamp planned(int dataset) {
        Stamp stamp = planned.getAndSet(dataset, null);
        if (stamp != null) {
            asPlanned.add(dataset);
        }
        return stamp;
    }

    private void keep(int dataset, Stamp stamp) {
        if (stamp.isDigest()) {
            read.set(dataset, stamp);
        }
    }

    /**
     * Forgets what the plan knew about a node's inputs, so that they are read again. The plan is sufficient for a node
     * that runs, because what it loads is compared, but not for a node that is skipped.
     *
     * @return whether there was something to forget
     */
    boolean forgetPlanned(int node) {
        boolean isForgotten = false;
        for (int input : graph.inputs(node)) {
            if (asPlanned.remove(input)) {
                known.set(input, null);
                isForgotten = true;
            }
        }
        return isForgotten;
    }

    private Version given(Object value) {
        return ValueText.of(value)
                .<Version>map(text -> new Version.Value(context.secrets().digest(text)))
                .orElseGet(() -> Version.given(context.policy().runId()));
    }

    private String parameter(int dataset, String path) {
        String text = texts.get(dataset);
        if (text == null) {
            Object value = context.given().get(dataset);
            text = value == null
                    ? context.secrets()
                            .hidden(context.parameters()
                                    .text(path, context.pipeline().type(dataset)))
                    : ValueText.of(value)
                            .map(held -> context.secrets().hidden(ValueText.hidden(held)))
                            .orElseGet(() -> given(value).text());
            texts.set(dataset, text);
        }
        return text;
    }

    /** The partitions of a dataset by key: what they hold now. Empty if they are not stored. */
    SortedMap<String, PartitionVersion> partitions(int dataset) {
        SortedMap<String, PartitionVersion> found = new TreeMap<>();
        StoredContent content = stored.get(dataset);
        if (content != null) {
            content.partitions()
                    .forEach((key, partition) ->
                            contents.partitionVersion(partition).ifPresent(version -> found.put(key, version)));
        }
        return found;
    }

    /** Returns whether a dataset is stored and has content; an empty directory of partitions has none. */
    boolean exists(int dataset) {
        StoredContent content = stored.get(dataset);
        return content != null
                && (context.catalog().isPartitioned(graph.dataset(dataset))
                        ? !content.partitions().isEmpty()
                        : content.stamp().isPresent());
    }

    /** Sets the version of a dataset once its producer is settled, for all of its variants. */
    void settle(int dataset, @Nullable Version version) {
        known.set(dataset, version);
    }

    /** Sets the versions of inputs that a node has loaded, if they were unknown when it was decided. */
    void loaded(int node) {
        for (int input : graph.inputs(node)) {
            StoredContent content = stored.get(input);
            if (content != null && known.get(input) == null && graph.producer(input) < 0) {
                contents.versionOfLoaded(content).ifPresent(version -> known.set(input, version));
            }
        }
    }

    /** Returns the versions of a node's inputs by name, without parameters. */
    SortedMap<String, @Nullable Version> inputs(int node) {
        SortedMap<String, @Nullable Version> versions = new TreeMap<>();
        for (int input : graph.inputs(node)) {
            if (!graph.isParameter(input)) {
                versions.put(graph.dataset(input), version(input));
            }
        }
        return versions;
    }

    /**
     * Returns the versions of a node's inputs that are known without reading a file; null for the others.
     *
     * @param stamps receives the stamps of the files that are not read
     */
    SortedMap<String, @Nullable Version> unreadInputs(int node, Map<Integer, Stamp> stamps) {
        SortedMap<String, @Nullable Version> versions = new TreeMap<>();
        for (int input : graph.inputs(node)) {
            StoredContent content = stored.get(input);
            if (graph.isParameter(input)) {
                continue;
            }
            if (known.get(input) != null || graph.producer(input) >= 0 || content == null) {
                versions.put(graph.dataset(input), version(input));
            } else {
                Stamp before = planned(input);
                Stamp stamp = before == null ? content.stamp().orElse(null) : before;
                versions.put(graph.dataset(input), stamp == null ? Version.Fixed.MISSING : null);
                if (stamp != null) {
                    keep(input, stamp);
                    stamps.put(input, stamp);
                }
            }
        }
        return versions;
    }

    /** Returns the texts of a node's parameters by name. */
    SortedMap<String, String> parameters(int node) {
        SortedMap<String, String> values = new TreeMap<>();
        for (int input : graph.inputs(node)) {
            if (graph.isParameter(input)) {
                String name = graph.dataset(input);
                String path = Parameters.path(name);
                values.put(path.isEmpty() ? name : path, parameter(input, path));
            }
        }
        return values;
    }

    /** Returns the catalog entries of a node's datasets, and the node's wiring. */
    SortedMap<String, String> declarations(int node, boolean takesContext) {
        SortedMap<String, String> declarations = new TreeMap<>();
        for (int[] datasets : new int[][] {graph.inputs(node), graph.outputs(node)}) {
            for (int dataset : datasets) {
                String name = graph.dataset(dataset);
                boolean isGiven =
                        stored.get(dataset) == null && context.catalog().isStored(name);
                String declaration =
                        isGiven ? "" : context.catalog().declaration(name).orElse("");
                if (!declaration.isEmpty()) {
                    declarations.put(name, declaration);
                }
            }
        }
        declarations.put(Facts.WIRING, wiring(node));
        if (takesContext) {
            declarations.put(Facts.NAME, graph.node(node));
            declarations.put(Facts.SEED, Long.toString(context.policy().seed()));
        }
        return declarations;
    }

    private String wiring(int node) {
        StringBuilder text = new StringBuilder("(");
        append(graph.inputs(node), text);
        text.append(") -> ");
        append(graph.outputs(node), text);
        return text.toString();
    }

    private void append(int[] datasets, StringBuilder text) {
        for (int i = 0; i < datasets.length; i++) {
            text.append(i == 0 ? "" : ", ").append(graph.dataset(datasets[i]));
        }
    }
}
