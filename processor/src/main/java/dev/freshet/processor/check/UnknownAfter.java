package dev.freshet.processor.check;

import dev.freshet.processor.model.AfterModel;
import dev.freshet.processor.model.Code;
import dev.freshet.processor.model.NodeModel;
import dev.freshet.processor.model.Problem;
import dev.freshet.processor.model.WiredPipeline;
import java.util.ArrayList;
import java.util.List;

/** The nodes named in {@code after} exist. */
final class UnknownAfter implements Check {
    @Override
    public List<Problem> check(WiredPipeline pipeline, CheckContext context) {
        List<String> legal =
                pipeline.model().nodes().stream().map(NodeModel::name).toList();
        List<Problem> problems = new ArrayList<>();
        for (NodeModel node : pipeline.model().nodes()) {
            for (AfterModel after : node.after()) {
                if (pipeline.wiring().node(after.node()).isEmpty()) {
                    problems.add(problem(pipeline, after, legal));
                }
            }
        }
        return problems;
    }

    private static Problem problem(WiredPipeline pipeline, AfterModel after, List<String> legal) {
        List<String> details = new ArrayList<>();
        Words.suggestion(
                        after.node(),
                        legal,
                        near -> pipeline.wiring()
                                .node(near)
                                .map(NodeModel::methodName)
                                .orElse(near))
                .ifPresent(details::add);
        details.add("Fix: name a node of this pipeline, or remove " + Words.quote(after.node()) + ".");
        return new Problem(
                Code.UnknownAfter,
                after.origin(),
                pipeline.model().holder().getSimpleName() + " has no node named " + Words.quote(after.node()),
                details);
    }
}
