package dev.freshet.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.freshet.processor.model.InputModel;
import dev.freshet.processor.model.NodeModel;
import dev.freshet.processor.model.NodeModel.Argument;
import dev.freshet.processor.model.NodeModel.InjectedArgument;
import dev.freshet.processor.model.NodeModel.InputArgument;
import dev.freshet.processor.model.NodeModel.SinkArgument;
import dev.freshet.processor.model.OutputModel;
import dev.freshet.wiring.Form;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.VariableElement;

/** Writes {@code invoke}: a switch over the node's number, split into methods and classes if it is long. */
final class InvokeMethod {
    private static final ArrayTypeName VALUES = ArrayTypeName.of(ClassName.OBJECT);

    private final Emission emission;

    InvokeMethod(Emission emission) {
        this.emission = emission;
    }

    void addTo(TypeSpec.Builder type) {
        List<List<NodeModel>> methods = Parts.cut(emission.nodes, Parts.NODES_A_METHOD, Emission::weight, Parts.CODE);
        if (methods.size() == 1) {
            type.addMethod(entry().addCode(cases(emission.nodes, 0)).build());
            return;
        }
        List<List<List<NodeModel>>> classes = Parts.cut(methods, Parts.NODES_A_CLASS / Parts.NODES_A_METHOD);
        MethodSpec.Builder entry = entry();
        int first = 0;
        for (int i = 0; i < classes.size(); i++) {
            String name = "Invoke" + i;
            int next = first + classes.get(i).stream().mapToInt(List::size).sum();
            dispatch(entry, next, emission.nodes.size(), name + ".invoke(" + arguments() + ")");
            type.addType(part(name, classes.get(i), first));
            first = next;
        }
        type.addMethod(entry.build());
    }

    private TypeSpec part(String name, List<List<NodeModel>> methods, int first) {
        TypeSpec.Builder type = TypeSpec.classBuilder(name)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("Calls the nodes with numbers from $L.\n", first);
        MethodSpec.Builder choose = method("invoke");
        int from = first;
        int end = first + methods.stream().mapToInt(List::size).sum();
        for (int i = 0; i < methods.size(); i++) {
            int next = from + methods.get(i).size();
            dispatch(choose, next, end, "invoke" + i + "(" + arguments() + ")");
            type.addMethod(
                    method("invoke" + i).addCode(cases(methods.get(i), from)).build());
            from = next;
        }
        return type.addMethod(choose.build()).build();
    }

    private static void dispatch(MethodSpec.Builder method, int next, int end, String call) {
        if (next < end) {
            method.beginControlFlow("if (node < $L)", next)
                    .addStatement("return $L", call)
                    .endControlFlow();
        } else {
            method.addStatement("return $L", call);
        }
    }

    private MethodSpec.Builder entry() {
        return MethodSpec.methodBuilder("invoke")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(VALUES)
                .addParameter(TypeName.INT, "node")
                .addParameter(VALUES, "inputs")
                .addParameter(Emission.NODE_CONTEXT, "context")
                .addException(Exception.class);
    }

    private MethodSpec.Builder method(String name) {
        MethodSpec.Builder method =
                MethodSpec.methodBuilder(name).addModifiers(Modifier.STATIC).returns(VALUES);
        emission.holders().forEach(holder -> method.addParameter(holder.type(), holder.name()));
        return method.addParameter(TypeName.INT, "node")
                .addParameter(VALUES, "inputs")
                .addParameter(Emission.NODE_CONTEXT, "context")
                .addException(Exception.class);
    }

    private String arguments() {
        return emission.holders().stream()
                .map(holder -> holder.name() + ", ")
                .collect(Collectors.joining("", "", "node, inputs, context"));
    }

    private CodeBlock cases(List<NodeModel> nodes, int first) {
        CodeBlock.Builder code = CodeBlock.builder().beginControlFlow("return switch (node)");
        for (int i = 0; i < nodes.size(); i++) {
            add(code, first + i, nodes.get(i));
        }
        return code.addStatement("default -> throw new $T(node)", IndexOutOfBoundsException.class)
                .unindent()
                .add("};\n")
                .build();
    }

    private void add(CodeBlock.Builder code, int number, NodeModel node) {
        CodeBlock call = call(node);
        List<OutputModel> returned = node.returned();
        if (returned.size() == 1 && node.sinks().isEmpty()) {
            code.addStatement("case $L -> new $T[] {$L}", number, Object.class, call);
        } else if (returned.isEmpty()) {
            code.beginControlFlow("case $L ->", number)
                    .addStatement(call)
                    .addStatement("yield new $T[$L]", Object.class, node.sinks().size())
                    .endControlFlow();
        } else {
            code.beginControlFlow("case $L ->", number)
                    .addStatement("$T made = $L", node.method().getReturnType(), call)
                    .addStatement("yield new $T[] {$L}", Object.class, values(node))
                    .endControlFlow();
        }
    }

    /** Returns the method's returned values, without those of its sinks. */
    private static String values(NodeModel node) {
        boolean isRecord = node.returned().size() > 1;
        return node.outputs().stream()
                .map(output -> output.isReturned() ? value(output, isRecord) : "null")
                .collect(Collectors.joining(", "));
    }

    private static String value(OutputModel output, boolean isComponent) {
        ExecutableElement accessor = output.accessor();
        return accessor != null ? "made." + accessor.getSimpleName() + "()" : isComponent ? "null" : "made";
    }

    private CodeBlock call(NodeModel node) {
        CodeBlock.Builder call = CodeBlock.builder()
                .add("$L.$L(", emission.target(node, ""), node.method().getSimpleName());
        int sink = node.inputs().size();
        String separator = "";
        for (Argument argument : node.arguments()) {
            call.add(separator);
            if (argument instanceof InputArgument value) {
                call.add(cast(node.input(value), value.input()));
            } else if (argument instanceof SinkArgument value) {
                VariableElement parameter =
                        Objects.requireNonNull(node.output(value).sink());
                call.add("($T) inputs[$L]", parameter.asType(), sink++);
            } else if (argument instanceof InjectedArgument value) {
                call.add(Emission.injected(CodeBlock.of("context"), value));
            } else {
                call.add("context");
            }
            separator = ", ";
        }
        return call.add(")").build();
    }

    private CodeBlock cast(InputModel input, int index) {
        if (input.form() != Form.VALUE) {
            return CodeBlock.of("($T) inputs[$L]", input.parameterType().orElseThrow(), index);
        }
        TypeName type = emission.type(input.name());
        return type.equals(ClassName.OBJECT)
                ? CodeBlock.of("inputs[$L]", index)
                : CodeBlock.of("($T) inputs[$L]", type, index);
    }
}
