package dev.freshet.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.freshet.processor.model.Assignability;
import dev.freshet.processor.model.IncludeModel;
import dev.freshet.processor.model.LinkedPipeline;
import dev.freshet.processor.model.NodeModel;
import dev.freshet.processor.model.OutputModel;
import dev.freshet.processor.model.PipelineModel;
import dev.freshet.processor.model.Reachability;
import dev.freshet.wiring.DatasetName;
import dev.freshet.wiring.Form;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.TypeElement;
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
    static final ClassName GENERIC_TYPES = ClassName.get("dev.freshet.wiring", "GenericTypes");
    static final ClassName OUTCOME = ClassName.get("dev.freshet", "Outcome");
    static final ClassName PARTITIONS = ClassName.get("dev.freshet", "Partitions");
    static final ClassName PARTITION_SINK = ClassName.get("dev.freshet", "PartitionSink");
    static final ClassName NODE_CONTEXT = ClassName.get("dev.freshet", "NodeContext");

    final LinkedPipeline pipeline;
    final ClassName holder;
    final ClassName generated;
    /** Nodes in topological order: a node's number is its index. */
    final List<NodeModel> nodes;
    /** Datasets and parameters: a dataset's number is its index. */
    final List<DatasetName> datasets;

    private final Map<String, Holder> holders = new LinkedHashMap<>();

    final Map<DatasetName, Integer> numbers = new HashMap<>();
    /** The variables of {@code call}, by datasets and by what else it keeps for a while. */
    private final Identifiers variables;
    /** The accessors of {@code Inputs}. */
    final Identifiers inputs;
    /** The accessors of {@code Outputs}. */
    final Identifiers outputs;

    final Assignability assignability;

    Emission(LinkedPipeline pipeline, boolean sound, Elements elements, Assignability assignability) {
        this.pipeline = pipeline;
        this.assignability = assignability;
        holder = ClassName.get(pipeline.model().holder());
        String name = PipelineModel.generatedName(pipeline.model().holder(), elements);
        generated = ClassName.get(
                name.substring(0, Math.max(0, name.lastIndexOf('.'))), name.substring(name.lastIndexOf('.') + 1));
        nodes = sound ? pipeline.wiring().order() : namedOnce(pipeline.model().nodes());
        datasets = new ArrayList<>(pipeline.datasets(nodes));
        datasets.forEach(dataset -> numbers.put(dataset, numbers.size()));
        findHolders();
        inputs = new Identifiers(datasetsFirst(freeInputs()), List.of());
        outputs = new Identifiers(datasetsFirst(freeOutputs()), List.of());
        variables = new Identifiers(
                Stream.concat(
                                datasets.stream().map(DatasetName::text),
                                nodes.stream().flatMap(this::localKeys))
                        .toList(),
                reservedWords());
    }

    /** A parameter that has the name of a dataset is the one to get another. */
    private static List<String> datasetsFirst(List<DatasetName> names) {
        return names.stream()
                .sorted(Comparator.comparing(DatasetName::isParameter))
                .map(DatasetName::text)
                .toList();
    }

    /** What variables of {@code call} must not be named: a variable hides a class or package of its name. */
    private List<String> reservedWords() {
        Stream<String> classes = nodes.stream()
                .map(NodeModel::holder)
                .distinct()
                .map(ClassName::get)
                .flatMap(type -> Stream.concat(
                        type.simpleNames().stream(),
                        Stream.of(type.packageName().split("\\.", 2)[0])));
        Stream<String> own =
                Stream.of("inputs", "outputs", "contexts", "call", "failure", "failed", "made", "java", "dev");
        return Stream.of(own, classes, holders.values().stream().map(Holder::name))
                .flatMap(words -> words)
                .toList();
    }

    /** The nodes without those whose name an earlier one has. */
    private static List<NodeModel> namedOnce(List<NodeModel> nodes) {
        Set<String> names = new HashSet<>();
        return nodes.stream().filter(node -> names.add(node.name())).toList();
    }

    /**
     * An object whose methods are nodes.
     *
     * @param name the variable that holds it
     * @param type its class; {@code Object} if a mistake hides it
     */
    record Holder(String name, TypeName type) {}

    private void findHolders() {
        Map<String, TypeElement> classes = new LinkedHashMap<>();
        pipeline.model().nodes().stream()
                .filter(NodeModel::isInstance)
                .forEach(node -> classes.put(holderKey(node), node.holder()));
        Identifiers names = new Identifiers(
                classes.keySet(), List.of("inputs", "outputs", "contexts", "call", "node", "context", "made"));
        classes.forEach((key, type) -> holders.put(key, new Holder(names.variable(key), typeOf(type))));
    }

    /** One object for each pipeline that is included: the same class may be there twice, with different objects. */
    private static String holderKey(NodeModel node) {
        return node.include()
                .map(include -> include.namespace().isEmpty()
                        ? include.holder().getSimpleName().toString()
                        : include.namespace())
                .orElse("holder");
    }

    private static TypeName typeOf(TypeElement holder) {
        return Reachability.obstacle(holder.asType())
                        .filter(reason -> reason.endsWith("private"))
                        .isPresent()
                ? ClassName.OBJECT
                : ClassName.get(holder);
    }

    private Stream<String> localKeys(NodeModel node) {
        Stream<String> collections = isCaught(node)
                ? node.outputs().stream()
                        .filter(output -> output.form() == Form.EACH || !output.isReturned())
                        .map(Emission::collectionKey)
                : Stream.empty();
        Stream<String> parts = node.inputs().stream().anyMatch(input -> input.form() == Form.EACH)
                ? Stream.of(partKey(node))
                : Stream.empty();
        Stream<String> result = node.returned().size() > 1 ? Stream.of(resultKey(node)) : Stream.empty();
        return Stream.of(result, parts, collections).flatMap(keys -> keys);
    }

    /** No dataset has a slash in its name. */
    private static String resultKey(NodeModel node) {
        return node.name() + "/result";
    }

    /** The variable that holds the record which a node with several outputs returns. */
    String resultVariable(NodeModel node) {
        return variables.variable(resultKey(node));
    }

    private static String collectionKey(OutputModel output) {
        return output.name().text() + "/made";
    }

    /** The variable of the list or map that an output is put together in, where it is not the dataset's own. */
    String collectionVariable(OutputModel output) {
        return variables.variable(collectionKey(output));
    }

    private static String partKey(NodeModel node) {
        return node.name() + "/part";
    }

    /** The variable that holds the part that a node is called for. */
    String partVariable(NodeModel node) {
        return variables.variable(partKey(node));
    }

    /** The variable that holds a dataset's value: the one of the name under which it is made, if it is. */
    String variable(DatasetName dataset) {
        return variables.variable(pipeline.wiring()
                .producer(dataset)
                .map(producer -> producer.output().name())
                .orElse(dataset)
                .text());
    }

    /** About how many bytes of code and entries of the constant pool the call of a node takes. */
    static int weight(NodeModel node) {
        return 8 + 8 * (node.inputs().size() + node.outputs().size());
    }

    /** The objects that the pipeline needs because some nodes are instance methods. */
    List<Holder> holders() {
        return List.copyOf(holders.values());
    }

    /** The namespaces of included pipelines. */
    Set<String> namespaces() {
        return nodes.stream()
                .flatMap(node -> node.include().stream())
                .map(IncludeModel::namespace)
                .filter(namespace -> !namespace.isEmpty())
                .collect(Collectors.toSet());
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

    /**
     * What a node's method is called on.
     *
     * @param prefix what comes before the variables that hold objects
     */
    CodeBlock target(NodeModel node, String prefix) {
        Holder instance = node.isInstance() ? holders.get(holderKey(node)) : null;
        return instance == null
                ? CodeBlock.of("$T", ClassName.get(node.holder()))
                : CodeBlock.of("$L$L", prefix, instance.name());
    }

    /** A Javadoc link to a node's method. */
    CodeBlock link(NodeModel node) {
        return CodeBlock.of(
                "{@link $T#$L}", ClassName.get(node.holder()), node.method().getSimpleName());
    }
}
