package dev.freshet.processor.check;

import dev.freshet.processor.model.Code;
import dev.freshet.processor.model.NodeModel;
import dev.freshet.processor.model.Origin;
import dev.freshet.processor.model.Problem;
import dev.freshet.processor.model.WiredPipeline;
import dev.freshet.wiring.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A node with {@code each} reads that dataset, and returns one partition of each output. */
final class BadEach implements Check {
    @Override
    public List<Problem> check(WiredPipeline pipeline, CheckContext context) {
        List<Problem> problems = new ArrayList<>();
        for (NodeModel node : pipeline.model().nodes()) {
            node.each().ifPresent(each -> check(node, each).ifPresent(problems::add));
        }
        return problems;
    }

    private static Optional<Problem> check(NodeModel node, NodeModel.Each each) {
        List<String> inputs = node.inputs().stream()
                .filter(input -> !input.name().isParameter())
                .map(input -> input.name().text())
                .toList();
        if (node.inputs().stream().noneMatch(input -> input.form() == Form.EACH)) {
            List<String> details = new ArrayList<>();
            Words.suggestion(each.name(), inputs, name -> "an input of " + node.methodName())
                    .ifPresent(details::add);
            details.add("Fix: name the input whose partitions the method takes one at a time.");
            return Optional.of(new Problem(
                    Code.BadEach,
                    each.origin(),
                    node.methodName() + " does not read " + Words.quote(each.name()),
                    details));
        }
        return node.sinks().stream()
                .findFirst()
                .map(sink -> new Problem(
                        Code.BadEach,
                        Origin.of(Objects.requireNonNull(sink.sink())),
                        node.methodName() + " runs for each part of " + Words.quote(each.name())
                                + ", so it cannot take a sink",
                        "Fix: return one partition of each output."));
    }
}
