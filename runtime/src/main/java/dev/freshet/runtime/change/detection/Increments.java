package dev.freshet.runtime.change.detection;

import dev.freshet.dataset.StoredContent;
import dev.freshet.runtime.change.Reason;
import dev.freshet.runtime.change.detection.IncrementalSources.Source;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.state.NodeRecord;
import dev.freshet.runtime.state.Version;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Decides which partitions of incremental inputs nodes receive. The received partitions are part of a node's record. If
 * the node that reads the input makes values in memory, the downstream nodes that store something hold the record
 * instead: they are the holders. A holder's record counts only while everything else that determines its outputs is the
 * same, and the outputs are unchanged. Otherwise the node receives all partitions. Safe for use by several threads.
 */
public final class Increments {
    /** Stands for received partitions that existed before the first record. No partition has this key. */
    private static final String UNKNOWN = "";

    private final Context context;
    private final PipelineGraph graph;
    private final Versions versions;
    private final NodeRecords records;
    private final Reruns reruns;
    private final IntPredicate isAllInMemory;
    private final IntFunction<@Nullable Version> planned;
    private final IncrementalSources sources;
    private final IncrementBases bases;
    private final GonePartitions gone;

    private final Map<Source, Gift> gifts = new ConcurrentHashMap<>();
    /** The record of a node before the run, by node. */
    private final Map<Integer, Optional<NodeRecord>> before = new ConcurrentHashMap<>();
    /** Nodes that started with outputs of unknown origin. */
    private final Set<Integer> strangers = ConcurrentHashMap.newKeySet();

    /**
     * The partitions that a node received in this run.
     *
     * @param seen the versions of all existing partitions
     * @param keys the keys of the received partitions
     * @param holders the holders that needed no other partitions
     * @param valid the holders whose outputs were as in their records, with the bases of each
     */
    private record Gift(
            SortedMap<String, String> seen, Set<String> keys, Set<Integer> holders, Map<Integer, Set<String>> valid) {
        boolean isWhole() {
            return keys.size() == seen.size();
        }
    }

    /**
     * Prepares the decisions of one run.
     *
     * @param isAllInMemory whether all outputs of a node are in memory
     * @param planned returns the expected version of a dataset; null if unknown until upstream nodes have run
     */
    Increments(
            Context context,
            Versions versions,
            NodeRecords records,
            Reruns reruns,
            IntPredicate isAllInMemory,
            IntFunction<@Nullable Version> planned) {
        this.context = context;
        this.graph = context.pipeline().graph();
        this.versions = versions;
        this.records = records;
        this.reruns = reruns;
        this.isAllInMemory = isAllInMemory;
        this.planned = planned;
        sources = new IncrementalSources(context, versions);
        bases = new IncrementBases(context, versions, records, sources, this::last);
        gone = new GonePartitions(graph, sources);
    }

    /** Returns whether a node adds to what it made before. */
    public boolean isAdding(int node) {
        return sources.isAdding(node);
    }

    /**
     * Returns the keys of the partitions that a node receives now, by incremental input.
     *
     * @param resumes whether an attempt resumes an earlier one, whose stored partitions do not count as changes from
     *     outside
     * @param mayRun whether a node runs or may run in this run
     */
    public Map<String, List<String>> give(int node, boolean resumes, IntPredicate mayRun) {
        Map<String, List<String>> given = new TreeMap<>();
        for (Source source : sources.of(node)) {
            if (source.node() == node) {
                SortedMap<String, String> seen = seen(source.dataset());
                Set<Integer> holders = holders(source, mayRun);
                Gift earlier = resumes ? gifts.get(source) : null;
                Gift gift = gift(
                        source, seen, holders, earlier == null ? valid(source, holders, planned) : earlier.valid());
                gifts.put(source, gift);
                given.put(graph.dataset(source.dataset()), List.copyOf(gift.keys()));
            }
        }
        return given;
    }

    /**
     * Returns what has changed for a recorded node that would receive no partition: it holds all that exist, or none
     * exists any more. To run it could only lose what it made of earlier ones. Empty for other nodes.
     *
     * @param reasons why the node would run otherwise
     */
    Optional<List<Reason>> withoutEffect(int node, List<Reason> reasons) {
        if (!isAdding(node)
                || last(node).isEmpty()
                || makesAllAnew(node)
                || reasons.stream().anyMatch(Reason.OutputMissing.class::isInstance)) {
            return Optional.empty();
        }
        Map<Source, Set<String>> held = new HashMap<>();
        Map<Source, SortedMap<String, String>> seen = new LinkedHashMap<>();
        for (Source source : sources.of(node)) {
            Optional<SortedMap<String, String>> received = held(node, source);
            if (received.isEmpty() || versions.version(source.dataset()) == null) {
                return Optional.empty();
            }
            held.put(source, received.get().keySet());
            seen.put(source, seen(source.dataset()));
        }
        if (held.values().stream().allMatch(Set::isEmpty)) {
            return Optional.empty();
        }
        boolean isNoneLeft = seen.values().stream().allMatch(Map::isEmpty);
        if (!isNoneLeft && !holdsAll(node, seen)) {
            return Optional.empty();
        }
        return Optional.of(gone.reasons(node, held, seen, UNKNOWN, isNoneLeft ? reasons : List.of()));
    }

