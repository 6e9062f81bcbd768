package dev.freshet.processor.emit;

import com.palantir.javapoet.CodeBlock;
import dev.freshet.processor.model.InputModel;
import dev.freshet.processor.model.NodeModel;
import dev.freshet.processor.model.OutputModel;
import dev.freshet.wiring.Form;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Writes the statements of a generated {@code call}. Each statement calls a node and assigns its outputs. */
final class CallStatements {
    private final Emission emission;
    private final CallValues values;

    CallStatements(Emission emission, CallValues values) {
        this.emission = emission;
        this.values = values;
    }

    CodeBlock of(List<NodeModel> nodes, CallPlace place) {
        CodeBlock.Builder code = CodeBlock.builder();
        for (NodeModel node : nodes) {
            if (emission.isCaught(node)) {
                new CaughtStatements(emission, values, this).add(code, node, place);
            } else {
                add(code, node, place);
            }
        }
        return code.build();
    }

    private void add(CodeBlock.Builder code, NodeModel node, CallPlace place) {
        collected(node).forEach(output -> keep(code, output, emptyCollection(output), place));
        Optional<InputModel> each = CallValues.each(node);
        List<OutputModel> returned = node.returned();
        if (each.isPresent()) {
            addForEach(code, node, each.get(), place);
        } else if (returned.isEmpty()) {
            code.addStatement(values.call(node, place));
        } else if (returned.size() == 1) {
            keep(code, returned.get(0), listed(returned.get(0), values.call(node, place)), place);
        } else {
            String result = emission.resultVariable(node);
            code.addStatement("$T $L = $L", node.method().getReturnType(), result, values.call(node, place));
            returned.forEach(output -> keep(code, output, component(output, result), place));
        }
    }

    private void keep(CodeBlock.Builder code, OutputModel output, CodeBlock value, CallPlace place) {
        code.addStatement(values.assignment(output, value, place));
    }

    /** Calls the method once for each partition. */
    void addForEach(CodeBlock.Builder code, NodeModel node, InputModel each, CallPlace place) {
        String entry = emission.partitionVariable(node);
        code.beginControlFlow("for (var $L : $L.entrySet())", entry, values.value(each.name(), place));
        CodeBlock call = values.call(node, place);
        List<OutputModel> returned = node.returned();
        if (returned.isEmpty()) {
            code.addStatement(call);
        } else if (returned.size() == 1) {
            put(code, node, returned.get(0), listed(returned.get(0), call), place);
        } else {
            String result = emission.resultVariable(node);
            code.addStatement("$T $L = $L", node.method().getReturnType(), result, call);
            returned.forEach(output -> put(code, node, output, component(output, result), place));
        }
        code.endControlFlow();
    }

    private void put(CodeBlock.Builder code, NodeModel node, OutputModel output, CodeBlock part, CallPlace place) {
        code.addStatement(
                "$L.put($L.getKey(), $L)",
                values.collection(node, output, place),
                emission.partitionVariable(node),
                part);
    }

    /** Returns the outputs that are collected while the method runs. */
    static List<OutputModel> collected(NodeModel node) {
        return node.outputs().stream()
                .filter(output -> output.form().isEach() || !output.isReturned())
                .toList();
    }

    static CodeBlock emptyCollection(OutputModel output) {
        return CodeBlock.of("new $T<>()", output.form() == Form.SINK ? ArrayList.class : LinkedHashMap.class);
    }

    /** Returns the record component of an output. */
    static CodeBlock component(OutputModel output, String result) {
        String accessor = output.accessor() == null
                ? "toString"
                : output.accessor().getSimpleName().toString();
        return listed(output, CodeBlock.of("$L.$L()", result, accessor));
    }

    /** Collects streams. */
    static CodeBlock listed(OutputModel output, CodeBlock made) {
        return output.form() == Form.STREAM || output.form() == Form.EACH_STREAM
                ? CodeBlock.of("$L.toList()", made)
                : made;
    }
}
