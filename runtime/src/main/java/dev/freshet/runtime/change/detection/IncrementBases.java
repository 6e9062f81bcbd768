package dev.freshet.runtime.change.detection;

import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.state.NodeRecord;
import dev.freshet.runtime.state.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The bases of nodes that add to what they made before. A base is the digest of everything that determines such a
 * node's outputs, except incremental inputs. Earlier outputs count as long as each of their bases counts. Safe for use
 * by several threads.
 */
final class IncrementBases {
    /**
     * The key for the bases of a node's outputs. There are several if partitions were added to others that {@code
     * accept} kept. No node has this name.
     */
    private static final String BASES = "(bases)";
    /** The key for the base at the time of the record. */
    private static final String BASE = "(base)";
    /** The key for the bases that were accepted in place of that one. */
    private static final String ACCEPTED = "(accepted)";

    private final Context context;
    private final PipelineGraph graph;
    private final Versions versions;
    private final NodeRecords records;
    private final IncrementalSources sources;
    private final IntFunction<Optional<NodeRecord>> last;
    /** The bases of nodes that were recorded in this run, by node. */
    private final Map<Integer, String> made = new ConcurrentHashMap<>();

    /** @param last returns the record of a node before the run */
    IncrementBases(
            Context context,
            Versions versions,
            NodeRecords records,
            IncrementalSources sources,
            IntFunction<Optional<NodeRecord>> last) {
        this.context = context;
        this.graph = context.pipeline().graph();
        this.versions = versions;
        this.records = records;
        this.sources = sources;
        this.last = last;
    }

    /** Returns the bases of a node's outputs by its record. */
    static Set<String> of(NodeRecord record) {
        return bases(record, BASES);
    }

    private static Set<String> bases(NodeRecord record, String name) {
        String bases = record.given().getOrDefault(name, "");
        return bases.isEmpty() ? Set.of() : new TreeSet<>(List.of(bases.split(" ")));
    }

    /**
     * Returns the bases that count for a node's outputs: the current ones, and the ones that were accepted in their
     * place. Empty if unknown.
     *
     * @param undecided returns the version of an input whose producer is not settled; null if unknown
     */
    Set<String> counting(int node, IntFunction<@Nullable Version> undecided) {
        Set<String> counting = new HashSet<>(current(node, undecided));
        last.apply(node)
                .filter(last -> counting.contains(last.given().getOrDefault(BASE, "")))
                .ifPresent(last -> counting.addAll(bases(last, ACCEPTED)));
        return counting;
    }

    /** Returns the current bases: one for each combination of bases that count for upstream nodes in memory. */
    private Set<String> current(int node, IntFunction<@Nullable Version> undecided) {
        List<Map<Integer, String>> choices = List.of(Map.of());
        for (int producer : sources.addingProducers(node)) {
            List<Map<Integer, String>> more = new ArrayList<>();
            for (String base : counting(producer, undecided)) {
                for (Map<Integer, String> choice : choices) {
                    Map<Integer, String> chosen = new HashMap<>(choice);
                    chosen.put(producer, base);
                    more.add(chosen);
                }
            }
            choices = more;
        }
        Set<String> current = new HashSet<>();
        choices.forEach(choice -> base(node, undecided, choice::get).ifPresent(current::add));
        return current;
    }

    /** Returns the current base; empty if unknown. */
    private Optional<String> base(int node) {
        return base(node, dataset -> null, this::baseOrNull);
    }

    private @Nullable String baseOrNull(int node) {
        return base(node).orElse(null);
    }

    /** @param producers the bases of upstream nodes in memory that add to what they made; null if unknown */
    private Optional<String> base(
            int node, IntFunction<@Nullable Version> undecided, IntFunction<@Nullable String> producers) {
        String code = context.codes().fingerprint(node);
        SortedMap<String, @Nullable Version> inputs = new TreeMap<>(versions.inputs(node));
        int[] datasets = graph.inputs(node);
        for (int i = 0; i < datasets.length; i++) {
            String dataset = graph.dataset(datasets[i]);
            if (sources.isIncremental(node, i)) {
                inputs.put(dataset, Version.Fixed.INCREMENTAL);
            } else if (sources.isFromMemory(datasets[i]) && sources.isAdding(graph.producer(datasets[i]))) {
                String base = producers.apply(graph.producer(datasets[i]));
                inputs.put(dataset, base == null ? null : Version.read(base));
            } else if (inputs.containsKey(dataset) && inputs.get(dataset) == null) {
                inputs.put(dataset, undecided.apply(datasets[i]));
            }
        }
        return code.isEmpty() || inputs.containsValue(null)
                ? Optional.empty()
                : Optional.of(new Facts(
                                code,
                                versions.parameters(node),
                                inputs,
                                versions.declarations(node, records.takesContext(node)))
                        .derivedVersion(0)
                        .text());
    }

    /**
     * Returns the bases for the record of a node that ran; empty if unknown.
     *
     * @param kept the bases of earlier outputs that are kept
     */
    Optional<SortedMap<String, String>> recorded(int node, Set<String> kept) {
        // New outputs have the current base, even if an accept kept the earlier ones.
        return base(node, dataset -> null, this::madeOf).map(now -> {
            made.put(node, now);
            Set<String> bases = new TreeSet<>(kept);
            bases.add(now);
            SortedMap<String, String> recorded = new TreeMap<>(Map.of(BASE, now, BASES, String.join(" ", bases)));
            last.apply(node)
                    .filter(before -> current(node, dataset -> null)
                            .contains(before.given().getOrDefault(BASE, "")))
                    .map(before -> before.given().get(ACCEPTED))
                    .ifPresent(accepted -> recorded.put(ACCEPTED, accepted));
            return recorded;
        });
    }

    private @Nullable String madeOf(int node) {
        String known = made.get(node);
        return known == null ? baseOrNull(node) : known;
    }

    /** Returns the bases for the record of an accepted node; empty if unknown. */
    Optional<SortedMap<String, String>> accepted(int node, NodeRecord before) {
        return base(node).map(now -> {
            Set<String> bases = of(before);
            Set<String> accepted = new TreeSet<>(bases(before, ACCEPTED));
            accepted.addAll(bases);
            return new TreeMap<>(Map.of(
                    BASE,
                    now,
                    BASES,
                    bases.isEmpty() ? now : String.join(" ", bases),
                    ACCEPTED,
                    String.join(" ", accepted)));
        });
    }
}