    private boolean holdsAll(int node, Map<Source, SortedMap<String, String>> seen) {
        return sources.of(node).stream().allMatch(source -> {
            Set<Integer> holder = Set.of(node);
            Map<Integer, Set<String>> valid = valid(source, holder, dataset -> null);
            return valid.containsKey(node)
                    && missing(source, seen.getOrDefault(source, Collections.emptySortedMap()), holder, valid)
                            .isEmpty();
        });
    }

    private SortedMap<String, String> seen(int dataset) {
        SortedMap<String, String> seen = new TreeMap<>();
        versions.partitions(dataset).forEach((key, partition) -> seen.put(key, partition.version()));
        return seen;
    }

    private Set<Integer> holders(Source source, IntPredicate mayRun) {
        Set<Integer> holders = new HashSet<>();
        for (int node = 0; node < graph.nodeCount(); node++) {
            if (sources.of(node).contains(source)
                    && !isAllInMemory.test(node)
                    && (node == source.node() || mayRun.test(node))) {
                holders.add(node);
            }
        }
        return holders;
    }

    /**
     * Returns the holders whose outputs are as in their records, with the bases of each.
     *
     * @param expected returns the version of an input that is not decided yet; null if unknown
     */
    private Map<Integer, Set<String>> valid(
            Source source, Set<Integer> holders, IntFunction<@Nullable Version> expected) {
        Map<Integer, Set<String>> valid = new HashMap<>();
        for (int holder : holders) {
            // The inputs of the node itself exist or have failed; other nodes may have inputs that are not decided yet.
            IntFunction<@Nullable Version> undecided = holder == source.node() ? dataset -> null : expected;
            Set<String> counting = bases.counting(holder, undecided);
            last(holder)
                    .map(IncrementBases::of)
                    .filter(kept -> !kept.isEmpty() && counting.containsAll(kept))
                    .filter(kept -> isValid(holder) && held(holder, source).isPresent())
                    .ifPresent(kept -> valid.put(holder, kept));
        }
        return valid;
    }

    private Gift gift(
            Source source, SortedMap<String, String> seen, Set<Integer> holders, Map<Integer, Set<String>> valid) {
        boolean isAll = holders.isEmpty() || reruns.makesAllAnew(source.node());
        return new Gift(seen, isAll ? seen.keySet() : missing(source, seen, holders, valid), holders, valid);
    }

    /** Returns the partitions that at least one holder lacks. */
    private Set<String> missing(
            Source source, SortedMap<String, String> seen, Set<Integer> holders, Map<Integer, Set<String>> valid) {
        Set<String> missing = new LinkedHashSet<>();
        for (int holder : holders) {
            SortedMap<String, String> held =
                    valid.containsKey(holder) ? held(holder, source).orElseThrow() : Collections.emptySortedMap();
            seen.forEach((key, version) -> {
                if (!version.equals(held.get(key))) {
                    missing.add(key);
                }
            });
        }
        return missing;
    }

    /** Returns whether the outputs of a holder are as in its record, so that more can be added to them. */
    private boolean isValid(int holder) {
        return last(holder)
                .filter(last -> !makesAllAnew(holder)
                        && last.schemas().equals(Facts.SCHEMAS)
                        && records.outputChanges(holder, last).isEmpty())
                .isPresent();
    }

    /** Returns whether a node, or an upstream node in memory, recomputes everything. */
    private boolean makesAllAnew(int node) {
        if (reruns.makesAllAnew(node)) {
            return true;
        }
        return sources.addingProducers(node).stream().anyMatch(this::makesAllAnew);
    }

    private Optional<SortedMap<String, String>> held(int holder, Source source) {
        return last(holder).map(last -> last.given().get(name(source))).flatMap(context.store()::given);
    }

    private String name(Source source) {
        return graph.node(source.node()) + " " + graph.dataset(source.dataset());
    }

    /**
     * Returns the record of a node before the run. What the run records does not change which partitions nodes receive.
     */
    private Optional<NodeRecord> last(int node) {
        return before.computeIfAbsent(node, records::last);
    }

    /** A node starts whose outputs may include partitions of unknown origin. */
    public void startsBesideUnknown(int node) {
        strangers.add(node);
    }

