package dev.freshet.runtime.change.detection;

import dev.freshet.Rerun;
import dev.freshet.dataset.Stamp;
import dev.freshet.dataset.StoredContent;
import dev.freshet.runtime.change.Decision;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.state.NodeRecord;
import dev.freshet.runtime.state.StampRecord;
import dev.freshet.runtime.state.Version;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Decides node by node what must run. A node can be decided once all upstream nodes are settled: decided and, if they
 * ran, {@link #finished}. Safe for use by several threads.
 */
public final class ChangeDetector {
    private final Context context;
    private final PipelineGraph graph;
    private final Versions versions;
    private final NodeRecords records;
    private final OwnResults own;
    private final Increments increments;
    private final Reruns reruns;
    private final AtomicReferenceArray<@Nullable Facts> facts;
    private final Settling settling;
    private final InputChanges inputChanges;
    private final FactsDecision decisions;
    private final boolean readsAll;
    private final Set<Integer> read = new HashSet<>();

    /** Creates a detector that knows the state and the stored datasets only. */
    public ChangeDetector(Context context) {
        this(context, null, false);
    }

    private ChangeDetector(Context context, @Nullable ChangeDetector plan, boolean readsAll) {
        this.context = context;
        this.readsAll = readsAll;
        graph = context.pipeline().graph();
        versions = new Versions(context, plan == null ? null : plan.versions);
        IntFunction<@Nullable Version> planned = plan == null ? dataset -> null : plan.versions::version;
        own = new OwnResults(context, versions);
        records = new NodeRecords(context, versions, own);
        reruns = new Reruns(graph, context.policy());
        increments = new Increments(context, versions, records, reruns, this::isAllInMemory, planned);
        facts = new AtomicReferenceArray<>(graph.nodeCount());
        settling = new Settling(context, versions, records);
        inputChanges = new InputChanges(context, versions);
        decisions = new FactsDecision(context, versions, records, reruns, increments);
        for (int node = 0; node < graph.nodeCount(); node++) {
            for (int input : graph.inputs(node)) {
                read.add(input);
            }
        }
    }

    /**
     * Returns a detector that decides again during a run. For nodes that it has not decided yet, it expects the
     * decisions of this one.
     */
    public ChangeDetector forRun() {
        return new ChangeDetector(context, this, false);
    }

    /**
     * Creates a detector that also reads the inputs of new nodes, so that it knows everything that can be known without
     * a run.
     */
    public static ChangeDetector readingAll(Context context) {
        return new ChangeDetector(context, null, true);
    }

    /** Returns the fingerprints of the current code. */
    public CodeFingerprints codes() {
        return context.codes();
    }

    /** Returns whether a node runs only on demand: all its outputs are in memory, and some node reads them. */
    public boolean isAllInMemory(int node) {
        boolean isRead = false;
        for (int output : graph.outputs(node)) {
            if (versions.stored(output) != null) {
                return false;
            }
            isRead |= read.contains(output);
        }
        return isRead && !settling.isTranscoded(node);
    }

    /**
     * Returns the key of a node's result, for other checkouts; empty if it is unknown, or valid in this checkout only.
     */
    public Optional<String> sharedKey(int node) {
        Facts now = facts.get(node);
        return now == null || !now.isComplete() || records.isPrivate(node, now) || !mayBeFetched(node)
                ? Optional.empty()
                : Optional.of(now.key());
    }

    /** Returns whether this run and other checkouts may use each other's results of a node. */
    public boolean mayShare(int node) {
        Facts now = facts.get(node);
        return now != null && !now.code().isEmpty() && !records.isPrivate(node, now) && !reruns.isForced(node);
    }

    /** Returns whether another run may have made a node's outputs already, so that the node need not run. */
    public boolean mayBeFetched(int node) {
        return context.needsKeys()
                && !own.has(node)
                && !context.codes().fingerprint(node).isEmpty()
                && !reruns.isForced(node)
                && reruns.of(node) == Rerun.WHEN_CHANGED
                && !context.store().isForgotten(context.slots().slot(node))
                && !increments.mayHoldEarlier(node)
                && storedOutputs(node).isPresent();
    }

    /** Returns whether the result of a node that ran is what any checkout makes of the same inputs. */
    public boolean isReproducible(int node) {
        return increments.isReproducible(node);
    }

    /** Returns the contents of a node's stored outputs. */
    public List<StoredContent> storedContents(int node) {
        return Arrays.stream(graph.outputs(node))
                .mapToObj(versions::stored)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Returns the stored outputs of a node by name; empty if it has none, or also has outputs in memory. */
    public Optional<Map<String, StoredContent>> storedOutputs(int node) {
        Map<String, StoredContent> stored = new LinkedHashMap<>();
        for (int output : graph.outputs(node)) {
            StoredContent content = versions.stored(output);
            if (content == null || content.raw().isEmpty()) {
                return Optional.empty();
            }
            stored.put(graph.dataset(output), content);
        }
        return stored.isEmpty() ? Optional.empty() : Optional.of(stored);
    }

    /**
     * Settles a node whose outputs were fetched.
     *
     * @param made the record of the run that made them
     */
    public Optional<NodeRecord> fetched(int node, NodeRecord made) {
        settling.stored(node);
        Facts used = facts.get(node);
        return used == null
                ? Optional.empty()
                : Optional.of(records.fetched(node, used, made, increments.fetched(node)));
    }

    /** Returns whether a dataset is in memory. */
    public boolean isInMemory(int dataset) {
        return versions.stored(dataset) == null;
    }

    /** Decides about a node. */
    public Decision decide(int node) {
        Facts now = facts(node);
        facts.set(node, now);
        own.has(node);
        Decision decision = decisions.of(node, now, isAllInMemory(node));
        if (!(decision instanceof Decision.Stale) && versions.forgetPlanned(node)) {
            now = facts(node);
            facts.set(node, now);
            decision = decisions.of(node, now, isAllInMemory(node));
        }
        settling.decided(node, decision, now);
        return decision;
    }

    /**
     * Returns the facts of a node. The files that a new node reads are not read to decide that it runs, since their
     * digests are known once it has loaded them.
     */
    private Facts facts(int node) {
        Map<Integer, Stamp> stamps = new HashMap<>();
        boolean runsAnyway = !readsAll
                && !context.needsKeys()
                && records.isNew(node)
                && !isAllInMemory(node)
                && (reruns.isForced(node) || reruns.runsIfNew(node));
        Facts now = new Facts(
                context.codes().fingerprint(node),
                versions.parameters(node),
                runsAnyway ? versions.unreadInputs(node, stamps) : versions.inputs(node),
                versions.declarations(node, records.takesContext(node)));
        inputChanges.decided(node, stamps);
        return now;
    }

    /**
     * Settles a node that ran and saved its outputs. Its upstream nodes must be settled.
     *
     * @return its record; empty if it is unknown what it read, because an input changed while it ran or is not a
     *     dataset
     */
    public Optional<NodeRecord> finished(int node, NodeRecords.Timing timing) {
        settling.stored(node);
        versions.loaded(node);
        Facts started = facts.get(node);
        Facts decided = started == null ? null : inputChanges.withActualReads(node, started);
        SortedMap<String, @Nullable Version> inputs = versions.inputs(node);
        boolean isKnown = decided != null
                && decided.mayHaveRead(inputs)
                && inputChanges.of(node).isEmpty();
        if (isKnown) {
            inputChanges.unchanged(node);
        }
        Facts used = decided == null ? null : decided.with(inputs);
        settling.inMemory(node, isKnown ? used : null, decided != null && !decided.areInputsKnown());
        facts.set(node, used);
        return isKnown && used != null && used.areInputsKnown() && increments.isServed(node)
                ? Optional.of(records.record(node, used, timing, increments.recorded(node)))
                : Optional.empty();
    }

    /** A node asked for the run's id. */
    public void isOfThisRun(int node) {
        own.add(node);
    }

    /** A node that was decided as up to date runs on demand. Its upstream nodes may have run since. */
    public void demanded(int node) {
        Facts now = facts(node);
        facts.set(node, now);
        settling.inMemory(node, now, true);
    }

    /**
     * A node reads a value that another node makes on demand, and starts after that node. Its inputs are not known yet,
     * since the other node may store something else than before.
     */
    public void readsOnDemand(int node, int producer) {
        facts.updateAndGet(
                node,
                decided -> decided == null
                        ? null
                        : decided.without(
                                name -> graph.producer(graph.datasetNumber(name).orElseThrow()) == producer));
    }

    /**
     * A node runs although it was decided as up to date, because another node needs its value in memory. What it stores
     * is unknown until it has run.
     */
    public void runsAnyway(int node) {
        settling.unknown(node);
    }

    /**
     * Settles a stale node that did not run, because a listener decided so.
     *
     * @param isGiven whether its values were given for this run
     */
    public void skipped(int node, boolean isGiven) {
        if (isGiven) {
            settling.given(node);
        } else {
            settling.stored(node);
        }
    }

    /**
     * Returns whether a stale node can be accepted as up to date. Call this after the node was decided.
     *
     * @return false if there is nothing to keep: the node never ran, or outputs or inputs are missing
     */
    public boolean isAcceptable(int node) {
        Facts now = facts.get(node);
        Optional<NodeRecord> last = records.last(node);
        return now != null
                && last.isPresent()
                && now.isComplete()
                && !now.inputs().containsValue(Version.Fixed.MISSING)
                && records.outputChanges(node, last.get()).isEmpty();
    }

    /**
     * Returns the record of an accepted node: its outputs are kept, as if made from the current inputs. Empty if there
     * is nothing to keep.
     */
    public Optional<NodeRecord> accepted(int node) {
        Facts now = facts.get(node);
        Optional<NodeRecord> last = records.last(node);
        return now == null || last.isEmpty() || !isAcceptable(node)
                ? Optional.empty()
                : Optional.of(records.accepted(node, now, last.get(), increments.accepted(node, last.get())));
    }

    /**
     * Returns the digest of everything that determines a node's partitions, except the input over whose partitions it
     * runs. If it is equal, earlier partitions are still up to date. Call this after the node was decided.
     *
     * @return the digest; empty if unknown
     */
    public Optional<String> partitionsMadeOf(int node) {
        Facts decided = facts.get(node);
        if (decided == null || decided.code().isEmpty()) {
            return Optional.empty();
        }
        SortedMap<String, @Nullable Version> inputs = new TreeMap<>(versions.inputs(node));
        int each = graph.eachInput(node);
        if (each >= 0) {
            inputs.remove(graph.dataset(graph.inputs(node)[each]));
        }
        return inputs.containsValue(null)
                ? Optional.empty()
                : Optional.of(NodeRecords.partitionsMadeOf(
                        new Facts(decided.code(), decided.parameters(), inputs, decided.declarations())));
    }

    /** Returns the earlier result of a node that need not run; empty if none is known. */
    public Optional<NodeRecord> kept(int node) {
        Facts now = facts.get(node);
        return now == null ? records.last(node) : records.kept(node, now);
    }

    /** Returns what determines a node's outputs, as far as it is known; empty if the node was not decided. */
    public Optional<Basis> basis(int node) {
        return Optional.ofNullable(facts.get(node)).map(Facts::basis);
    }

    /** Returns which partitions of incremental inputs nodes receive. */
    public Increments increments() {
        return increments;
    }

    /**
     * Returns the current versions of a dataset's partitions by key; empty if they are not stored, or if nodes read a
     * value that was given for this run.
     */
    public Map<String, PartitionVersion> partitionVersions(int dataset) {
        return versions.version(dataset) instanceof Version.Given ? Map.of() : versions.partitions(dataset);
    }

    /** Returns whether a node has been recorded. */
    public boolean isRecorded(int node) {
        return records.last(node).isPresent();
    }

    /** Returns whether a node must recompute everything, whatever it made before. */
    public boolean makesAllAnew(int node) {
        return reruns.makesAllAnew(node);
    }

    /** Returns which inputs of nodes change while the nodes wait and run. */
    public InputChanges inputChanges() {
        return inputChanges;
    }

    /**
     * Returns the files of all stored datasets with their stamps, if the state has the stamp of each. As long as no
     * stamp changes, nothing is stale.
     */
    public Optional<Map<Path, Stamp>> recordedFiles() {
        Map<Path, Stamp> files = new LinkedHashMap<>();
        for (int dataset = 0; dataset < graph.datasetCount(); dataset++) {
            StoredContent content = versions.stored(dataset);
            if (content != null) {
                Optional<Stamp> stamp = versions.contents().recorded(content);
                if (content.path().isEmpty() || stamp.isEmpty()) {
                    return Optional.empty();
                }
                files.put(content.path().get(), stamp.get());
            }
        }
        return Optional.of(files);
    }

    /** Returns the stamps that the state does not know yet, each only once. */
    public List<StampRecord> takeStamps() {
        return versions.contents().takeUnrecorded();
    }
}
