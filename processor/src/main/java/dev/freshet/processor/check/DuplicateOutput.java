package dev.freshet.processor.check;

import dev.freshet.processor.model.Code;
import dev.freshet.processor.model.LinkedPipeline;
import dev.freshet.processor.model.NodeModel;
import dev.freshet.processor.model.OutputModel;
import dev.freshet.processor.model.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A dataset is made once, in one format. */
final class DuplicateOutput implements Check {
    @Override
    public List<Problem> check(LinkedPipeline pipeline, CheckContext context) {
        Map<String, NodeModel> makers = new HashMap<>();
        List<Problem> problems = new ArrayList<>();
        for (NodeModel node : pipeline.model().nodes()) {
            for (OutputModel output : node.outputs()) {
                NodeModel earlier = makers.putIfAbsent(output.name().base(), node);
                if (earlier != null) {
                    problems.add(problem(node, output, earlier));
                }
            }
        }
        return problems;
    }

    private static Problem problem(NodeModel node, OutputModel output, NodeModel earlier) {
        String name = Words.quote(output.name());
        String message = earlier.method().equals(node.method())
                ? node.methodName() + " makes " + name + " twice"
                : node.methodName() + " makes " + name + ", which " + earlier.methodName() + " makes already";
        return new Problem(Code.DuplicateOutput, output.origin(), message, "Fix: give one of the two another name.");
    }
}
