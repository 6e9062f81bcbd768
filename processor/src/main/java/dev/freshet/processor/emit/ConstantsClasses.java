package dev.freshet.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.TypeSpec;
import dev.freshet.processor.model.DatasetName;
import dev.freshet.processor.model.NodeModel;
import dev.freshet.processor.model.Wiring.Consumer;
import java.util.List;
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
        TypeSpec.Builder data = holderOf("Data", "The datasets of the pipeline, each with the type of its values.\n");
        return Parts.chain(
                emission.generated, data, "Data", datasets, (type, dataset) -> type.addField(field(dataset)));
    }

    List<TypeSpec> nodes() {
        TypeSpec.Builder nodes = holderOf("Nodes", "The nodes of the pipeline, in an order in which they can run.\n");
        return Parts.chain(
                emission.generated, nodes, "Nodes", emission.nodes, (type, node) -> type.addField(field(node)));
    }

    private static TypeSpec.Builder holderOf(String name, String javadoc) {
        return TypeSpec.classBuilder(name)
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc(javadoc)
                .addMethod(Parts.constructor());
    }

    private FieldSpec field(DatasetName dataset) {
        return FieldSpec.builder(
                        emission.refType(dataset),
                        emission.identifiers.constant(dataset.text()),
                        Modifier.PUBLIC,
                        Modifier.STATIC,
                        Modifier.FINAL)
                .addJavadoc(describe(dataset))
                .initializer("new $T<>($S)", Emission.DATASET_REF, dataset.text())
                .build();
    }

    private FieldSpec field(NodeModel node) {
        return FieldSpec.builder(
                        Emission.NODE_REF,
                        emission.nodeIdentifiers.constant(node.name()),
                        Modifier.PUBLIC,
                        Modifier.STATIC,
                        Modifier.FINAL)
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
                        producer -> text.add("Made by $L", emission.link(producer.node())),
                        () -> text.add("Free input"));
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
