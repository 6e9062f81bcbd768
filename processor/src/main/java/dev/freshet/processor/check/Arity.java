package dev.freshet.processor.check;

import dev.freshet.processor.model.Code;
import dev.freshet.processor.model.Forms;
import dev.freshet.processor.model.InputModel;
import dev.freshet.processor.model.NodeModel;
import dev.freshet.processor.model.Origin;
import dev.freshet.processor.model.Problem;
import dev.freshet.processor.model.WiredPipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.VariableElement;

/** A node names one input for each parameter of its method that takes a dataset. */
final class Arity implements Check {
    @Override
    public List<Problem> check(WiredPipeline pipeline, CheckContext context) {
        List<Problem> problems = new ArrayList<>();
        for (NodeModel node : pipeline.model().nodes()) {
            List<InputModel> extra = node.inputs().stream()
                    .filter(input -> input.parameter() == null)
                    .toList();
            if (!extra.isEmpty()) {
                problems.add(tooMany(node, extra));
            } else if (node.inputs().size() < parameters(node)) {
                problems.add(tooFew(node));
            }
        }
        return problems;
    }

    private static Problem tooMany(NodeModel node, List<InputModel> extra) {
        return new Problem(
                Code.Arity,
                extra.get(0).origin(),
                counts(node) + ": no parameter takes "
                        + Words.quote(extra.get(0).name()),
                "Fix: add a parameter to the method, or remove the name.");
    }

    private static Problem tooFew(NodeModel node) {
        List<String> named = node.arguments().stream()
                .flatMap(argument -> parameterName(node, argument))
                .toList();
        String missing = node.method().getParameters().stream()
                .filter(parameter -> !Forms.isSink(parameter.asType()))
                .map(parameter -> parameter.getSimpleName().toString())
                .filter(name -> !named.contains(name))
                .findFirst()
                .orElse("");
        Origin origin = node.inputs().stream()
                .filter(input -> input.origin().element().equals(node.method()))
                .reduce((first, second) -> second)
                .map(InputModel::origin)
                .orElse(Origin.of(node.method(), node.annotation()));
        return new Problem(
                Code.Arity,
                origin,
                counts(node) + ": no input is named for the parameter " + Words.quote(missing),
                "Fix: name an input for each parameter in order, or omit \"inputs\" to use the parameters' names.");
    }

    private static Stream<String> parameterName(NodeModel node, NodeModel.Argument argument) {
        if (argument instanceof NodeModel.ContextArgument context) {
            return Stream.of(context.parameter().getSimpleName().toString());
        }
        if (argument instanceof NodeModel.InjectedArgument injected) {
            return Stream.of(injected.parameter().getSimpleName().toString());
        }
        VariableElement parameter = argument instanceof NodeModel.InputArgument value
                ? node.input(value).parameter()
                : null;
        return parameter == null
                ? Stream.empty()
                : Stream.of(parameter.getSimpleName().toString());
    }

    private static String counts(NodeModel node) {
        long parameters = parameters(node);
        return node.methodName() + " takes " + parameters + (parameters == 1 ? " dataset" : " datasets")
                + " but @Node names " + node.inputs().size();
    }

    /** Returns the number of parameters that take datasets. */
    private static long parameters(NodeModel node) {
        long injected = node.arguments().stream()
                .filter(argument ->
                        argument instanceof NodeModel.ContextArgument || argument instanceof NodeModel.InjectedArgument)
                .count();
        long sinks = node.method().getParameters().stream()
                .filter(parameter -> Forms.isSink(parameter.asType()))
                .count();
        return node.method().getParameters().size() - injected - sinks;
    }
}
