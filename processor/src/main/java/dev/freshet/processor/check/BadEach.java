package dev.freshet.processor.check;

import dev.freshet.processor.model.Code;
import dev.freshet.processor.model.Forms;
import dev.freshet.processor.model.NodeModel;
import dev.freshet.processor.model.Origin;
import dev.freshet.processor.model.Problem;
import dev.freshet.processor.model.WiredPipeline;
import dev.freshet.wiring.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A node with {@code each} reads that dataset in a form that a partition has, and makes one partition of each output. */
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
        if (node.hasUnknownEach()) {
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
        return wrongParameter(node, each).or(() -> wrongSink(node, each));
    }

    /** A parameter that takes a partition in a form that only whole datasets have. */
    private static Optional<Problem> wrongParameter(NodeModel node, NodeModel.Each each) {
        return node.inputs().stream()
                .filter(input -> input.form().isEach())
                .filter(input -> input.parameterType()
                        .map(Forms::of)
                        .filter(form -> form == Form.OUTCOME || form == Form.PARTITIONS)
                        .isPresent())
                .findFirst()
                .map(input -> new Problem(
                        Code.BadEach,
                        Origin.of(Objects.requireNonNull(input.parameter())),
                        runsForEach(node, each) + ", so it cannot take one as "
                                + Words.type(input.parameterType().orElseThrow()),
                        "Fix: take the partition's value, or a Stream, an Iterable or a Supplier of it."));
    }

    private static Optional<Problem> wrongSink(NodeModel node, NodeModel.Each each) {
        return node.sinks().stream()
                .filter(sink -> sink.form() == Form.PARTITION_SINK)
                .findFirst()
                .map(sink -> new Problem(
                        Code.BadEach,
                        Origin.of(Objects.requireNonNull(sink.sink())),
                        runsForEach(node, each) + ", so it cannot take a PartitionSink",
                        "Fix: return one partition of each output, or write its records to a Sink."));
    }

    private static String runsForEach(NodeModel node, NodeModel.Each each) {
        return node.methodName() + " runs for each partition of " + Words.quote(each.name());
    }
}
