package dev.freshet.processor.check;

import dev.freshet.processor.model.Code;
import dev.freshet.processor.model.NodeModel;
import dev.freshet.processor.model.OutputModel;
import dev.freshet.processor.model.Problem;
import dev.freshet.processor.model.WiredPipeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One node produces a dataset, in one variant. */
final class DuplicateOutput implements Check {
    @Override
    public List<Problem> check(WiredPipeline pipeline, CheckContext context) {
        Map<String, NodeModel> makers = new HashMap<>();
        List<Problem> problems = new ArrayList<>();
        for (NodeModel node : pipeline.model().nodes()) {
            for (OutputModel output : node.outputs()) {
                NodeModel earlier = makers.putIfAbsent(output.name().base(), node);
                boolean isTwice = node.include().isPresent()
                        && !pipeline.wiring().node(node.name()).equals(Optional.of(node));
                if (earlier != null && !isTwice) {
                    problems.add(problem(node, output, earlier));
                }
            }
        }
        return problems;
    }

    private static Problem problem(NodeModel node, OutputModel output, NodeModel earlier) {
        String name = Words.quote(output.name());
        String message = earlier.equals(node)
                ? node.methodName() + " produces " + name + " twice"
                : node.methodName() + " produces " + name + ", which " + earlier.methodName() + " already produces";
        String fix = node.include().isPresent() || earlier.include().isPresent()
                ? "Fix: give the included pipeline a namespace, or the output another name: @Include(outputs = "
                        + Words.quote(output.name().base() + " = other_name") + ")."
                : "Fix: give one of the two another name.";
        return new Problem(Code.DuplicateOutput, output.origin(), message, fix);
    }
}
