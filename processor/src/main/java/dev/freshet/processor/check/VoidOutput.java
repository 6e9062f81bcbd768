package dev.freshet.processor.check;

import dev.freshet.processor.model.Code;
import dev.freshet.processor.model.NodeModel;
import dev.freshet.processor.model.Problem;
import dev.freshet.processor.model.WiredPipeline;
import java.util.List;
import javax.lang.model.type.TypeKind;

/** A method that returns nothing has no output other than sinks. */
final class VoidOutput implements Check {
    @Override
    public List<Problem> check(WiredPipeline pipeline, CheckContext context) {
        return pipeline.model().nodes().stream()
                .filter(node -> node.method().getReturnType().getKind() == TypeKind.VOID)
                .filter(node -> !node.returned().isEmpty())
                .map(VoidOutput::problem)
                .toList();
    }

    private static Problem problem(NodeModel node) {
        return new Problem(
                Code.VoidOutput,
                node.returned().get(0).origin(),
                node.methodName() + " returns void, so it cannot produce "
                        + Words.quote(node.returned().get(0).name()),
                "Fix: return the value, take a Sink for it, or remove the name.");
    }
}
