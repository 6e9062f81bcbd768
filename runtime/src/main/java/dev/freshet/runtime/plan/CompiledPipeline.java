package dev.freshet.runtime.plan;

import dev.freshet.NodeContext;
import java.lang.reflect.Type;
import java.util.List;

/**
 * A pipeline that the annotation processor has compiled. Generated classes implement this interface; users pass them to
 * a run.
 *
 * <p>Nodes and datasets are numbered as in {@link #graph}.
 */
public interface CompiledPipeline {
    /** Returns the pipeline's name, for people. Pipelines in different packages may have the same name. */
    String name();

    /** Returns the name of the pipeline in the state: that of its generated class, which is unique in a project. */
    default String id() {
        return getClass().getName();
    }

    /**
     * Returns the nodes, datasets and order. They are decoded on the first call, without loading any class of the user.
     */
    PipelineGraph graph();

    /** Returns the graph of the whole pipeline, if this is a selection of it; otherwise its own graph. */
    default PipelineGraph wholeGraph() {
        return graph();
    }

    /** Returns the catalog that {@code @Pipeline(catalog)} names; an empty text if it names none. */
    default String catalog() {
        return "";
    }

    /**
     * Returns where the code of each node starts. This is decoded on the first call, without loading any class of the
     * user.
     */
    default NodeCodes codes() {
        return NodeCodes.unknown();
    }

    /**
     * Returns the Java type of a dataset, boxed if it is a primitive type.
     *
     * @param dataset a dataset's number in {@link #graph}
     */
    Type type(int dataset);

    /**
     * Returns the names of the classes whose objects nodes receive through parameters with {@link
     * dev.freshet.Injected}.
     */
    default List<String> injected() {
        return List.of();
    }

    /**
     * Calls a node's method.
     *
     * @param node a node's number in {@link #graph}
     * @param inputs one value for each of the node's inputs, in order
     * @param context the context, injected if the method asks for it
     * @return one value for each of the node's outputs, in order
     * @throws Exception whatever the method throws
     */
    Object[] invoke(int node, Object[] inputs, NodeContext context) throws Exception;
}
