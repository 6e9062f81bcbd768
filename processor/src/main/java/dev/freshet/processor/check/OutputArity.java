package dev.freshet.processor.check;

import dev.freshet.processor.model.Code;
import dev.freshet.processor.model.LinkedPipeline;
import dev.freshet.processor.model.NodeModel;
import dev.freshet.processor.model.OutputModel;
import dev.freshet.processor.model.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** A node with several outputs returns a record with as many components. */
final class OutputArity implements Check {
    @Override
    public List<Problem> check(LinkedPipeline pipeline, CheckContext context) {
        List<Problem> problems = new ArrayList<>();
        for (NodeModel node : pipeline.model().nodes()) {
            if (node.outputs().size() > 1 && node.method().getReturnType().getKind() != TypeKind.VOID) {
                check(node).ifPresent(problems::add);
            }
        }
        return problems;
    }

    private static Optional<Problem> check(NodeModel node) {
        TypeMirror returned = node.method().getReturnType();
        int named = node.outputs().size();
        if (!(returned instanceof DeclaredType declared) || declared.asElement().getKind() != ElementKind.RECORD) {
            return Optional.of(problem(
                    node.outputs().get(1),
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
                node.outputs().get(Math.min(components, named - 1)),
                node.methodName() + " names " + named + " outputs but the record " + Words.type(returned) + " has "
                        + components + (components == 1 ? " component" : " components"),
                "Fix: name one output for each component, in order."));
    }

    private static Problem problem(OutputModel at, String message, String fix) {
        return new Problem(Code.OutputArity, at.origin(), message, fix);
    }
}
