package dev.freshet.processor.check;

import dev.freshet.processor.model.Code;
import dev.freshet.processor.model.IncludeModel;
import dev.freshet.processor.model.NodeModel;
import dev.freshet.processor.model.Origin;
import dev.freshet.processor.model.Problem;
import dev.freshet.processor.model.WiredPipeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** No two nodes have the same name. */
final class DuplicateNode implements Check {
    @Override
    public List<Problem> check(WiredPipeline pipeline, CheckContext context) {
        Map<String, NodeModel> first = new HashMap<>();
        Set<Origin> told = new HashSet<>();
        List<Problem> problems = new ArrayList<>();
        for (NodeModel node : pipeline.model().nodes()) {
            NodeModel earlier = first.putIfAbsent(node.name(), node);
            // One duplicate of an included pipeline is enough to report.
            if (earlier != null
                    && node.include().map(IncludeModel::origin).map(told::add).orElse(true)) {
                problems.add(new Problem(
                        Code.DuplicateNode,
                        node.origin(),
                        node.methodName() + " is the second node named " + Words.quote(node.name()) + "; the first is "
                                + earlier.methodName() + signature(earlier),
                        node.include().isPresent() || earlier.include().isPresent()
                                ? "Fix: give the included pipeline a namespace, as in @Include(as = \"sales\")."
                                : "Fix: give one of them another name, as in @Node(name = "
                                        + Words.quote(node.name() + "_2") + ")."));
            }
        }
        return problems;
    }

    private static String signature(NodeModel node) {
        return "("
                + String.join(
                        ", ",
                        node.method().getParameters().stream()
                                .map(parameter -> Words.type(parameter.asType()))
                                .toList())
                + ")";
    }
}
