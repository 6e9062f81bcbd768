package dev.freshet.processor.check;

import dev.freshet.processor.model.AfterModel;
import dev.freshet.processor.model.Code;
import dev.freshet.processor.model.InputModel;
import dev.freshet.processor.model.NodeModel;
import dev.freshet.processor.model.Problem;
import dev.freshet.processor.model.WiredPipeline;
import dev.freshet.processor.model.Wiring.Producer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** No node reads its own output or waits for itself. */
final class SelfLoop implements Check {
    @Override
    public List<Problem> check(WiredPipeline pipeline, CheckContext context) {
        List<Problem> problems = new ArrayList<>();
        for (NodeModel node : pipeline.model().nodes()) {
            for (InputModel input : node.inputs()) {
                Optional<Producer> producer = pipeline.wiring().producer(input.name());
                if (producer.isPresent() && producer.get().node().equals(node)) {
                    problems.add(new Problem(
                            Code.SelfLoop,
                            input.origin(),
                            node.methodName() + " reads " + Words.quote(input.name()) + ", which it produces itself",
                            "Fix: give the output another name, or read the output of another node."));
                }
            }
            for (AfterModel after : node.after()) {
                if (after.node().equals(node.name())) {
                    problems.add(new Problem(
                            Code.SelfLoop,
                            after.origin(),
                            node.methodName() + " waits for itself",
                            "Fix: remove " + Words.quote(after.node()) + " from \"after\"."));
                }
            }
        }
        return problems;
    }
}
