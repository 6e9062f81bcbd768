package dev.freshet.runtime.run.tracking;

import dev.freshet.dataset.DatasetException;
import dev.freshet.runtime.cache.CacheProgress;
import dev.freshet.runtime.change.Decision;
import dev.freshet.runtime.change.Reason;
import dev.freshet.runtime.change.detection.ChangeDetector;
import dev.freshet.runtime.change.detection.NodeRecords;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.run.RunPlan;
import dev.freshet.runtime.run.partition.KnownPartitions;
import dev.freshet.runtime.run.partition.PartitionFiles;
import dev.freshet.runtime.state.Claim;
import dev.freshet.runtime.state.ClaimAnswer;
import dev.freshet.runtime.state.ForgottenNode;
import dev.freshet.runtime.state.NodeRecord;
import dev.freshet.runtime.state.StateException;
import dev.freshet.runtime.state.StateRecord;
import dev.freshet.runtime.state.StateStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Tracks a run against the state of earlier runs. The caller holds the lock of the state. */
final class StateTracking implements Tracking {
    private final RunPlan plan;
    private final ChangeDetector detector;
    private final StateStore store;
    private final PartitionFiles partitions;
    private final PipelineGraph graph;
    private final RunIdentity identity;
    private final CodeGuard guard;
    private final Optional<SharedResults> shared;
    private final RecordWriter writer;
    /** The revision of the state by which a node was decided, by node. */
    private final Map<Integer, Long> revisions = new ConcurrentHashMap<>();
    /** What has changed of nodes that are kept back. */
    private final Map<Integer, List<Reason>> keptBack = new ConcurrentHashMap<>();
    /** Nodes on which other runs were working when they were decided. */
    private final Set<Integer> waited = ConcurrentHashMap.newKeySet();

    /** The partition plans of nodes that made partitions, by node. */
    private final Map<Integer, KnownPartitions.Making> makings = new ConcurrentHashMap<>();

    private final Map<Integer, String> claims = new ConcurrentHashMap<>();

    /** By node that has finished, whether its result counts. */
    private final Map<Integer, CompletableFuture<Boolean>> accepted = new ConcurrentHashMap<>();

    /** The nodes that were found stale during the run, also those that the plan did not expect to run. */
    private final Set<Integer> stales = ConcurrentHashMap.newKeySet();

    StateTracking(
            RunPlan plan,
            ChangeDetector detector,
            StateStore store,
            PartitionFiles partitions,
            RunIdentity identity,
            CodeGuard guard,
            Optional<SharedResults> shared) {
        this.plan = plan;
        this.detector = detector;
        this.store = store;
        this.partitions = partitions;
        this.identity = identity;
        this.guard = guard;
        this.shared = shared;
        graph = partitions.graph();
        writer = new RecordWriter(store, identity, detector);
    }

    @Override
    public boolean asksOthers() {
        return store.isShared();
    }

    @Override
    public boolean isCertain(int node) {
        return plan.decision(node) instanceof Decision.Stale && !detector.mayBeFetched(node);
    }

    @Override
    public boolean mayRun(int node) {
        return plan.decision(node) instanceof Decision.Stale || plan.decision(node) instanceof Decision.Undecided;
    }

    @Override
    public boolean isKeptBack(int node) {
        return plan.decision(node) instanceof Decision.KeptBack;
    }

    @Override
    public boolean isInMemory(int node) {
        return detector.isAllInMemory(node);
    }

    /** Always asks the detector, so that it knows the current inputs. */
    @Override
    public Optional<List<Reason>> reasons(int node) {
        if (waited.remove(node)) {
            store.refresh();
        }
        revisions.put(node, store.revision());
        return decided(node);
    }

    private Optional<List<Reason>> decided(int node) {
        Decision decision = detector.decide(node);
        if (decision instanceof Decision.KeptBack kept) {
            keptBack.put(node, kept.changes());
        }
        if (decision instanceof Decision.Stale stale) {
            stales.add(node);
            return Optional.of(stale.reasons());
        }
        if (decision instanceof Decision.Undecided undecided) {
            // Its inputs are unknown, although all upstream nodes are settled.
            if (plan.decision(node).isSkipped()) {
                detector.skipped(node, false);
                return Optional.empty();
            }
            return Optional.of(undecided.datasets().stream()
                    .map(dataset -> (Reason) new Reason.InputChanged(dataset, "it was not made"))
                    .toList());
        }
        if (plan.decision(node) instanceof Decision.Stale planned && isNeeded(planned, decision)) {
            detector.runsAnyway(node);
            return Optional.of(planned.reasons());
        }
        return Optional.empty();
    }

