package dev.freshet.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.TypeSpec;
import dev.freshet.processor.model.NodeModel;
import dev.freshet.processor.model.Wiring.Consumer;
import dev.freshet.wiring.DatasetName;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import javax.lang.model.element.Modifier;

/** Writes the nested classes {@code Data} and {@code Nodes}: a constant for each dataset and each node. */
final class ConstantsClasses {
    private static final int MOST_LINKS = 5;

    private final Emission emission;

    ConstantsClasses(Emission emission) {
        this.emission = emission;
    }

    List<TypeSpec> data() {
        List<DatasetName> datasets = emission.datasets.stream()
                .filter(dataset -> !dataset.isParameter())
                .toList();
        return write(
                "Data",
                "The datasets of the pipeline, with the types of their values.\n",
                datasets,
                DatasetName::text,
                this::field);
    }

    List<TypeSpec> nodes() {
        return write(
                "Nodes",
                "The nodes of the pipeline, in execution order.\n",
                emission.nodes,
                NodeModel::name,
                this::field);
    }

    /** Writes the class, with a nested class for each namespace of an included pipeline. */
    private <T> List<TypeSpec> write(
            String name,
            String javadoc,
            List<T> things,
            Function<T, String> naming,
            BiFunction<T, String, FieldSpec> field) {
        Namespaces<T> tree = Namespaces.of(emission.namespaces(), things, naming);
        return write(emission.generated, name, javadoc, tree, field);
    }

    private <T> List<TypeSpec> write(
            ClassName outer, String name, String javadoc, Namespaces<T> tree, BiFunction<T, String, FieldSpec> field) {
        TypeSpec.Builder type = holderOf(name, javadoc);
        Identifiers identifiers = new Identifiers(tree.things().values(), List.of());
        // A class must not have the name of a class around it or of a field beside it.
        Set<String> taken = new HashSet<>(outer.simpleNames());
        taken.add(name);
        tree.things().values().forEach(thing -> taken.add(identifiers.constant(thing)));
        tree.nested().forEach((word, inner) -> {
            String nested = Identifiers.className(word, taken);
            write(
                            outer.nestedClass(name),
                            nested,
                            "The constants of the namespace {@code " + word + "}.\n",
                            inner,
                            field)
                    .forEach(type::addType);
        });
        return Parts.chain(
                outer,
                type,
                name,
                List.copyOf(tree.things().entrySet()),
                (part, thing) -> part.addField(field.apply(thing.getKey(), identifiers.constant(thing.getValue()))));
    }

    private static TypeSpec.Builder holderOf(String name, String javadoc) {
        return TypeSpec.classBuilder(name)
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc(javadoc)
                .addMethod(Parts.constructor());
    }

    private FieldSpec field(DatasetName dataset, String constant) {
        return FieldSpec.builder(emission.refType(dataset), constant, Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc(describe(dataset))
                .initializer("new $T<>($S)", Emission.DATASET_REF, dataset.text())
                .build();
    }

    private FieldSpec field(NodeModel node, String constant) {
        return FieldSpec.builder(Emission.NODE_REF, constant, Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("$L\n", emission.link(node))
                .initializer("new $T($S)", Emission.NODE_REF, node.name())
                .build();
    }

    private CodeBlock describe(DatasetName dataset) {
        CodeBlock.Builder text = CodeBlock.builder();
        emission.pipeline
                .wiring()
                .producer(dataset)
                .ifPresentOrElse(
                        producer -> text.add("Produced by $L", emission.link(producer.node())),
                        () -> text.add("Pipeline input"));
        List<NodeModel> readers = emission.pipeline.wiring().consumers(dataset).stream()
                .map(Consumer::node)
                .distinct()
                .toList();
        for (int i = 0; i < Math.min(readers.size(), MOST_LINKS); i++) {
            text.add(i == 0 ? ", read by $L" : ", $L", emission.link(readers.get(i)));
        }
        if (readers.size() > MOST_LINKS) {
            text.add(" and $L more", readers.size() - MOST_LINKS);
        }
        return text.add(".\n").build();
    }
}
