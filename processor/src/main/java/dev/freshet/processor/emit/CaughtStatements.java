package dev.freshet.processor.emit;

import com.palantir.javapoet.CodeBlock;
import dev.freshet.processor.model.InputModel;
import dev.freshet.processor.model.NodeModel;
import dev.freshet.processor.model.OutputModel;
import dev.freshet.wiring.Form;
import java.util.List;
import java.util.Optional;

/**
 * Writes the statements that call a node whose failure another node receives. The variables hold outcomes; consumers of
 * the value itself unwrap it on use.
 */
final class CaughtStatements {
    private final Emission emission;
    private final CallValues values;
    private final CallStatements statements;

    CaughtStatements(Emission emission, CallValues values, CallStatements statements) {
        this.emission = emission;
        this.values = values;
        this.statements = statements;
    }

    void add(CodeBlock.Builder code, NodeModel node, CallPlace place) {
        if (node.outputs().stream().anyMatch(output -> output.form() != Form.VALUE)) {
            addStreams(code, node, place);
        } else if (node.outputs().size() == 1) {
            addSingle(code, node, place);
        } else {
            addSeveral(code, node, place);
        }
    }

    private void addSingle(CodeBlock.Builder code, NodeModel node, CallPlace place) {
        OutputModel output = node.outputs().get(0);
        if (isLocal(output, place)) {
            declare(code, output);
        }
        String variable = emission.variable(output.name());
        guard(code, node, List.of(variable), place, () -> tryToCall(code, node, variable, place));
    }

    private void addSeveral(CodeBlock.Builder code, NodeModel node, CallPlace place) {
        String result = emission.resultVariable(node);
        code.addStatement("$T<$T> $L", Emission.OUTCOME, node.method().getReturnType(), result);
        guard(code, node, List.of(result), place, () -> tryToCall(code, node, result, place));
        for (OutputModel output : node.outputs()) {
            CodeBlock value = values.isKeptInOutputs(output.name(), place)
                    ? CallStatements.component(output, result + ".orElseThrow()")
                    : CodeBlock.of("$L.map(made -> $L)", result, CallStatements.component(output, "made"));
            code.addStatement(values.assignment(output, value, place));
        }
    }

    /** Skips the call if an input is a failure, which then becomes the outcome of every output. */
    private void guard(
            CodeBlock.Builder code, NodeModel node, List<String> variables, CallPlace place, Runnable otherwise) {
        List<CodeBlock> needed = values.needed(node, place);
        String word = "if ";
        for (CodeBlock outcome : needed) {
            begin(code, word, CodeBlock.of("($L instanceof $T.Failure<?> failed)", outcome, Emission.OUTCOME));
            for (String variable : variables) {
                code.addStatement("$L = $T.failure(failed.node(), failed.cause())", variable, Emission.OUTCOME);
            }
            word = "else if ";
        }
        if (needed.isEmpty()) {
            otherwise.run();
        } else {
            code.nextControlFlow("else");
            otherwise.run();
            code.endControlFlow();
        }
    }

    private static void begin(CodeBlock.Builder code, String word, CodeBlock condition) {
        if (word.equals("if ")) {
            code.beginControlFlow("$L$L", word, condition);
        } else {
            code.nextControlFlow("$L$L", word, condition);
        }
    }

    private void tryToCall(CodeBlock.Builder code, NodeModel node, String result, CallPlace place) {
        code.beginControlFlow("try")
                .addStatement("$L = $T.success($L)", result, Emission.OUTCOME, values.call(node, place));
        code.nextControlFlow("catch ($T failure)", Exception.class);
        fail(code, node, result);
        code.endControlFlow();
    }

    /** Each output has its own outcome from the start, and streams are read inside the {@code try} statement. */
    private void addStreams(CodeBlock.Builder code, NodeModel node, CallPlace place) {
        node.outputs().stream().filter(output -> isLocal(output, place)).forEach(output -> declare(code, output));
        List<String> variables = node.outputs().stream()
                .map(output -> emission.variable(output.name()))
                .toList();
        guard(code, node, variables, place, () -> {
            code.beginControlFlow("try");
            makeStreams(code, node, place);
            code.nextControlFlow("catch ($T failure)", Exception.class);
            variables.forEach(variable -> fail(code, node, variable));
            code.endControlFlow();
        });
        for (OutputModel output : node.outputs()) {
            if (values.isKeptInOutputs(output.name(), place)) {
                CodeBlock made = CodeBlock.of("$L.orElseThrow()", emission.variable(output.name()));
                code.addStatement(values.assignment(output, made, place));
            }
        }
    }

    private void makeStreams(CodeBlock.Builder code, NodeModel node, CallPlace place) {
        List<OutputModel> collected = CallStatements.collected(node);
        for (OutputModel output : collected) {
            code.addStatement(
                    "$T $L = $L",
                    emission.type(output.name()),
                    emission.collectionVariable(output),
                    CallStatements.emptyCollection(output));
        }
        Optional<InputModel> each = CallValues.each(node);
        if (each.isPresent()) {
            statements.addForEach(code, node, each.get(), place);
        } else {
            makeReturned(code, node, place);
        }
        collected.forEach(output -> succeed(code, output, CodeBlock.of("$L", emission.collectionVariable(output))));
    }

    private void makeReturned(CodeBlock.Builder code, NodeModel node, CallPlace place) {
        CodeBlock call = values.call(node, place);
        List<OutputModel> returned = node.returned();
        if (returned.isEmpty()) {
            code.addStatement(call);
        } else if (returned.size() == 1) {
            succeed(code, returned.get(0), CallStatements.listed(returned.get(0), call));
        } else {
            String result = emission.resultVariable(node);
            code.addStatement("$T $L = $L", node.method().getReturnType(), result, call);
            returned.forEach(output -> succeed(code, output, CallStatements.component(output, result)));
        }
    }

    /** Returns whether the outcome is in a local variable, and not in a field. */
    private boolean isLocal(OutputModel output, CallPlace place) {
        return place instanceof CallPlace.Whole || values.isKeptInOutputs(output.name(), place);
    }

    private void declare(CodeBlock.Builder code, OutputModel output) {
        code.addStatement("$T $L", emission.variableType(output.name()), emission.variable(output.name()));
    }

    private void succeed(CodeBlock.Builder code, OutputModel output, CodeBlock value) {
        code.addStatement("$L = $T.success($L)", emission.variable(output.name()), Emission.OUTCOME, value);
    }

    private static void fail(CodeBlock.Builder code, NodeModel node, String variable) {
        code.addStatement("$L = $T.failure($S, failure)", variable, Emission.OUTCOME, node.name());
    }
}
