package dev.freshet.processor.check;

import dev.freshet.processor.model.Code;
import dev.freshet.processor.model.NodeModel;
import dev.freshet.processor.model.Origin;
import dev.freshet.processor.model.Problem;
import dev.freshet.processor.model.WiredPipeline;
import dev.freshet.wiring.DatasetName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A dataset is named either always with a variant, as in {@code flights@csv}, or never. */
final class MixedTranscoding implements Check {
    private record Mention(DatasetName name, Origin origin, NodeModel node) {}

    @Override
    public List<Problem> check(WiredPipeline pipeline, CheckContext context) {
        Map<String, Mention> first = new HashMap<>();
        Set<String> reported = new HashSet<>();
        List<Problem> problems = new ArrayList<>();
        for (Mention mention : mentions(pipeline)) {
            String base = mention.name().base();
            Mention earlier = first.putIfAbsent(base, mention);
            if (earlier != null
                    && earlier.name().isTranscoded() != mention.name().isTranscoded()
                    && reported.add(base)) {
                problems.add(problem(mention, earlier));
            }
        }
        return problems;
    }

    /** Returns the names that nodes mention both with a variant and without one. */
    static Set<String> mixed(WiredPipeline pipeline) {
        Map<String, Boolean> first = new HashMap<>();
        Set<String> mixed = new HashSet<>();
        for (Mention mention : mentions(pipeline)) {
            boolean isTranscoded = mention.name().isTranscoded();
            Boolean earlier = first.putIfAbsent(mention.name().base(), isTranscoded);
            if (earlier != null && earlier != isTranscoded) {
                mixed.add(mention.name().base());
            }
        }
        return mixed;
    }

    private static List<Mention> mentions(WiredPipeline pipeline) {
        List<Mention> mentions = new ArrayList<>();
        for (NodeModel node : pipeline.model().nodes()) {
            node.inputs().forEach(input -> mentions.add(new Mention(input.name(), input.origin(), node)));
            node.outputs().forEach(output -> mentions.add(new Mention(output.name(), output.origin(), node)));
        }
        return mentions;
    }

    private static Problem problem(Mention mention, Mention earlier) {
        return new Problem(
                Code.MixedTranscoding,
                mention.origin(),
                Words.quote(mention.name()) + " is " + Words.quote(earlier.name()) + " in "
                        + earlier.node().methodName(),
                "One name has a variant, and the other has none.",
                "Fix: name the dataset with a variant in both places, or in neither.");
    }
}