    /**
     * Returns whether earlier partitions are kept that a node does not make again. They are kept if they were made from
     * partitions that the node does not receive again, because it holds them or because they no longer exist.
     */
    public boolean keepsOthers(int node) {
        return isAdding(node) && (last(node).isEmpty() || !isWhole(node) || isSomethingGone(node));
    }

    private boolean isWhole(int node) {
        return sources.of(node).stream().allMatch(source -> {
            Gift gift = gifts.get(source);
            return gift != null && gift.isWhole();
        });
    }

    private boolean isSomethingGone(int node) {
        return sources.of(node).stream().anyMatch(source -> {
            Gift gift = gifts.get(source);
            return gift == null
                    || held(node, source)
                            .filter(held -> gift.seen().keySet().containsAll(held.keySet()))
                            .isEmpty();
        });
    }

    /**
     * Returns whether the outputs of a node are what any checkout makes of the same inputs: they hold nothing of earlier
     * partitions, and all that there are.
     */
    boolean isReproducible(int node) {
        return !isAdding(node)
                || (isWhole(node) && !strangers.contains(node) && (last(node).isEmpty() || !isSomethingGone(node)));
    }

    /** Returns whether the outputs of a node may hold something of earlier partitions. */
    boolean mayHoldEarlier(int node) {
        return isAdding(node)
                && (last(node).isPresent() || Arrays.stream(graph.outputs(node)).anyMatch(versions::exists));
    }

    /**
     * Returns whether the upstream nodes received everything that a node lacks, so that the node may be recorded. They
     * did not if an input of the node turned out to differ from the plan.
     */
    boolean isServed(int node) {
        return isAllInMemory.test(node)
                || sources.of(node).stream().map(gifts::get).allMatch(gift -> gift == null || isServed(node, gift));
    }

    private boolean isServed(int node, Gift gift) {
        Set<String> valid = gift.valid().getOrDefault(node, Set.of());
        return gift.holders().contains(node)
                && bases.counting(node, dataset -> null).containsAll(valid);
    }

    /** Returns the received partitions for the record of a node that ran. */
    SortedMap<String, String> recorded(int node) {
        if (!isAdding(node) || !gifts.keySet().containsAll(sources.of(node))) {
            return Collections.emptySortedMap();
        }
        Set<String> kept = new TreeSet<>();
        sources.of(node).forEach(source -> kept.addAll(gift(source).valid().getOrDefault(node, Set.of())));
        SortedMap<String, String> given = bases.recorded(node, kept).orElseGet(Collections::emptySortedMap);
        if (given.isEmpty()) {
            return given;
        }
        boolean hasUnknown = strangers.contains(node) || (last(node).isPresent() && isSomethingGone(node));
        for (Source source : sources.of(node)) {
            Gift gift = gift(source);
            SortedMap<String, String> holds = new TreeMap<>();
            if (gift.valid().containsKey(node)) {
                held(node, source).ifPresent(known -> holds.putAll(known));
            } else if (hasUnknown) {
                // It is unknown which deleted partitions the outputs still contain.
                holds.put(UNKNOWN, "");
            }
            holds.putAll(gift.seen());
            given.put(name(source), context.store().keepGiven(holds));
        }
        return given;
    }

    /**
     * Returns the received partitions for the record of a fetched node: all of those by which it was decided, since no
     * other result is shared. Empty if they have changed since.
     */
    SortedMap<String, String> fetched(int node) {
        SortedMap<String, String> given = isAdding(node)
                ? bases.recorded(node, Set.of()).orElseGet(Collections::emptySortedMap)
                : Collections.emptySortedMap();
        if (given.isEmpty()) {
            return given;
        }
        for (Source source : sources.of(node)) {
            SortedMap<String, String> seen = seen(source.dataset());
            Version now =
                    seen.isEmpty() ? Version.Fixed.MISSING : Version.ofContent(StoredContent.digestOfPartitions(seen));
            if (!now.equals(versions.version(source.dataset()))) {
                return Collections.emptySortedMap();
            }
            given.put(name(source), context.store().keepGiven(seen));
        }
        return given;
    }

    private Gift gift(Source source) {
        return Objects.requireNonNull(gifts.get(source), "all sources were given");
    }

    /** Returns the received partitions for the record of an accepted node: all current partitions. */
    SortedMap<String, String> accepted(int node, NodeRecord last) {
        if (!isAdding(node)) {
            return Collections.emptySortedMap();
        }
        SortedMap<String, String> given = bases.accepted(node, last).orElseGet(Collections::emptySortedMap);
        if (given.isEmpty()) {
            return given;
        }
        for (Source source : sources.of(node)) {
            SortedMap<String, String> holds = new TreeMap<>();
            held(node, source).ifPresent(known -> holds.putAll(known));
            holds.putAll(seen(source.dataset()));
            given.put(name(source), context.store().keepGiven(holds));
        }
        return given;
    }
}
