package dev.freshet.processor.check;

import dev.freshet.processor.model.Code;
import dev.freshet.processor.model.LinkedPipeline;
import dev.freshet.processor.model.NodeModel;
import dev.freshet.processor.model.Origin;
import dev.freshet.processor.model.OutputModel;
import dev.freshet.processor.model.Problem;
import dev.freshet.wiring.DatasetName;
import dev.freshet.wiring.Names;
import java.util.ArrayList;
import java.util.List;

/**
 * Names consist of letters, digits and {@code _ . -}. A dataset's name can end with one variant after {@code @}. No
 * output is a parameter.
 */
final class BadName implements Check {
    private static final String LEGAL = "Fix: use " + Names.LETTERS + " only";

    @Override
    public List<Problem> check(LinkedPipeline pipeline, CheckContext context) {
        List<Problem> problems = new ArrayList<>();
        pipeline.model().inputs().forEach(input -> dataset(input.name(), input.origin(), problems));
        for (NodeModel node : pipeline.model().nodes()) {
            if (!Names.isLegal(node.name())) {
                problems.add(problem(
                        node.origin(), Words.quote(node.name()) + " cannot be the name of a node", LEGAL + "."));
            }
            node.inputs().forEach(input -> dataset(input.name(), input.origin(), problems));
            node.outputs().forEach(output -> output(output, problems));
        }
        return problems;
    }

    private static void output(OutputModel output, List<Problem> problems) {
        if (output.name().isParameter()) {
            problems.add(problem(
                    output.origin(),
                    Words.quote(output.name())
                            + " is a parameter: it comes from the configuration, and a node cannot produce it",
                    "Fix: give the output the name of a dataset."));
        } else {
            dataset(output.name(), output.origin(), problems);
        }
    }

    private static void dataset(DatasetName name, Origin origin, List<Problem> problems) {
        if (!name.isLegal()) {
            problems.add(problem(
                    origin,
                    Words.quote(name) + " cannot be the name of a dataset",
                    LEGAL + ", and at most one variant after the name, as in \"flights@csv\"."));
        }
    }

    private static Problem problem(Origin origin, String message, String fix) {
        return new Problem(Code.BadName, origin, message, fix);
    }
}
