package dev.freshet.runtime.change.detection;

import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.state.NodeRecord;
import dev.freshet.wiring.Form;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Which partitions of incremental inputs nodes are given. What was given is part of the record of the node whose effect
 * lasts: its holder. That is the node that takes the input, or, where it makes values in memory, whoever makes
 * something lasting of them. A holder's record counts only while all else that it was made of is the same and its
 * outputs are as it left them; otherwise everything is given. Safe for use by several threads.
 */
public final class Increments {
    /** Names what must be the same for what was given to count; no node has such a name. */
    private static final String BASE = "(base)";
    /** Names the same as it was worked out of the facts; it differs from the base after an {@code accept}. */
    private static final String FACTS = "(facts)";
    /** Names the base in whose place the facts were accepted before anything was made of them. */
    private static final String ALIAS = "(alias)";
    /**
     * Stands among what was given for partitions that were there before anything was known. No partition has this key.
     */
    private static final String UNKNOWN = "";

    private final Context context;
    private final PipelineGraph graph;
    private final Versions versions;
    private final NodeRecords records;
    private final Reruns reruns;
    private final IntPredicate isAllInMemory;
    private final IntFunction<@Nullable String> planned;
    /** By node, the incremental inputs that reach it without being stored on the way. */
    private final List<Set<Source>> sources = new ArrayList<>();

    private final Map<Source, Gift> gifts = new ConcurrentHashMap<>();
    /** By node, its record as it was before the run. */
    private final Map<Integer, Optional<NodeRecord>> before = new ConcurrentHashMap<>();
    /** By node that was recorded in this run, all that decided what it made but incremental inputs. */
    private final Map<Integer, String> made = new ConcurrentHashMap<>();
    /** Nodes that had outputs of which nothing was known when they started. */
    private final Set<Integer> strangers = ConcurrentHashMap.newKeySet();

    /** An incremental input and the node that takes it. */
    private record Source(int node, int dataset) {}

    /**
     * What a node was given in this run.
     *
     * @param seen the versions of all partitions that were there
     * @param keys of those that it was given
     * @param holders the nodes for which these were enough
     * @param valid those of them whose outputs held what their records said, and the base of each
     */
    private record Gift(
            SortedMap<String, String> seen, Set<String> keys, Set<Integer> holders, Map<Integer, String> valid) {
        boolean isWhole() {
            return keys.size() == seen.size();
        }
    }

    /**
     * For one run.
     *
     * @param isAllInMemory whether a node runs only if others need what it makes
     * @param planned the version that a dataset is expected to have; null if it is not known before others have run
     */
    Increments(
            Context context,
            Versions versions,
            NodeRecords records,
            Reruns reruns,
            IntPredicate isAllInMemory,
            IntFunction<@Nullable String> planned) {
        this.context = context;
        this.graph = context.pipeline().graph();
        this.versions = versions;
        this.records = records;
        this.reruns = reruns;
        this.isAllInMemory = isAllInMemory;
        this.planned = planned;
        for (int node = 0; node < graph.nodeCount(); node++) {
            sources.add(sourcesOf(node));
        }
    }

    /** Those before it are known. */
    private Set<Source> sourcesOf(int node) {
        Set<Source> reaching = Set.of();
        int[] inputs = graph.inputs(node);
        for (int i = 0; i < inputs.length; i++) {
            Set<Source> more = Set.of();
            if (isIncremental(node, i)) {
                more = Set.of(new Source(node, inputs[i]));
            } else if (isFromMemory(inputs[i])) {
                more = sources.get(graph.producer(inputs[i]));
            }
            if (!more.isEmpty()) {
                reaching = new LinkedHashSet<>(reaching);
                reaching.addAll(more);
            }
        }
        return reaching;
    }

    private boolean isIncremental(int node, int input) {
        return graph.inputForm(node, input) == Form.PARTITIONS
                && context.catalog().isIncremental(graph.dataset(graph.inputs(node)[input]));
    }

    private boolean isFromMemory(int dataset) {
        return graph.producer(dataset) >= 0 && versions.stored(dataset) == null;
    }

    /** Whether a node adds to what it made before. */
    public boolean isAdding(int node) {
        return !sources.get(node).isEmpty();
    }

