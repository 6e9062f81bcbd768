package dev.freshet.processor.check;

import dev.freshet.processor.model.Code;
import dev.freshet.processor.model.NodeModel;
import dev.freshet.processor.model.Origin;
import dev.freshet.processor.model.Problem;
import dev.freshet.processor.model.Reachability;
import dev.freshet.processor.model.WiredPipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;

/** The generated class can name the type of every dataset: it is not private and has no type variables. */
final class UnreachableType implements Check {
    @Override
    public List<Problem> check(WiredPipeline pipeline, CheckContext context) {
        List<Problem> problems = new ArrayList<>();
        for (NodeModel node : pipeline.model().nodes()) {
            if (!node.method().getTypeParameters().isEmpty()) {
                problems.add(new Problem(
                        Code.UnreachableType,
                        Origin.of(node.method(), node.annotation()),
                        node.methodName() + " has type parameters, but a dataset has one type",
                        "Fix: write the types that this pipeline uses, and call the generic method from there."));
                continue;
            }
            check(node, node.method().getReturnType(), node.method()).ifPresent(problems::add);
            for (VariableElement parameter : node.method().getParameters()) {
                check(node, parameter.asType(), parameter).ifPresent(problems::add);
            }
        }
        return problems;
    }

    private static Optional<Problem> check(NodeModel node, TypeMirror type, Element at) {
        return Reachability.obstacle(type)
                .map(reason -> new Problem(
                        Code.UnreachableType,
                        Origin.of(at),
                        "the generated class cannot name " + Words.type(type) + " of " + node.methodName() + ": "
                                + reason,
                        "Fix: use a type that other classes of the package can name."));
    }
}
