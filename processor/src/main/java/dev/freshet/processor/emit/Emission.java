package dev.freshet.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.freshet.processor.model.Assignability;
import dev.freshet.processor.model.IncludeModel;
import dev.freshet.processor.model.NodeModel;
import dev.freshet.processor.model.NodeModel.InjectedArgument;
import dev.freshet.processor.model.OutputModel;
import dev.freshet.processor.model.PipelineModel;
import dev.freshet.processor.model.Reachability;
import dev.freshet.processor.model.WiredPipeline;
import dev.freshet.wiring.DatasetName;
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

/** The names, numbers and types that all parts of one generated class share. */
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

    final WiredPipeline pipeline;
    final ClassName holder;
    final ClassName generated;
    /** The nodes in topological order; a node's number is its index. */
    final List<NodeModel> nodes;
    /** The datasets and parameters; a dataset's number is its index. */
    final List<DatasetName> datasets;

    private final Map<String, Holder> holders = new LinkedHashMap<>();

    final Map<DatasetName, Integer> numbers = new HashMap<>();
    /** The variables of {@code call}, for datasets and for intermediate values. */
    private final Identifiers variables;
    /** The accessors of {@code Inputs}. */
    final Identifiers inputs;
    /** The accessors of {@code Outputs}. */
    final Identifiers outputs;

    final Assignability assignability;

    Emission(WiredPipeline pipeline, boolean sound, Elements elements, Assignability assignability) {
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

    /** Puts datasets first, so that a parameter with the name of a dataset gets the different identifier. */
    private static List<String> datasetsFirst(List<DatasetName> names) {
        return names.stream()
                .sorted(Comparator.comparing(DatasetName::isParameter))
                .map(DatasetName::text)
                .toList();
    }

    /**
     * Returns the names that variables of {@code call} must not have, because a variable hides a class or package with
     * its name.
     */
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

    /** Returns the nodes without those that have the name of an earlier node. */
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

    /** Returns a key for each included pipeline, because a class can be included twice, with different objects. */
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
                        .filter(output -> output.form().isEach() || !output.isReturned())
                        .map(Emission::collectionKey)
                : Stream.empty();
        Stream<String> parts =
                node.inputs().stream().anyMatch(input -> input.form().isEach())
                        ? Stream.of(partitionKey(node))
                        : Stream.empty();
        Stream<String> result = node.returned().size() > 1 ? Stream.of(resultKey(node)) : Stream.empty();
        return Stream.of(result, parts, collections).flatMap(keys -> keys);
    }

    /** Returns a key with a slash, which no dataset's name contains. */
    private static String resultKey(NodeModel node) {
        return node.name() + "/result";
    }

    /** Returns the variable for the record that a node with several outputs returns. */
    String resultVariable(NodeModel node) {
        return variables.variable(resultKey(node));
    }

    private static String collectionKey(OutputModel output) {
        return output.name().text() + "/made";
    }

    /** Returns the variable of the list or map that collects an output, if it is not the dataset's own variable. */
    String collectionVariable(OutputModel output) {
        return variables.variable(collectionKey(output));
    }

    private static String partitionKey(NodeModel node) {
        return node.name() + "/part";
    }

    /** Returns the variable for the current partition of a node. */
    String partitionVariable(NodeModel node) {
        return variables.variable(partitionKey(node));
    }

    /** Returns the variable for a dataset's value; for an output, the variable of the output's name. */
    String variable(DatasetName dataset) {
        return variables.variable(pipeline.wiring()
                .producer(dataset)
                .map(producer -> producer.output().name())
                .orElse(dataset)
                .text());
    }

    /** Returns the approximate number of code bytes and constant pool entries that the call of a node takes. */
    static int weight(NodeModel node) {
        return 8 + 8 * (node.inputs().size() + node.outputs().size());
    }

    /** Returns the objects that the pipeline needs for instance methods. */
    List<Holder> holders() {
        return List.copyOf(holders.values());
    }

    /** Returns the namespaces of included pipelines. */
    Set<String> namespaces() {
        return nodes.stream()
                .flatMap(node -> node.include().stream())
                .map(IncludeModel::namespace)
                .filter(namespace -> !namespace.isEmpty())
                .collect(Collectors.toSet());
    }

    /** Returns the expression for an object of an extension. */
    static CodeBlock injected(CodeBlock context, InjectedArgument argument) {
        return CodeBlock.of("$T.injected($L, $T.class)", NODE_CONTEXTS, context, classOf(argument));
    }

    private static TypeName classOf(InjectedArgument argument) {
        TypeName type = TypeName.get(argument.parameter().asType());
        return type instanceof ParameterizedTypeName generic ? generic.rawType() : type;
    }

    /** Returns the classes of all objects of extensions that nodes receive, sorted by name. */
    List<ClassName> injected() {
        return nodes.stream()
                .flatMap(node -> node.arguments().stream())
                .filter(InjectedArgument.class::isInstance)
                .map(argument -> classOf((InjectedArgument) argument))
                .filter(ClassName.class::isInstance)
                .map(ClassName.class::cast)
                .distinct()
                .sorted()
                .toList();
    }

    boolean takesContexts() {
        return nodes.stream().anyMatch(NodeModel::takesContext);
    }

    /** Returns the datasets and parameters that no node produces, in order of their numbers. */
    List<DatasetName> freeInputs() {
        return datasets.stream()
                .filter(dataset -> pipeline.wiring().producer(dataset).isEmpty())
                .toList();
    }

    /** Returns the datasets that no node reads, in order of their numbers. */
    List<DatasetName> freeOutputs() {
        return datasets.stream()
                .filter(dataset -> pipeline.wiring().producer(dataset).isPresent()
                        && pipeline.wiring().consumers(dataset).isEmpty())
                .toList();
    }

    /** Returns the declared type of a dataset; {@code Object} if a mistake hides it. */
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

    /** Returns whether another node receives a node's failure, so that {@code call} catches it. */
    boolean isCaught(NodeModel node) {
        return node.outputs().stream()
                .flatMap(output -> pipeline.wiring().consumers(output.name()).stream())
                .anyMatch(consumer -> consumer.input().isOutcome());
    }

    /** Returns whether the variable of a dataset holds its outcome. */
    boolean isCaught(DatasetName dataset) {
        return pipeline.wiring()
                .producer(dataset)
                .filter(producer -> isCaught(producer.node()))
                .isPresent();
    }

    /** Returns the type of a dataset's variable in {@code call}. */
    TypeName variableType(DatasetName dataset) {
        return isCaught(dataset) ? ParameterizedTypeName.get(OUTCOME, boxedType(dataset)) : type(dataset);
    }

    /**
     * Returns the class or object on which a node's method is called.
     *
     * @param prefix the prefix of the variables that hold objects
     */
    CodeBlock target(NodeModel node, String prefix) {
        Holder instance = node.isInstance() ? holders.get(holderKey(node)) : null;
        return instance == null
                ? CodeBlock.of("$T", ClassName.get(node.holder()))
                : CodeBlock.of("$L$L", prefix, instance.name());
    }

    /** Returns a Javadoc link to a node's method. */
    CodeBlock link(NodeModel node) {
        return CodeBlock.of(
                "{@link $T#$L}", ClassName.get(node.holder()), node.method().getSimpleName());
    }
}