    /**
     * The keys of the partitions that a node is given now, by incremental input.
     *
     * @param resumes whether it is for a try that goes on with what an earlier one stored, which does not count as a
     *     change by others
     * @param mayRun whether a node runs in this run or may have to
     */
    public Map<String, List<String>> give(int node, boolean resumes, IntPredicate mayRun) {
        Map<String, List<String>> given = new TreeMap<>();
        for (Source source : sources.get(node)) {
            if (source.node() == node) {
                SortedMap<String, String> seen = new TreeMap<>();
                versions.partitions(source.dataset()).forEach((key, partition) -> seen.put(key, partition.version()));
                Set<Integer> holders = holders(source, mayRun);
                Gift earlier = resumes ? gifts.get(source) : null;
                Gift gift = gift(source, seen, holders, earlier == null ? valid(source, holders) : earlier.valid());
                gifts.put(source, gift);
                given.put(graph.dataset(source.dataset()), List.copyOf(gift.keys()));
            }
        }
        return given;
    }

    private Set<Integer> holders(Source source, IntPredicate mayRun) {
        Set<Integer> holders = new HashSet<>();
        for (int node = 0; node < graph.nodeCount(); node++) {
            if (sources.get(node).contains(source)
                    && !isAllInMemory.test(node)
                    && (node == source.node() || mayRun.test(node))) {
                holders.add(node);
            }
        }
        return holders;
    }

    /** Those of the holders whose outputs hold what their records say, and the base of each. */
    private Map<Integer, String> valid(Source source, Set<Integer> holders) {
        Map<Integer, String> valid = new HashMap<>();
        for (int holder : holders) {
            // All that the node itself reads is there or has failed; the others may read what is not decided yet.
            IntFunction<@Nullable String> undecided = holder == source.node() ? dataset -> null : planned;
            last(holder)
                    .map(last -> last.given().get(BASE))
                    .filter(bases(holder, undecided)::contains)
                    .filter(base -> isValid(holder) && held(holder, source).isPresent())
                    .ifPresent(base -> valid.put(holder, base));
        }
        return valid;
    }

    /** What at least one of the holders lacks. */
    private Gift gift(Source source, SortedMap<String, String> seen, Set<Integer> holders, Map<Integer, String> valid) {
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
        boolean isAll = holders.isEmpty() || reruns.makesAllAnew(source.node());
        return new Gift(seen, isAll ? seen.keySet() : missing, holders, valid);
    }

    /** Whether the outputs of a holder are what its record says, and more of the same can be added to them. */
    private boolean isValid(int holder) {
        return last(holder)
                .filter(last -> !makesAllAnew(holder)
                        && last.schemas().equals(Facts.SCHEMAS)
                        && records.outputChanges(holder, last).isEmpty())
                .isPresent();
    }

    /** Whether a node, or one before it in memory, makes everything, whatever was made before. */
    private boolean makesAllAnew(int node) {
        if (reruns.makesAllAnew(node)) {
            return true;
        }
        for (int input : graph.inputs(node)) {
            if (isFromMemory(input) && isAdding(graph.producer(input)) && makesAllAnew(graph.producer(input))) {
                return true;
            }
        }
        return false;
    }

    private Optional<SortedMap<String, String>> held(int holder, Source source) {
        return last(holder).map(last -> last.given().get(name(source))).flatMap(context.store()::given);
    }

    private String name(Source source) {
        return graph.node(source.node()) + " " + graph.dataset(source.dataset());
    }

    /** The record of a node as it was before the run: what the run records does not change what it was given. */
    private Optional<NodeRecord> last(int node) {
        return before.computeIfAbsent(node, records::last);
    }

    /**
     * All that decides what a node makes but incremental inputs, as a digest: what there is now, and what that was
     * accepted in place of. Empty if it is not known.
     *
     * @param undecided the version of an input whose producer is not settled; null if that is not known
     */
    private Set<String> bases(int node, IntFunction<@Nullable String> undecided) {
        Set<String> bases = new HashSet<>();
        base(node, undecided, BASE).ifPresent(bases::add);
        base(node, undecided, ALIAS).ifPresent(bases::add);
        return bases;
    }

    private Optional<String> base(int node) {
        return base(node, dataset -> null, BASE);
    }

    /** @param name what to take of records that were made of what there is now, if they have it */
    private Optional<String> base(int node, IntFunction<@Nullable String> undecided, String name) {
        return computed(node, undecided, producer -> base(producer, undecided, name))
                .map(now -> last(node)
                        .map(NodeRecord::given)
                        .filter(given -> now.equals(given.get(FACTS)))
                        .map(given -> given.getOrDefault(name, given.get(BASE)))
                        .orElse(now));
    }

