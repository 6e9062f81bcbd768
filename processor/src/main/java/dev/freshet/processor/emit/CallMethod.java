package dev.freshet.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.freshet.processor.model.DatasetName;
import dev.freshet.processor.model.Form;
import dev.freshet.processor.model.InputModel;
import dev.freshet.processor.model.NodeModel;
import dev.freshet.processor.model.OutputModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;

/**
 * Writes {@code call}: straight-line Java with a local variable for each dataset. A call of many nodes is split over
 * nested classes, whose fields hold what the locals would.
 */
final class CallMethod {
    private final Emission emission;
    private final ValuesClass outputs;
    private final Thrown thrown;
    /** The part that holds a dataset's value, if the call is split. */
    private final Map<DatasetName, Integer> partOf = new HashMap<>();

    CallMethod(Emission emission, ValuesClass outputs, Thrown thrown) {
        this.emission = emission;
        this.outputs = outputs;
        this.thrown = thrown;
    }

    void addTo(TypeSpec.Builder type) {
        int weight = emission.nodes.stream().mapToInt(Emission::weight).sum();
        if (weight <= Parts.CODE && outputs.isRecord()) {
            type.addMethod(withContexts(entry().addCode(statements(emission.nodes, -1))
                    .addStatement("return new Outputs($L)", outputValues(-1))));
        } else {
            split(type);
        }
        if (emission.takesContexts()) {
            type.addMethod(standalone());
        }
    }

    private MethodSpec.Builder entry() {
        MethodSpec.Builder method = MethodSpec.methodBuilder("call")
                .addModifiers(Modifier.PUBLIC)
                .returns(emission.generated.nestedClass("Outputs"))
                .addExceptions(thrown.types())
                .addParameter(emission.generated.nestedClass("Inputs"), "inputs");
        return method;
    }

    private MethodSpec withContexts(MethodSpec.Builder method) {
        if (emission.takesContexts()) {
            method.addParameter(Emission.NODE_CONTEXTS, "contexts");
            method.addJavadoc("Calls every node once, in order, with the contexts that {@code contexts} gives.\n");
        } else {
            method.addJavadoc("Calls every node once, in order.\n");
        }
        return method.build();
    }

    private MethodSpec standalone() {
        return entry().addJavadoc("Calls every node once, in order, outside any run.\n")
                .beginControlFlow(
                        "try ($T contexts = $T.standalone($S))",
                        Emission.NODE_CONTEXTS,
                        Emission.NODE_CONTEXTS,
                        emission.pipeline.model().name())
                .addStatement("return call(inputs, contexts)")
                .endControlFlow()
                .build();
    }

    private CodeBlock statements(List<NodeModel> nodes, int part) {
        CodeBlock.Builder code = CodeBlock.builder();
        nodes.forEach(node -> add(code, node, part));
        return code.build();
    }

    private void add(CodeBlock.Builder code, NodeModel node, int part) {
        if (emission.isCaught(node)) {
            addCaught(code, node, part);
            return;
        }
        collected(node).forEach(output -> assign(code, output, emptyCollection(output), part));
        CodeBlock call = call(node, part);
        List<OutputModel> returned = node.returned();
        if (isEach(node)) {
            addEach(code, node, call, part);
        } else if (returned.isEmpty()) {
            code.addStatement(call);
        } else if (returned.size() == 1) {
            assign(code, returned.get(0), listed(returned.get(0), call), part);
        } else {
            String result = emission.resultVariable(node);
            code.addStatement("$T $L = $L", node.method().getReturnType(), result, call);
            returned.forEach(output -> assign(code, output, component(output, result), part));
        }
    }

    private static boolean isEach(NodeModel node) {
        return node.inputs().stream().anyMatch(input -> input.form() == Form.EACH);
    }

    /** The outputs that are put together while the method runs. */
    private static List<OutputModel> collected(NodeModel node) {
        return node.outputs().stream()
                .filter(output -> output.form() == Form.EACH || !output.isReturned())
                .toList();
    }

    private static CodeBlock emptyCollection(OutputModel output) {
        return CodeBlock.of("new $T<>()", output.form() == Form.SINK ? ArrayList.class : LinkedHashMap.class);
    }

