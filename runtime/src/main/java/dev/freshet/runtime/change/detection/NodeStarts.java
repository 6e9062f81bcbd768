package dev.freshet.runtime.change.detection;

import dev.freshet.dataset.InjectedObjects;
import dev.freshet.dataset.InjectedProvider;
import dev.freshet.dataset.catalog.Catalog;
import dev.freshet.dataset.parameter.Parameters;
import dev.freshet.fingerprint.NodeCode;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.plan.PipelineGraph;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Where the code of nodes starts: at their methods, and at what Freshet calls for them, the dataset types that read what
 * they are given and write what they make, the validators of both, and the providers of the objects that are injected. Those of Freshet itself
 * have versions: a new release alone makes nothing run again.
 */
final class NodeStarts {
    private static final String FRESHET = "dev.freshet.";

    private final CompiledPipeline pipeline;
    private final Catalog catalog;

    private NodeStarts(CompiledPipeline pipeline, Catalog catalog) {
        this.pipeline = pipeline;
        this.catalog = catalog;
    }

    static List<NodeCode> of(CompiledPipeline pipeline, Catalog catalog) {
        return new NodeStarts(pipeline, catalog).all();
    }

    private List<NodeCode> all() {
        PipelineGraph graph = pipeline.graph();
        List<NodeCode> starts = new ArrayList<>(pipeline.codes().nodes());
        for (int node = 0; node < starts.size(); node++) {
            Set<String> called = new LinkedHashSet<>();
            addTypes(graph.inputs(node), called);
            addTypes(graph.outputs(node), called);
            addProviders(starts.get(node).method(), called);
            if (!called.isEmpty()) {
                starts.set(node, with(called, starts.get(node)));
            }
        }
        return starts;
    }

    private void addTypes(int[] datasets, Set<String> to) {
        PipelineGraph graph = pipeline.graph();
        for (int dataset : datasets) {
            Supplier<Type> type = () -> pipeline.type(dataset);
            List<Class<?>> code =
                    graph.isParameter(dataset) ? Parameters.code(type) : catalog.code(graph.dataset(dataset), type);
            code.forEach(each -> add(each, to));
        }
    }

    private void addProviders(String method, Set<String> to) {
        for (String type : pipeline.injected()) {
            if (method.contains("L" + type.replace('.', '/') + ";")) {
                for (InjectedProvider provider : InjectedObjects.providers()) {
                    if (provider.type().equals(type)) {
                        add(provider.getClass(), to);
                    }
                }
            }
        }
    }

    private static void add(Class<?> type, Set<String> to) {
        if (!type.getName().startsWith(FRESHET)) {
            to.add(type.getName().replace('.', '/'));
        }
    }

    private static NodeCode with(Set<String> called, NodeCode code) {
        called.addAll(code.alsoDependsOn());
        return new NodeCode(
                code.method(), code.types(), List.copyOf(called), code.resources(), code.version(), code.isInstance());
    }
}
