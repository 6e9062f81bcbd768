package dev.freshet.processor.model;

import dev.freshet.wiring.DatasetName;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/**
 * A class annotated with {@code @Pipeline}.
 *
 * @param holder the annotated class
 * @param name the pipeline's name
 * @param nodes the nodes in the order of declaration, after those of included pipelines
 * @param inputs the names that {@code @Pipeline(inputs)} declares
 * @param catalog the catalog that {@code @Pipeline(catalog)} names; empty if it names none or the file could not be
 *     read
 */
public record PipelineModel(
        TypeElement holder,
        Origin origin,
        String name,
        List<NodeModel> nodes,
        List<DeclaredInput> inputs,
        Optional<CatalogModel> catalog) {
    /** Returns the qualified name of a pipeline's generated class. */
    public static String generatedName(TypeElement holder, Elements elements) {
        PackageElement home = elements.getPackageOf(holder);
        String nested = holder.getQualifiedName()
                .toString()
                .substring(home.isUnnamed() ? 0 : home.getQualifiedName().length() + 1)
                .replace('.', '_');
        return (home.isUnnamed() ? "" : home.getQualifiedName() + ".") + nested + "Pipeline";
    }

    /** Returns the nodes of the class itself. */
    public List<NodeModel> ownNodes() {
        return nodes.stream().filter(node -> node.include().isEmpty()).toList();
    }

    /** A name in {@code @Pipeline(inputs)}. */
    public record DeclaredInput(DatasetName name, Origin origin) {}
}