    /** Calls the method once for each part. */
    private void addEach(CodeBlock.Builder code, NodeModel node, CodeBlock call, int part) {
        InputModel each = node.inputs().stream()
                .filter(input -> input.form() == Form.EACH)
                .findFirst()
                .orElseThrow();
        String entry = emission.partVariable(node);
        code.beginControlFlow("for (var $L : $L.entrySet())", entry, value(each.name(), part));
        List<OutputModel> returned = node.returned();
        if (returned.isEmpty()) {
            code.addStatement(call);
        } else if (returned.size() == 1) {
            code.addStatement("$L.put($L.getKey(), $L)", collection(node, returned.get(0), part), entry, call);
        } else {
            String result = emission.resultVariable(node);
            code.addStatement("$T $L = $L", node.method().getReturnType(), result, call);
            returned.forEach(output -> code.addStatement(
                    "$L.put($L.getKey(), $L)", collection(node, output, part), entry, component(output, result)));
        }
        code.endControlFlow();
    }

    /** The component of a record that is an output. */
    private static CodeBlock component(OutputModel output, String result) {
        String accessor = output.accessor() == null
                ? "toString"
                : output.accessor().getSimpleName().toString();
        return listed(output, CodeBlock.of("$L.$L()", result, accessor));
    }

    /** Streams are collected. */
    private static CodeBlock listed(OutputModel output, CodeBlock made) {
        return output.form() == Form.STREAM ? CodeBlock.of("$L.toList()", made) : made;
    }

    /** The variables hold outcomes; whoever wants the value itself asks for it when it is used. */
    private void addCaught(CodeBlock.Builder code, NodeModel node, int part) {
        boolean isStreamed = node.outputs().stream().anyMatch(output -> output.form() != Form.VALUE);
        if (isStreamed) {
            addCaughtStreams(code, node, part);
            return;
        }
        boolean isSingle = node.outputs().size() == 1;
        OutputModel first = node.outputs().get(0);
        String result = isSingle ? emission.variable(first.name()) : emission.resultVariable(node);
        if (!isSingle) {
            code.addStatement("$T<$T> $L", Emission.OUTCOME, node.method().getReturnType(), result);
        } else if (part < 0) {
            code.addStatement("$T $L", emission.variableType(first.name()), result);
        }
        code.beginControlFlow("try")
                .addStatement("$L = $T.success($L)", result, Emission.OUTCOME, call(node, part))
                .nextControlFlow("catch ($T failure)", Exception.class)
                .addStatement("$L = $T.failure($S, failure)", result, Emission.OUTCOME, node.name())
                .endControlFlow();
        for (OutputModel output : isSingle ? List.<OutputModel>of() : node.outputs()) {
            if (part >= 0 && isSetInOutputs(output.name())) {
                assign(code, output, component(output, result + ".orElseThrow()"), part);
            } else {
                assign(code, output, CodeBlock.of("$L.map(made -> $L)", result, component(output, "made")), part);
            }
        }
    }

    /** Each output has an outcome of its own from the start, and streams are read where a failure is caught. */
    private void addCaughtStreams(CodeBlock.Builder code, NodeModel node, int part) {
        for (OutputModel output : node.outputs()) {
            if (part < 0 || isSetInOutputs(output.name())) {
                code.addStatement("$T $L", emission.variableType(output.name()), emission.variable(output.name()));
            }
        }
        code.beginControlFlow("try");
        collected(node)
                .forEach(output -> code.addStatement(
                        "$T $L = $L",
                        emission.type(output.name()),
                        emission.collectionVariable(output),
                        emptyCollection(output)));
        CodeBlock call = call(node, part);
        List<OutputModel> returned = node.returned().stream()
                .filter(output -> output.form() != Form.EACH)
                .toList();
        if (isEach(node)) {
            addEach(code, node, call, part);
        } else if (returned.isEmpty()) {
            code.addStatement(call);
        } else if (returned.size() > 1) {
            code.addStatement("$T $L = $L", node.method().getReturnType(), emission.resultVariable(node), call);
        } else {
            succeed(code, returned.get(0), listed(returned.get(0), call));
        }
        if (returned.size() > 1) {
            returned.forEach(output -> succeed(code, output, component(output, emission.resultVariable(node))));
        }
        collected(node)
                .forEach(output -> succeed(code, output, CodeBlock.of("$L", emission.collectionVariable(output))));
        code.nextControlFlow("catch ($T failure)", Exception.class);
        node.outputs()
                .forEach(output -> code.addStatement(
                        "$L = $T.failure($S, failure)",
                        emission.variable(output.name()),
                        Emission.OUTCOME,
                        node.name()));
        code.endControlFlow();
        for (OutputModel output : node.outputs()) {
            if (part >= 0 && isSetInOutputs(output.name())) {
                String variable = emission.variable(output.name());
                code.addStatement("call.outputs.$L($L.orElseThrow())", variable, variable);
            }
        }
    }