    /** @param bases of nodes before it in memory that add to what they made */
    private Optional<String> computed(
            int node, IntFunction<@Nullable String> undecided, IntFunction<Optional<String>> bases) {
        String code = context.codes().fingerprint(node);
        SortedMap<String, @Nullable String> inputs = new TreeMap<>(versions.inputs(node));
        int[] datasets = graph.inputs(node);
        for (int i = 0; i < datasets.length; i++) {
            String dataset = graph.dataset(datasets[i]);
            if (isIncremental(node, i)) {
                inputs.put(dataset, "incremental");
            } else if (isFromMemory(datasets[i]) && isAdding(graph.producer(datasets[i]))) {
                inputs.put(dataset, bases.apply(graph.producer(datasets[i])).orElse(null));
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
                        .derivedVersion(0));
    }

    /** A node starts whose outputs may be partitions that nobody knows. */
    public void startsBesideUnknown(int node) {
        strangers.add(node);
    }

    /**
     * Whether partitions stay that a node made before and does not make again. They do if they were made of what is not
     * given again, because the node holds it or because it is gone.
     */
    public boolean keepsOthers(int node) {
        return isAdding(node) && (last(node).isEmpty() || !isWhole(node) || isSomethingGone(node));
    }

    private boolean isWhole(int node) {
        return sources.get(node).stream().allMatch(source -> {
            Gift gift = gifts.get(source);
            return gift != null && gift.isWhole();
        });
    }

    private boolean isSomethingGone(int node) {
        return sources.get(node).stream().anyMatch(source -> {
            Gift gift = gifts.get(source);
            return gift == null
                    || held(node, source)
                            .filter(held -> gift.seen().keySet().containsAll(held.keySet()))
                            .isEmpty();
        });
    }

    /**
     * Whether all that a node lacks was given to those before it in this run, so that it may be recorded. It was not if
     * something that the node reads turned out to be other than planned.
     */
    boolean isServed(int node) {
        return isAllInMemory.test(node)
                || sources.get(node).stream().map(gifts::get).allMatch(gift -> gift == null || isServed(node, gift));
    }

    private boolean isServed(int node, Gift gift) {
        String valid = gift.valid().get(node);
        return gift.holders().contains(node)
                && (valid == null || bases(node, dataset -> null).contains(valid));
    }

    /** What the record of a node that ran says. */
    SortedMap<String, String> recorded(int node) {
        SortedMap<String, String> given = new TreeMap<>();
        Optional<String> now = isAdding(node) ? computed(node, dataset -> null, this::madeOf) : Optional.empty();
        if (now.isEmpty() || !gifts.keySet().containsAll(sources.get(node))) {
            return given;
        }
        // What it made is of what there is now, also if an accept said that the same as before would do.
        made.put(node, now.get());
        given.put(FACTS, now.get());
        given.put(BASE, now.get());
        base(node, dataset -> null, ALIAS)
                .filter(alias -> !alias.equals(now.get()))
                .ifPresent(alias -> given.put(ALIAS, alias));
        boolean hasUnknown = strangers.contains(node) || (last(node).isPresent() && isSomethingGone(node));
        for (Source source : sources.get(node)) {
            Gift gift = Objects.requireNonNull(gifts.get(source), "all sources were given");
            SortedMap<String, String> holds = new TreeMap<>();
            if (gift.valid().containsKey(node)) {
                held(node, source).ifPresent(known -> holds.putAll(known));
            } else if (hasUnknown) {
                // Nobody knows which of what is gone the outputs still hold.
                holds.put(UNKNOWN, "");
            }
            holds.putAll(gift.seen());
            given.put(name(source), context.store().keepGiven(holds));
        }
        return given;
    }

    private Optional<String> madeOf(int node) {
        return Optional.ofNullable(made.get(node)).or(() -> base(node));
    }

    /** What the record of a node says whose results are kept: that they hold what is there now. */
    SortedMap<String, String> accepted(int node, NodeRecord last) {
        SortedMap<String, String> given = new TreeMap<>();
        Optional<String> computed = isAdding(node) ? computed(node, dataset -> null, this::base) : Optional.empty();
        if (computed.isEmpty()) {
            return given;
        }
        given.put(FACTS, computed.get());
        given.put(BASE, last.given().getOrDefault(BASE, computed.get()));
        for (Source source : sources.get(node)) {
            SortedMap<String, String> holds = new TreeMap<>();
            held(node, source).ifPresent(known -> holds.putAll(known));
            versions.partitions(source.dataset()).forEach((key, partition) -> holds.put(key, partition.version()));
            given.put(name(source), context.store().keepGiven(holds));
        }
        return given;
    }
}
