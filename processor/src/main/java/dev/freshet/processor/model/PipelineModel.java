package dev.freshet.processor.model;

import java.util.List;
import java.util.Optional;
import javax.lang.model.element.TypeElement;

/**
 * A class annotated with {@code @Pipeline}.
 *
 * @param holder the annotated class
 * @param name the pipeline's name
 * @param nodes the nodes in the order of their declaration
 * @param inputs the names that {@code @Pipeline(inputs)} declares
 * @param catalog the catalog that {@code @Pipeline(catalog)} names, if it does and the file could be read
 */
public record PipelineModel(
        TypeElement holder,
        Origin origin,
        String name,
        List<NodeModel> nodes,
        List<DeclaredInput> inputs,
        Optional<CatalogModel> catalog) {
    /** A name in {@code @Pipeline(inputs)}. */
    public record DeclaredInput(DatasetName name, Origin origin) {}
}
