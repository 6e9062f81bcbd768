package dev.freshet.processor.check;

import dev.freshet.processor.model.Code;
import dev.freshet.processor.model.Forms;
import dev.freshet.processor.model.NodeModel;
import dev.freshet.processor.model.Origin;
import dev.freshet.processor.model.OutputModel;
import dev.freshet.processor.model.Problem;
import dev.freshet.processor.model.WiredPipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** A node with several outputs returns a record with one component for each, or takes sinks for them. */
final class OutputArity implements Check {
    @Override
    public List<Problem> check(WiredPipeline pipeline, CheckContext context) {
        List<Problem> problems = new ArrayList<>();
        for (NodeModel node : pipeline.model().nodes()) {
            List<VariableElement> unnamed = unnamedSinks(node);
            boolean isVoid = node.method().getReturnType().getKind() == TypeKind.VOID;
            if (!unnamed.isEmpty()) {
                problems.add(unnamed(node, unnamed.get(0)));
            } else if (!isVoid && node.returned().isEmpty() && !node.sinks().isEmpty()) {
                problems.add(unnamedValue(node));
            } else if (!isVoid && node.returned().size() > 1) {
                check(node).ifPresent(problems::add);
            }
        }
        return problems;
    }

    private static List<VariableElement> unnamedSinks(NodeModel node) {
        List<VariableElement> named =
                node.sinks().stream().map(OutputModel::sink).toList();
        return node.method().getParameters().stream()
                .filter(parameter -> Forms.isSink(parameter.asType()) && !named.contains(parameter))
                .<VariableElement>map(parameter -> parameter)
                .toList();
    }

    private static Problem unnamed(NodeModel node, VariableElement sink) {
        return new Problem(
                Code.OutputArity,
                Origin.of(sink),
                node.methodName() + " takes the sink " + Words.quote(sink.getSimpleName())
                        + ", but @Node names no output for it",
                "Fix: name an output for each sink, after the returned outputs.");
    }

    private static Problem unnamedValue(NodeModel node) {
        return new Problem(
                Code.OutputArity,
                node.sinks().get(0).origin(),
                node.methodName() + " returns " + Words.type(node.method().getReturnType())
                        + ", but its sinks take all output names",
                "Fix: name the returned outputs before those of the sinks, or return nothing.");
    }

    private static Optional<Problem> check(NodeModel node) {
        TypeMirror returned = node.method().getReturnType();
        int named = node.returned().size();
        if (!(returned instanceof DeclaredType declared) || declared.asElement().getKind() != ElementKind.RECORD) {
            return Optional.of(problem(
                    node.returned().get(1),
                    node.methodName() + " names " + named + " outputs but returns " + Words.type(returned)
                            + ", which is not a record",
                    "Fix: return a record with one component for each output, or name one output."));
        }
        int components =
                ((TypeElement) declared.asElement()).getRecordComponents().size();
        if (components == named) {
            return Optional.empty();
        }
        return Optional.of(problem(
                node.returned().get(Math.min(components, named - 1)),
                node.methodName() + " names " + named + " outputs but the record " + Words.type(returned) + " has "
                        + components + (components == 1 ? " component" : " components"),
                "Fix: name one output for each component, in order."));
    }

    private static Problem problem(OutputModel at, String message, String fix) {
        return new Problem(Code.OutputArity, at.origin(), message, fix);
    }
}
