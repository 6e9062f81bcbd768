package dev.freshet.runtime.plan;

import dev.freshet.NodeContext;
import java.lang.reflect.Type;
import java.util.List;

/**
 * A pipeline as the annotation processor compiled it. Generated classes implement it; users hand it to a run.
 *
 * <p>Nodes and datasets are numbered as in {@link #graph}.
 */
public interface CompiledPipeline {
    /** The pipeline's name, for people; pipelines of several packages may have one name. */
    String name();

    /** Names the pipeline in the state: the name of its generated class, which no other pipeline of a project has. */
    default String id() {
        return getClass().getName();
    }

    /** Nodes, datasets and order; decoded once, on the first call, without loading any class of the user. */
    PipelineGraph graph();

    /** The graph of the pipeline that this is a part of; its own if it is not a part. */
    default PipelineGraph wholeGraph() {
        return graph();
    }

    /** The catalog that the pipeline was compiled with, as {@code @Pipeline(catalog)} names it; empty if it names none. */
    default String catalog() {
        return "";
    }

    /** Where the code of each node starts; decoded once, on the first call, without loading any class of the user. */
    default NodeCodes codes() {
        return NodeCodes.unknown();
    }

    /**
     * The Java type of a dataset, boxed if it is a primitive.
     *
     * @param dataset a dataset's number in {@link #graph}
     */
    Type type(int dataset);

    /** The names of the classes whose objects nodes receive through parameters with {@link dev.freshet.Injected}. */
    default List<String> injected() {
        return List.of();
    }

    /**
     * Calls a node's method.
     *
     * @param node a node's number in {@link #graph}
     * @param inputs one value for each of the node's inputs, in order
     * @param context injected if the method asks for it
     * @return one value for each of the node's outputs, in order
     * @throws Exception whatever the method throws
     */
    Object[] invoke(int node, Object[] inputs, NodeContext context) throws Exception;
}
