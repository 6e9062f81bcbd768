package dev.freshet.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.freshet.processor.model.Assignability;
import dev.freshet.processor.model.DatasetName;
import dev.freshet.processor.model.LinkedPipeline;
import dev.freshet.processor.model.NodeModel;
import dev.freshet.processor.model.Reachability;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;

/** What all parts of one generated class share: names, numbers and types. */
final class Emission {
    static final String RUNTIME = "dev.freshet.runtime.plan";
    static final ClassName DATASET_REF = ClassName.get(RUNTIME, "DatasetRef");
    static final ClassName NODE_REF = ClassName.get(RUNTIME, "NodeRef");
    static final ClassName COMPILED_PIPELINE = ClassName.get(RUNTIME, "CompiledPipeline");
    static final ClassName PIPELINE_GRAPH = ClassName.get(RUNTIME, "PipelineGraph");
    static final ClassName NODE_CODES = ClassName.get(RUNTIME, "NodeCodes");
    static final ClassName NODE_CONTEXTS = ClassName.get(RUNTIME, "NodeContexts");
    static final ClassName GENERIC_TYPES = ClassName.get(RUNTIME, "GenericTypes");
    static final ClassName OUTCOME = ClassName.get("dev.freshet", "Outcome");
    static final ClassName NODE_CONTEXT = ClassName.get("dev.freshet", "NodeContext");

    final LinkedPipeline pipeline;
    final ClassName holder;
    final ClassName generated;
    /** Nodes in topological order: a node's number is its index. */
    final List<NodeModel> nodes;
    /** Datasets and parameters: a dataset's number is its index. */
    final List<DatasetName> datasets;

    final Map<DatasetName, Integer> numbers = new HashMap<>();
    final Identifiers identifiers;
    final Identifiers nodeIdentifiers;
    final Assignability assignability;

    Emission(LinkedPipeline pipeline, boolean sound, Elements elements, Assignability assignability) {
        this.pipeline = pipeline;
        this.assignability = assignability;
        holder = ClassName.get(pipeline.model().holder());
        generated = ClassName.get(
                elements.getPackageOf(pipeline.model().holder())
                        .getQualifiedName()
                        .toString(),
                String.join("_", holder.simpleNames()) + "Pipeline");
        nodes = sound ? pipeline.wiring().order() : namedOnce(pipeline.model().nodes());
        datasets = new ArrayList<>(pipeline.datasets(nodes));
        datasets.forEach(dataset -> numbers.put(dataset, numbers.size()));
        identifiers = new Identifiers(
                Stream.concat(
                                datasets.stream().map(DatasetName::text),
                                nodes.stream().filter(Emission::hasRecord).map(Emission::resultKey))
                        .toList(),
                List.of("inputs", "outputs", "contexts", "holder", "call"));
        nodeIdentifiers = new Identifiers(nodes.stream().map(NodeModel::name).toList(), List.of());
    }

    /** The nodes without those whose name an earlier one has. */
    private static List<NodeModel> namedOnce(List<NodeModel> nodes) {
        Set<String> names = new HashSet<>();
        return nodes.stream().filter(node -> names.add(node.name())).toList();
    }

    /** The class whose object the pipeline needs; {@code Object} if a mistake hides it. */
    TypeName holderType() {
        return Reachability.obstacle(pipeline.model().holder().asType())
                        .filter(reason -> reason.endsWith("private"))
                        .isPresent()
                ? ClassName.OBJECT
                : holder;
    }

    private static boolean hasRecord(NodeModel node) {
        return node.outputs().size() > 1;
    }

    /** No dataset has a slash in its name. */
    private static String resultKey(NodeModel node) {
        return node.name() + "/result";
    }

    /** The variable that holds the record which a node with several outputs returns. */
    String resultVariable(NodeModel node) {
        return identifiers.variable(resultKey(node));
    }

    /** The variable that holds a dataset's value: the one of the name under which it is made, if it is. */
    String variable(DatasetName dataset) {
        return identifiers.variable(pipeline.wiring()
                .producer(dataset)
                .map(producer -> producer.output().name())
                .orElse(dataset)
                .text());
    }

    /** About how many bytes of code and entries of the constant pool the call of a node takes. */
    static int weight(NodeModel node) {
        return 8 + 8 * (node.inputs().size() + node.outputs().size());
    }

    /** Whether some node is an instance method, so that the pipeline needs an object of the annotated class. */
    boolean needsHolder() {
        return pipeline.model().nodes().stream().anyMatch(NodeModel::isInstance);
    }

    boolean takesContexts() {
        return nodes.stream().anyMatch(NodeModel::takesContext);
    }

    /** Datasets and parameters that no node makes, in order of their numbers. */
    List<DatasetName> freeInputs() {
        return datasets.stream()
                .filter(dataset -> pipeline.wiring().producer(dataset).isEmpty())
                .toList();
    }

    /** Datasets that no node reads, in order of their numbers. */
    List<DatasetName> freeOutputs() {
        return datasets.stream()
                .filter(dataset -> pipeline.wiring().producer(dataset).isPresent()
                        && pipeline.wiring().consumers(dataset).isEmpty())
                .toList();
    }

    /** The type of a dataset as declared, {@code Object} if a mistake hides it. */
    TypeName type(DatasetName dataset) {
        return declared(dataset).map(TypeName::get).orElse(ClassName.OBJECT);
    }

    TypeName boxedType(DatasetName dataset) {
        return type(dataset).box();
    }

    Optional<TypeMirror> declared(DatasetName dataset) {
        return pipeline.types()
                .of(dataset)
                .filter(type -> Reachability.obstacle(type).isEmpty());
    }

    /** {@code DatasetRef<T>} of a dataset. */
    TypeName refType(DatasetName dataset) {
        return ParameterizedTypeName.get(DATASET_REF, boxedType(dataset));
    }

    /** Whether a node's failure is the input of another, so that {@code call} catches it. */
    boolean isCaught(NodeModel node) {
        return node.outputs().stream()
                .flatMap(output -> pipeline.wiring().consumers(output.name()).stream())
                .anyMatch(consumer -> consumer.input().isOutcome());
    }

    /** Whether the variable of a dataset holds its outcome. */
    boolean isCaught(DatasetName dataset) {
        return pipeline.wiring()
                .producer(dataset)
                .filter(producer -> isCaught(producer.node()))
                .isPresent();
    }

    /** The type of a dataset's variable in {@code call}. */
    TypeName variableType(DatasetName dataset) {
        return isCaught(dataset) ? ParameterizedTypeName.get(OUTCOME, boxedType(dataset)) : type(dataset);
    }

    /** What the methods of nodes are called on. */
    CodeBlock target(NodeModel node, String instance) {
        return node.isInstance() ? CodeBlock.of("$L", instance) : CodeBlock.of("$T", holder);
    }

    /** A Javadoc link to a node's method. */
    CodeBlock link(NodeModel node) {
        return CodeBlock.of("{@link $T#$L}", holder, node.method().getSimpleName());
    }
}