    private void succeed(CodeBlock.Builder code, OutputModel output, CodeBlock value) {
        code.addStatement("$L = $T.success($L)", emission.variable(output.name()), Emission.OUTCOME, value);
    }

    private void assign(CodeBlock.Builder code, OutputModel output, CodeBlock value, int part) {
        String variable = emission.variable(output.name());
        if (part < 0) {
            code.addStatement("$T $L = $L", emission.variableType(output.name()), variable, value);
        } else if (isSetInOutputs(output.name())) {
            code.addStatement("call.outputs.$L($L)", variable, value);
        } else {
            code.addStatement("$L = $L", variable, value);
        }
    }

    private boolean isSetInOutputs(DatasetName dataset) {
        return !outputs.isRecord()
                && emission.pipeline.wiring().consumers(dataset).isEmpty();
    }

    private CodeBlock call(NodeModel node, int part) {
        String prefix = part < 0 ? "" : "call.";
        return CodeBlock.of(
                "$L.$L($L)",
                emission.target(node, prefix),
                node.method().getSimpleName(),
                node.arguments().stream()
                        .map(argument -> argument(node, argument, part))
                        .collect(CodeBlock.joining(", ")));
    }

    private CodeBlock argument(NodeModel node, NodeModel.Argument argument, int part) {
        if (argument instanceof NodeModel.InputArgument value) {
            return value.input().form() == Form.EACH
                    ? CodeBlock.of("$L.getValue()", emission.partVariable(node))
                    : argument(value.input(), part);
        }
        if (argument instanceof NodeModel.SinkArgument sink) {
            CodeBlock collection = collection(node, sink.output(), part);
            return sink.output().form() == Form.SINK
                    ? CodeBlock.of("$L::add", collection)
                    : CodeBlock.of("$T.into($L)", Emission.PARTITION_SINK, collection);
        }
        CodeBlock context = CodeBlock.of("$Lcontexts.of($S)", part < 0 ? "" : "call.", node.name());
        return isEach(node)
                ? CodeBlock.of(
                        "$T.ofPart($L, $L.getKey())", Emission.NODE_CONTEXTS, context, emission.partVariable(node))
                : context;
    }

    /** The list or map that an output is put together in. */
    private CodeBlock collection(NodeModel node, OutputModel output, int part) {
        if (emission.isCaught(node)) {
            return CodeBlock.of("$L", emission.collectionVariable(output));
        }
        String variable = emission.variable(output.name());
        return part >= 0 && isSetInOutputs(output.name())
                ? CodeBlock.of("call.outputs.$L()", variable)
                : CodeBlock.of("$L", variable);
    }

    private CodeBlock argument(InputModel input, int part) {
        CodeBlock value = value(input.name(), part);
        return switch (input.form()) {
            case OUTCOME -> variable(input.name(), part);
            case STREAM -> CodeBlock.of("$L.stream()", value);
            case PARTITIONS -> CodeBlock.of("$T.of($L)", Emission.PARTITIONS, value);
            case LAZY ->
                emission.isCaught(input.name())
                        ? CodeBlock.of("$L::orElseThrow", variable(input.name(), part))
                        : CodeBlock.of("() -> $L", value);
            default -> value;
        };
    }

    /** The expression for a dataset's value, seen from a part of the call. */
    private CodeBlock value(DatasetName dataset, int part) {
        CodeBlock variable = variable(dataset, part);
        return emission.isCaught(dataset) ? CodeBlock.of("$L.orElseThrow()", variable) : variable;
    }

