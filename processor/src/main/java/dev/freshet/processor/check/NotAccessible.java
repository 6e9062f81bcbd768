package dev.freshet.processor.check;

import dev.freshet.processor.model.Code;
import dev.freshet.processor.model.NodeModel;
import dev.freshet.processor.model.Origin;
import dev.freshet.processor.model.Problem;
import dev.freshet.processor.model.WiredPipeline;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;

/** The generated class, which is in the same package, can call the node methods. */
final class NotAccessible implements Check {
    @Override
    public List<Problem> check(WiredPipeline pipeline, CheckContext context) {
        List<Problem> problems = new ArrayList<>();
        TypeElement holder = pipeline.model().holder();
        for (Element type = holder; type instanceof TypeElement; type = type.getEnclosingElement()) {
            if (type.getModifiers().contains(Modifier.PRIVATE)) {
                problems.add(problem(
                        pipeline.model().origin(),
                        "the generated class cannot access " + holder.getSimpleName() + ": " + type.getSimpleName()
                                + " is private",
                        "Fix: remove \"private\" from " + type.getSimpleName() + "."));
                return problems;
            }
        }
        for (NodeModel node : pipeline.model().nodes()) {
            if (node.method().getModifiers().contains(Modifier.PRIVATE)) {
                problems.add(problem(
                        Origin.of(node.method(), node.annotation()),
                        "the generated class cannot call " + node.methodName() + ": it is private",
                        "Fix: remove \"private\" from the method."));
            }
        }
        return problems;
    }

    private static Problem problem(Origin origin, String message, String fix) {
        return new Problem(Code.NotAccessible, origin, message, fix);
    }
}