    /**
     * Returns whether a node runs only because another node needs its values in memory. Other runs cannot have made
     * these.
     */
    private static boolean isNeeded(Decision.Stale planned, Decision now) {
        return !now.isSkipped() || planned.reasons().stream().anyMatch(Reason.NeededBy.class::isInstance);
    }

    @Override
    public List<Reason> changes(int node) {
        return keptBack.getOrDefault(node, List.of());
    }

    @Override
    public void demanded(int node) {
        detector.demanded(node);
    }

    @Override
    public void readsOnDemand(int node, int producer) {
        detector.readsOnDemand(node, producer);
    }

    @Override
    public Turn turn(int node, CacheProgress progress) {
        if (detector.isAllInMemory(node)) {
            return Turn.Now.RUN;
        }
        // A checkout has one run at a time, so no other run works on its files, but one may work on the same result.
        Claim wanted = identity.claim(
                graph.node(node),
                identity.slots().sharedPlaces(graph, node),
                shared.flatMap(results -> detector.sharedKey(node)).orElse(""),
                shared.filter(SharedResults::isPublishing).isPresent());
        if (wanted.places().isEmpty() && wanted.work().isEmpty()) {
            return Turn.Now.RUN;
        }
        ClaimAnswer answer = store.claim(wanted, revisions.getOrDefault(node, 0L));
        if (answer instanceof ClaimAnswer.Held held) {
            waited.add(node);
            return new Turn.Wait(held.by());
        }
        ClaimAnswer.Granted granted = (ClaimAnswer.Granted) answer;
        claims.put(node, granted.claim());
        guardOutputs(node, granted.claim());
        if (granted.hasNews() && decided(node).isEmpty()) {
            gaveUp(node);
            return Turn.Now.SKIP;
        }
        return fetch(node, progress);
    }

    /** Protects the outputs of a node that another run has taken over. */
    private void guardOutputs(int node, String claim) {
        Runnable check = () -> {
            if (!store.isInForce(claim)) {
                StateException cause = Unrecorded.superseded(graph.node(node), "what it made is not stored");
                throw new DatasetException(String.valueOf(cause.getMessage()), cause);
            }
        };
        detector.storedContents(node).forEach(content -> content.beforeReplacing(check));
    }

    private Turn fetch(int node, CacheProgress progress) {
        Optional<SharedResults.Taken> taken = shared.flatMap(results -> results.fetch(node, progress));
        if (taken.isEmpty()) {
            return Turn.Now.RUN;
        }
        claims.remove(node);
        writer.write(taken.get().entries());
        return new Turn.Fetched(taken.get().maker());
    }

    @Override
    public boolean areInputsUnchanged(int node) {
        return detector.inputChanges().wholes(node).isEmpty();
    }

    /** Partitions that were recorded while another input was changed are made of nobody knows what. */
    private void forgetUnknown(int node) {
        KnownPartitions.Making making = makings.get(node);
        if (making == null) {
            return;
        }
        try {
            if (!detector.inputChanges().besidesEach(node).isEmpty()) {
                partitions.forget(node);
            } else if (!making.inputs().isEmpty()) {
                partitions.compared(node);
            }
        } catch (DatasetException e) {
            // Nobody can look at the inputs now. The next run compares those in partitions by what stands for them; the
            // others were compared for each partition.
            return;
        }
    }

    @Override
    public void gaveUp(int node) {
        forgetUnknown(node);
        String claim = claims.remove(node);
        if (claim != null && !claim.isEmpty()) {
            store.release(claim);
        }
    }

    @Override
    public CompletableFuture<Boolean> accepted(int node) {
        CompletableFuture<Boolean> answer = accepted.remove(node);
        return answer == null ? Tracking.super.accepted(node) : answer;
    }

    @Override
    public Map<Integer, StateException> settle() {
        shared.ifPresent(SharedResults::await);
        Map<Integer, StateException> superseded = new HashMap<>();
        for (NodeRecord record : store.flush()) {
            writer.remove(record);
            superseded.put(
                    graph.nodeNumber(record.node()).orElseThrow(),
                    Unrecorded.superseded(record.node(), "its result is not recorded"));
        }
        return superseded;
    }

    @Override
    public void skipped(int node, boolean isGiven) {
        detector.skipped(node, isGiven);
    }

    @Override
    public void runIdRead(int node) {
        detector.isOfThisRun(node);
    }

