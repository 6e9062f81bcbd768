package dev.freshet.processor.check;

import dev.freshet.processor.model.Code;
import dev.freshet.processor.model.NodeModel;
import dev.freshet.processor.model.OutputModel;
import dev.freshet.processor.model.Problem;
import dev.freshet.processor.model.WiredPipeline;
import java.util.ArrayList;
import java.util.List;

/**
 * Another node reads every output, or the catalog stores it. The rule is off by default, because the results of a
 * pipeline break it.
 */
final class UnusedOutput implements Check {
    @Override
    public List<Problem> check(WiredPipeline pipeline, CheckContext context) {
        List<Problem> problems = new ArrayList<>();
        for (NodeModel node : pipeline.model().nodes()) {
            for (OutputModel output : node.outputs()) {
                boolean stored = pipeline.model()
                        .catalog()
                        .filter(catalog -> catalog.entry(output.name()).isPresent())
                        .isPresent();
                if (!stored && pipeline.wiring().consumers(output.name()).isEmpty()) {
                    problems.add(new Problem(
                            Code.UnusedOutput,
                            output.origin(),
                            "no node reads " + Words.quote(output.name()) + ", and it is not in the catalog",
                            "Fix: read it, store it, or remove it."));
                }
            }
        }
        return problems;
    }
}
