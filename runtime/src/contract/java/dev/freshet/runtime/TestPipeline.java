package dev.freshet.runtime;

import dev.freshet.NodeContext;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.plan.NodeCodes;
import dev.freshet.runtime.plan.PipelineGraph;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** A pipeline whose nodes are lambdas; unless told otherwise, datasets are strings. */
public final class TestPipeline implements CompiledPipeline {
    /** The body of a node. */
    @FunctionalInterface
    public interface Body {
        Object[] call(Object[] inputs, NodeContext context) throws Exception;
    }

    private final PipelineGraph graph;
    private final Map<String, Body> bodies = new HashMap<>();
    private final Map<String, String> versions = new HashMap<>();
    private final Set<String> instances = new HashSet<>();
    private final Map<String, String> methods = new HashMap<>();
    private final Map<String, Type> types = new HashMap<>();
    private String id = getClass().getName();
    private String catalog = "";

    public TestPipeline(String graph) {
        this.graph = PipelineGraph.parse(graph);
    }

    /** Sets the body of a node with one output. */
    public TestPipeline node(String name, Body body) {
        bodies.put(name, body);
        return this;
    }

    public TestPipeline type(String dataset, Type type) {
        types.put(dataset, type);
        return this;
    }

    /** Sets what stands for the code of a node; until then its code is always the same. */
    public TestPipeline version(String node, String version) {
        versions.put(node, version);
        return this;
    }

    /** Makes the method of a node one of an object. */
    public TestPipeline instance(String node) {
        instances.add(node);
        return this;
    }

    /** Sets the name of the method of a node, which is that of the node until then. */
    public TestPipeline method(String node, String method) {
        methods.put(node, method);
        return this;
    }

    /** Sets what names the pipeline in the state. */
    public TestPipeline id(String name) {
        id = name;
        return this;
    }

    /** Sets the catalog that the pipeline was compiled with. */
    public TestPipeline catalog(String file) {
        catalog = file;
        return this;
    }

    @Override
    public String catalog() {
        return catalog;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public NodeCodes codes() {
        StringBuilder text = new StringBuilder();
        for (int node = 0; node < graph.nodeCount(); node++) {
            text.append("test/Code.")
                    .append(methods.getOrDefault(graph.node(node), graph.node(node)))
                    .append("()V\tversion ")
                    .append(versions.getOrDefault(graph.node(node), "1"))
                    .append(instances.contains(graph.node(node)) ? "\tinstance" : "")
                    .append('\n');
        }
        return NodeCodes.parse(text.toString());
    }

    @Override
    public String name() {
        return "Test";
    }

    @Override
    public PipelineGraph graph() {
        return graph;
    }

    @Override
    public Type type(int dataset) {
        return types.getOrDefault(graph.dataset(dataset), String.class);
    }

    @Override
    public Object[] invoke(int node, Object[] inputs, NodeContext context) throws Exception {
        return bodies.get(graph.node(node)).call(inputs, context);
    }
}
