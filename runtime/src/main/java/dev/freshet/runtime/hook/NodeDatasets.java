package dev.freshet.runtime.hook;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;

/**
 * What a node reads and produces, without its parameters.
 *
 * @param inputs the datasets that the node reads, in the order of its parameters
 * @param outputs the datasets that the node produces
 */
public record NodeDatasets(List<Named> inputs, List<Named> outputs) {
    public NodeDatasets {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /**
     * A dataset of a pipeline.
     *
     * @param dataset the dataset's full name
     * @param place the place where the dataset is stored, without credentials: the absolute path of a file, or what its
     *     storage or database calls the place. Equal places have equal names, whatever the pipeline. Empty if the value
     *     is only in memory, and for a query, whose place nobody can tell.
     * @param type the Java type of the value
     */
    public record Named(String dataset, Optional<String> place, Type type) {}
}
