package dev.freshet.page;

import dev.freshet.NodeContext;
import dev.freshet.runtime.live.LiveRun;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.plan.NodeCodes;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.run.FailurePolicy;
import dev.freshet.runtime.run.Run;
import dev.freshet.runtime.run.RunHandle;
import dev.freshet.runtime.run.Runner;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** A pipeline in memory whose nodes wait until a test lets them go on. */
final class GatedFlow implements CompiledPipeline {
    private final PipelineGraph graph;
    private final Map<String, CountDownLatch> gates = new ConcurrentHashMap<>();
    private final Map<String, Body> bodies = new ConcurrentHashMap<>();

    /** What a node does before it waits. */
    interface Body {
        void run(NodeContext context) throws Exception;
    }

    GatedFlow(String graph) {
        this.graph = PipelineGraph.parse(graph);
    }

    /** What a shop makes of its orders: {@code rate} and {@code name} read from {@code clean}, {@code report} from both. */
    static GatedFlow shop() {
        return new GatedFlow("""
                clean = P.clean() -> cleaned
                rate = P.rate(cleaned) -> rated
                name = P.name(cleaned) -> named
                report = P.report(rated, named) -> text
                """);
    }

    GatedFlow node(String name, Body body) {
        bodies.put(name, body);
        return this;
    }

    private CountDownLatch gate(String node) {
        return gates.computeIfAbsent(node, name -> new CountDownLatch(1));
    }

    void open(String... nodes) {
        for (String node : nodes) {
            gate(node).countDown();
        }
    }

    void openAll() {
        for (int node = 0; node < graph.nodeCount(); node++) {
            open(graph.node(node));
        }
    }

    @Override
    public String name() {
        return "Shop";
    }

    @Override
    public PipelineGraph graph() {
        return graph;
    }

    @Override
    public NodeCodes codes() {
        return NodeCodes.unknown();
    }

    @Override
    public Type type(int dataset) {
        return String.class;
    }

    @Override
    public Object[] invoke(int node, Object[] inputs, NodeContext context) throws Exception {
        String name = graph.node(node);
        Body body = bodies.get(name);
        if (body != null) {
            body.run(context);
        }
        gate(name).await();
        Object[] outputs = new Object[graph.outputs(node).length];
        Arrays.fill(outputs, name);
        return outputs;
    }

    /** A run that goes on, with its page. */
    record Watched(GatedFlow flow, RunHandle run, Site site) implements AutoCloseable {
        @Override
        public void close() {
            flow.openAll();
            run.cancel();
            site.close();
        }
    }

    Watched start(Pace pace) throws IOException {
        Run run = Run.of(this).runner(Runner.threads(2)).onFailure(FailurePolicy.KEEP_GOING);
        LiveRun live = new LiveRun(run::graphWithoutStatus, graph);
        Site site = Site.start(live, 0, pace);
        return new Watched(this, run.listener(live).launch(), site);
    }
}
