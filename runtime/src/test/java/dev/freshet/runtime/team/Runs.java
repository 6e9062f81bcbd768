package dev.freshet.runtime.team;

import dev.freshet.runtime.TestPipeline;
import dev.freshet.runtime.hook.RunListener;
import dev.freshet.runtime.hook.RunStart;
import dev.freshet.runtime.run.Run;
import dev.freshet.runtime.run.RunReport;
import dev.freshet.runtime.run.Runner;
import dev.freshet.runtime.team.Call.Facts;
import dev.freshet.runtime.team.TeamGraph.Kind;
import dev.freshet.runtime.team.TeamGraph.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Runs the pipeline for members of a team, and notes what their nodes do. */
final class Runs {
    private static final int LONGEST_SLEEP = 60;

    private final TeamGraph graph;
    private final MortalStore store;
    private final boolean isSigning;
    private final AtomicInteger clock = new AtomicInteger();
    /** Runs that are under way. */
    private final Map<Member, UnderWay> underWay = new ConcurrentHashMap<>();
    /** What happens to the next run of somebody. */
    private final Map<Member, Fate> fates = new ConcurrentHashMap<>();
    /** What values in memory were made of. */
    private final Map<String, Facts> inMemory = new ConcurrentHashMap<>();

    private record UnderWay(String environment, List<Call> calls, AtomicReference<String> run) {}

    /**
     * A machine dies, or sleeps until others have ended their runs.
     *
     * @param calls how many nodes it calls before
     * @param others how many others it sleeps through; null if it dies
     */
    private record Fate(AtomicInteger calls, Optional<CountDownLatch> others) {}

    Runs(TeamGraph graph, MortalStore store, boolean isSigning) {
        this.graph = graph;
        this.store = store;
        this.isSigning = isSigning;
    }

    /** What values in memory were made of, by value. */
    Map<String, Facts> inMemory() {
        return inMemory;
    }

    /** A machine will die in its next run, in a node. */
    void dieInCall(Member member, int calls) {
        fates.put(member, new Fate(new AtomicInteger(calls), Optional.empty()));
    }

    /** A machine will sleep in a node of its next run, until so many other runs have ended. */
    void sleepInCall(Member member, int calls, int others) {
        fates.put(member, new Fate(new AtomicInteger(calls), Optional.of(new CountDownLatch(others))));
    }

    Run describe(Member member) {
        TestPipeline pipeline = new TestPipeline(graph.toString()).id("team.Flow");
        TeamGraph.PARAMETERS.forEach(parameter -> pipeline.type("params:" + parameter, Integer.class));
        for (Node node : graph.nodes()) {
            int version = member.version(node);
            pipeline.version(node.name(), Integer.toString(version))
                    .node(node.name(), (in, context) -> call(member, node, version, in));
        }
        return Run.of(pipeline).conf(member.project.resolve("conf"));
    }

    private Object[] call(Member member, Node node, int version, Object[] in) throws InterruptedException {
        UnderWay current = underWay.get(member);
        String run = current.run().get();
        List<String> inputs = new ArrayList<>();
        List<String> parameters = new ArrayList<>();
        for (int i = 0; i < in.length; i++) {
            (i < node.inputs().size() ? inputs : parameters).add(in[i].toString());
        }
        Facts facts = new Facts(node.name(), version, parameters, inputs);
        Map<String, String> before = new TreeMap<>();
        if (node.isStored()) {
            node.outputs().forEach(output -> before.put(output, member.read(output, current.environment())));
        }
        int start = clock.incrementAndGet();
        boolean slept = meetFate(member);
        boolean isDead = store.isDead(member.name);
        Map<String, String> made = isDead ? Map.of() : Call.make(node, facts, isSigning ? run : "");
        if (node.kind() == Kind.IN_MEMORY) {
            made.values().forEach(value -> inMemory.put(value, facts));
        }
        current.calls().add(new Call(member, current.environment(), node, run, facts, made, before, start, slept));
        if (isDead) {
            throw new Error("the machine died");
        }
        return node.outputs().stream().map(made::get).toArray();
    }

    /** Returns whether the machine slept. */
    private boolean meetFate(Member member) throws InterruptedException {
        Fate fate = fates.get(member);
        if (fate == null || fate.calls().getAndDecrement() != 0) {
            return false;
        }
        if (fate.others().isEmpty()) {
            store.doom(member.name, -1, false);
            return false;
        }
        store.sleep(member.name, true);
        if (!fate.others().get().await(LONGEST_SLEEP, TimeUnit.SECONDS)) {
            throw new IllegalStateException("others have not ended");
        }
        store.sleep(member.name, false);
        return true;
    }

    /** Runs while nobody else does. */
    Ran run(Member member, Told told) {
        return run(member, told, member.files(told.environment()));
    }

    /** @param before what was in the files before others began to run */
    Ran run(Member member, Told told, Map<String, String> before) {
        List<Call> calls = Collections.synchronizedList(new ArrayList<>());
        UnderWay current = new UnderWay(told.environment(), calls, new AtomicReference<>(""));
        underWay.put(member, current);
        boolean isSequential = Math.floorMod(before.hashCode(), 2) == 0;
        // A node that asks for the id of its run has results that nobody else may use.
        Run run = describe(member)
                .runner(isSequential ? Runner.sequential() : Runner.threads(2))
                .listener(new RunListener() {
                    @Override
                    public void runStarted(RunStart start) {
                        current.run().set(start.runId());
                    }
                });
        told.tell(run);
        Optional<RunReport> report = Optional.empty();
        String failure = "";
        try {
            report = Optional.of(run.start());
            failure = report.get()
                    .failure()
                    .map(failed -> failed.node() + ": " + failed.cause())
                    .orElse("");
        } catch (RuntimeException | Error e) {
            failure = e.toString();
        }
        Optional<CountDownLatch> slept = Optional.ofNullable(fates.remove(member))
                .filter(fate -> fate.calls().get() < 0)
                .flatMap(Fate::others);
        fates.values().forEach(fate -> fate.others().ifPresent(CountDownLatch::countDown));
        boolean hasDied = store.isDead(member.name);
        store.revive(member.name);
        Map<String, String> after = member.files(told.environment());
        return new Ran(
                member,
                told,
                before,
                after,
                List.copyOf(calls),
                report,
                failure,
                hasDied || slept.isPresent(),
                slept.isPresent());
    }
}
