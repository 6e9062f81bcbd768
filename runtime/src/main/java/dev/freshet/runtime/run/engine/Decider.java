package dev.freshet.runtime.run.engine;

import dev.freshet.runtime.change.Reason;
import dev.freshet.runtime.hook.NodeDecision;
import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.run.tracking.Tracking;
import dev.freshet.runtime.run.tracking.Turn;
import dev.freshet.wiring.JavaTypes;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;

/**
 * Decides whether nodes run: whether they are stale, whether other nodes need their values in memory, and whether a
 * listener objects.
 */
final class Decider {
    /** What happens with a node next. */
    enum Verdict {
        RUN,
        SKIP,
        FAIL,
        CANCELLED,
        /** Another run is working on the node. */
        WAIT
    }

    private final PipelineGraph graph;
    private final IntFunction<Type> types;
    private final Tracking tracking;
    private final Outcomes outcomes;
    private final MemoryValues values;
    private final NodeNews news;
    private final Endings endings;
    private final Interrupts interrupts;
    /** Nodes about which listeners were already asked, and which may run. */
    private final Set<Integer> asked = ConcurrentHashMap.newKeySet();
    /** Nodes that were skipped and now run because another node needs their values. */
    private final Map<Integer, Reason> demanded = new ConcurrentHashMap<>();

    /** @param types the types of datasets */
    Decider(
            PipelineGraph graph,
            IntFunction<Type> types,
            Tracking tracking,
            Outcomes outcomes,
            MemoryValues values,
            NodeNews news,
            Endings endings,
            Interrupts interrupts) {
        this.graph = graph;
        this.types = types;
        this.tracking = tracking;
        this.outcomes = outcomes;
        this.values = values;
        this.news = news;
        this.endings = endings;
        this.interrupts = interrupts;
    }

    /** A skipped node must run, because another node needs its values. */
    void demand(int node, Reason reason) {
        demanded.put(node, reason);
    }

    /** A node that must run waits for a value that a skipped node makes on demand. */
    void readsOnDemand(int node, int producer) {
        tracking.readsOnDemand(node, producer);
    }

    /** Decides about a node whose upstream nodes are settled. Never throws. */
    Verdict decide(int node) {
        try {
            Reason demand = demanded.get(node);
            if (demand != null) {
                tracking.demanded(node);
            }
            Optional<List<Reason>> reasons = demand != null
                    ? Optional.of(List.of(demand))
                    : failedInput(node).or(() -> tracking.reasons(node));
            if (reasons.isEmpty()) {
                return skip(node);
            }
            outcomes.mustRun(node, reasons.get());
            Verdict verdict = asked.contains(node) ? Verdict.RUN : ask(node);
            if (verdict == Verdict.RUN) {
                asked.add(node);
            }
            return verdict == Verdict.RUN && demand == null ? turn(node) : verdict;
        } catch (Throwable e) {
            if (interrupts.isInterruptedNow()) {
                return Verdict.CANCELLED;
            }
            endings.fail(node, e);
            return Verdict.FAIL;
        }
    }

    private Verdict skip(int node) {
        List<Reason> changes = tracking.changes(node);
        if (!changes.isEmpty()) {
            outcomes.isKeptBack(node, changes);
        } else if (tracking.isInMemory(node)) {
            outcomes.isInMemory(node);
        }
        outcomes.skipped(node);
        values.skip(node);
        return Verdict.SKIP;
    }

    private Verdict turn(int node) {
        Turn turn = tracking.turn(node, (moved, total) -> news.progressed(node, moved, total));
        if (turn instanceof Turn.Wait wait) {
            outcomes.waits(node, wait.by().holder());
            news.waits(node, wait.by());
            return Verdict.WAIT;
        }
        if (turn instanceof Turn.Fetched fetched) {
            outcomes.skipped(node, NodeReport.Skipped.Cause.FETCHED, fetched.maker());
            values.skip(node);
            return Verdict.SKIP;
        }
        if (turn == Turn.Now.SKIP) {
            outcomes.skipped(node);
            values.skip(node);
            return Verdict.SKIP;
        }
        return Verdict.RUN;
    }

    private Optional<List<Reason>> failedInput(int node) {
        int[] inputs = graph.inputs(node);
        for (int i = 0; i < inputs.length; i++) {
            if (graph.takesOutcome(node, i) && outcomes.failedProducer(inputs[i]) >= 0) {
                return Optional.of(List.of(new Reason.InputFailed(graph.dataset(inputs[i]))));
            }
        }
        return Optional.empty();
    }

    private Verdict ask(int node) {
        NodeDecision decision = news.decide(node);
        if (decision instanceof NodeDecision.Skip skip) {
            outcomes.skipped(node, NodeReport.Skipped.Cause.LISTENER, skip.why());
            tracking.skipped(node, false);
            values.skip(node);
            return Verdict.SKIP;
        }
        if (decision instanceof NodeDecision.Use use) {
            give(node, use.values());
            outcomes.skipped(node, NodeReport.Skipped.Cause.VALUE_GIVEN, "a listener gave its values");
            tracking.skipped(node, true);
            values.close(node);
            return Verdict.SKIP;
        }
        return Verdict.RUN;
    }

    private void give(int node, Map<String, Object> given) {
        for (int output : graph.outputs(node)) {
            Object value = given.get(graph.dataset(output));
            if (value == null) {
                throw new IllegalStateException("a listener gave values for " + graph.node(node) + ", but none for \""
                        + graph.dataset(output) + "\"");
            }
            requireType(output, value);
            values.handOn(output, value);
        }
    }

    /** Otherwise a reader would fail, and nothing would say why. Records can be in collections of another class. */
    private void requireType(int output, Object value) {
        Type type = types.apply(output);
        boolean isOfType = JavaTypes.raw(type).isInstance(value);
        if (!isOfType && !(JavaTypes.isMany(type) && value instanceof Iterable)) {
            throw new IllegalStateException("a listener gave \"" + graph.dataset(output) + "\" a value of "
                    + JavaTypes.show(value.getClass()) + ", but its type is " + JavaTypes.show(type));
        }
    }
}