    private CodeBlock variable(DatasetName dataset, int part) {
        String variable = emission.variable(dataset);
        var producer = emission.pipeline.wiring().producer(dataset);
        if (producer.isEmpty()) {
            return CodeBlock.of(part < 0 ? "inputs.$L()" : "call.inputs.$L()", variable);
        }
        int home = partOf.getOrDefault(producer.get().output().name(), part);
        return home == part ? CodeBlock.of("$L", variable) : CodeBlock.of("call.part$L.$L", home, variable);
    }

    private CodeBlock outputValues(int part) {
        return emission.freeOutputs().stream()
                .map(dataset -> value(dataset, part))
                .collect(CodeBlock.joining(", "));
    }

    private void split(TypeSpec.Builder type) {
        List<List<NodeModel>> classes = Parts.cut(emission.nodes, Parts.NODES_A_CLASS, Emission::weight, Parts.POOL);
        for (int i = 0; i < classes.size(); i++) {
            for (NodeModel node : classes.get(i)) {
                for (OutputModel output : node.outputs()) {
                    partOf.put(output.name(), i);
                }
            }
        }
        type.addType(root(classes.size()));
        MethodSpec.Builder method = entry().addStatement(
                        "Call call = new Call($L)",
                        String.join(", ", rootFields().keySet()));
        for (int i = 0; i < classes.size(); i++) {
            List<List<NodeModel>> methods =
                    Parts.cut(classes.get(i), Parts.NODES_A_METHOD, Emission::weight, Parts.CODE);
            type.addType(part(i, methods));
            method.addStatement("call.part$L.run(call)", i);
        }
        if (outputs.isRecord()) {
            method.addStatement("return new Outputs($L)", outputValues(Integer.MAX_VALUE));
        } else {
            method.addStatement("return call.outputs");
        }
        type.addMethod(withContexts(method));
    }

    private Map<String, TypeName> rootFields() {
        Map<String, TypeName> fields = new LinkedHashMap<>();
        fields.put("inputs", emission.generated.nestedClass("Inputs"));
        emission.holders().forEach(holder -> fields.put(holder.name(), holder.type()));
        if (emission.takesContexts()) {
            fields.put("contexts", Emission.NODE_CONTEXTS);
        }
        return fields;
    }

    private TypeSpec root(int parts) {
        TypeSpec.Builder root = TypeSpec.classBuilder("Call")
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("The values of one call, in as many parts as the class file format asks for.\n");
        MethodSpec.Builder constructor = MethodSpec.constructorBuilder();
        rootFields().forEach((name, fieldType) -> {
            root.addField(fieldType, name, Modifier.FINAL);
            constructor.addParameter(fieldType, name).addStatement("this.$N = $N", name, name);
        });
        root.addMethod(constructor.build());
        if (!outputs.isRecord()) {
            ClassName outputsName = emission.generated.nestedClass("Outputs");
            root.addField(FieldSpec.builder(outputsName, "outputs", Modifier.FINAL)
                    .initializer("new $T()", outputsName)
                    .build());
        }
        for (int i = 0; i < parts; i++) {
            ClassName part = emission.generated.nestedClass("Call" + i);
            root.addField(FieldSpec.builder(part, "part" + i, Modifier.FINAL)
                    .initializer("new $T()", part)
                    .build());
        }
        return root.build();
    }

    private TypeSpec part(int index, List<List<NodeModel>> methods) {
        TypeSpec.Builder part =
                TypeSpec.classBuilder("Call" + index).addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL);
        ClassName call = emission.generated.nestedClass("Call");
        MethodSpec.Builder run =
                MethodSpec.methodBuilder("run").addParameter(call, "call").addExceptions(thrown.types());
        List<MethodSpec> runs = new ArrayList<>();
        for (int i = 0; i < methods.size(); i++) {
            methods.get(i).stream()
                    .flatMap(node -> node.outputs().stream())
                    .filter(output -> !isSetInOutputs(output.name()))
                    .forEach(output ->
                            part.addField(emission.variableType(output.name()), emission.variable(output.name())));
            runs.add(MethodSpec.methodBuilder("run" + i)
                    .addParameter(call, "call")
                    .addExceptions(thrown.types())
                    .addCode(statements(methods.get(i), index))
                    .build());
            run.addStatement("run$L(call)", i);
        }
        return part.addMethod(run.build()).addMethods(runs).build();
    }
}