    @Override
    public List<String> finished(int node, Duration duration) {
        BitSet replaced = guard.ended(node, isPublished(node));
        boolean isReplaced = replaced.get(node);
        replaced.clear(node);
        forget(replaced);
        if (isReplaced) {
            throw replaced(node);
        }
        Optional<NodeRecord> record = detector.finished(node, new NodeRecords.Timing(Instant.now(), duration));
        if (record.isEmpty()) {
            gaveUp(node);
            return detector.inputChanges().of(node);
        }
        boolean isClaimed = !claims.getOrDefault(node, "").isEmpty();
        if (isClaimed && !guard.isJudged(node)) {
            shared.ifPresent(results -> results.publish(node, record.get(), identity::record, true));
        }
        append(node, record.get());
        KnownPartitions.Making making = makings.get(node);
        if (making != null) {
            if (!making.inputs().isEmpty()) {
                partitions.compared(node);
            }
            shared.ifPresent(results -> results.publishPartitions(node, making, record.get(), identity::record));
        }
        if (!isClaimed) {
            shared.ifPresent(results -> results.publish(node, record.get(), identity::record, false));
        }
        return List.of();
    }

    /**
     * Returns whether a node's result will be published. Then its code is checked first, since a published result
     * cannot be withdrawn.
     */
    private boolean isPublished(int node) {
        return shared.filter(SharedResults::isPublishing).isPresent() && detector.mayShare(node);
    }

    private void append(int node, NodeRecord record) {
        synchronized (writer) {
            // The check of another thread may have judged it meanwhile: its record must not follow its ForgottenNode.
            if (guard.isJudged(node)) {
                throw replaced(node);
            }
            claims.remove(node);
            boolean storedNothing = detector.isAllInMemory(node);
            writer.add(record, storedNothing);
            if (!storedNothing && store.isShared()) {
                accepted.put(node, store.accepted(record));
            }
        }
    }

    private StateException replaced(int node) {
        partitions.forget(node);
        return Unrecorded.replaced(graph.node(node));
    }

    @Override
    public Optional<KnownPartitions> partitions(int node, boolean resumes, boolean keepsGoing, CacheProgress progress) {
        guard.makesPartitions();
        Map<String, List<String>> given =
                detector.increments().give(node, resumes, each -> mayRun(each) || stales.contains(each));
        if (!resumes && detector.increments().isAdding(node) && partitions.hasUnknown(node, detector)) {
            detector.increments().startsBesideUnknown(node);
        }
        Optional<KnownPartitions.Making> making =
                graph.makesPartitions(node) ? Optional.of(making(node, resumes, keepsGoing)) : Optional.empty();
        making.ifPresent(known -> {
            makings.put(node, known);
            shared.filter(results -> !resumes).ifPresent(results -> results.fetchPartitions(node, known, progress));
        });
        return Optional.of(new KnownPartitions(given, making));
    }

    private KnownPartitions.Making making(int node, boolean resumes, boolean keepsGoing) {
        // Later runs cannot reuse what is made from an unknown input.
        String madeOf = detector.partitionsMadeOf(node).orElseGet(() -> "unknown:" + UUID.randomUUID());
        String inputs = detector.inputChanges().partitionedInputs(node);
        partitions.trustOnly(node, inputs);
        int each = graph.eachInput(node);
        return new KnownPartitions.Making(
                Optional.of(partitions.of(node).toString()),
                Map.of(),
                madeOf,
                inputs,
                !resumes && detector.makesAllAnew(node),
                detector.increments().keepsOthers(node),
                each < 0
                        ? Optional.empty()
                        : Optional.of(new KnownPartitions.Each(
                                detector.partitionVersions(graph.inputs(node)[each]), keepsGoing)));
    }

    @Override
    public List<String> ended() {
        BitSet replaced = guard.look();
        forget(replaced);
        // Also publishes partitions of nodes that failed.
        guard.replaced().stream().forEach(node -> partitions.forget(node));
        writer.writeAll();
        return replaced.stream().mapToObj(graph::node).toList();
    }

    private void forget(BitSet nodes) {
        if (nodes.isEmpty()) {
            return;
        }
        List<StateRecord> forgotten = new ArrayList<>();
        nodes.stream().forEach(node -> {
            forgotten.add(new ForgottenNode(
                    identity.key(), graph.node(node), identity.slots().slot(node)));
            partitions.forget(node);
        });
        writer.withdraw(record -> nodes.get(graph.nodeNumber(record.node()).orElseThrow()), forgotten);
    }

    @Override
    public List<NodeRecord> records() {
        return writer.records();
    }
}
