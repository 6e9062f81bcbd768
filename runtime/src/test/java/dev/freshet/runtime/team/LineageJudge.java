package dev.freshet.runtime.team;

import dev.freshet.runtime.run.Lineage;
import dev.freshet.runtime.run.Run;
import dev.freshet.runtime.state.Version;
import dev.freshet.runtime.team.Call.Facts;
import dev.freshet.runtime.team.TeamGraph.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Compares the lineage of datasets with what nodes wrote about themselves. A file of a signing team says which node made
 * it, in which run, with which code and parameters and from what, down to the inputs of the pipeline; the same is read
 * from the answer. Contents that were accepted, tampered with, or made by a machine that died are not judged: nobody has
 * recorded how they were made.
 */
final class LineageJudge {
    private final TeamGraph graph;
    private final Knowledge known;
    private final Map<String, Facts> inMemory;
    private final boolean isSigning;
    /** By version of an input of the pipeline, its content. */
    private final Map<Version, String> contents = new HashMap<>();
    /** By node and fingerprint, the version of its code. */
    private final Map<String, Integer> codes = new HashMap<>();

    private final List<String> wrong = new ArrayList<>();
    private int judged;

    /** @param inMemory what values in memory were made of */
    LineageJudge(TeamGraph graph, Knowledge known, Map<String, Facts> inMemory, boolean isSigning) {
        this.graph = graph;
        this.known = known;
        this.inMemory = inMemory;
        this.isSigning = isSigning;
    }

    /** How many datasets were compared. */
    int judged() {
        return judged;
    }

    List<String> wrong() {
        return wrong;
    }

    /** Takes in what the fingerprints of a version of all nodes are. */
    void learnCodes(Map<String, String> fingerprints, int version) {
        fingerprints.forEach((node, fingerprint) -> codes.put(node + " " + fingerprint, version));
    }

    /** Asks for all stored datasets of somebody. */
    void judge(Member member, String environment, Run run) {
        for (Node node : graph.nodes()) {
            if (node.isStored()) {
                node.outputs().forEach(output -> judge(node, output, member.read(output, environment), run));
            }
        }
    }

    private void judge(Node node, String dataset, String content, Run run) {
        if (!isRecorded(node, dataset, content)) {
            return;
        }
        Lineage lineage = run.projectState().lineage(dataset, Lineage.Direction.UP, Lineage.Moment.NOW);
        judged++;
        String told = lineage.note()
                + lineage.maker().map(step -> told(lineage, step, dataset)).orElse(lineage.origin());
        if (!told.equals(content)) {
            wrong.add("the lineage of " + dataset + " tells " + told + ", and it says " + content);
        }
    }

    /** Whether a result of this content and of all that it was made of is known for certain. */
    private boolean isRecorded(Node node, String dataset, String content) {
        return known.results().stream()
                .filter(result ->
                        result.facts.node().equals(node.name()) && content.equals(result.outputs.get(dataset)))
                .map(result -> result.isCertain
                        && !result.isAccepted
                        && known.isKept(result)
                        && areRecorded(node, result.facts))
                .reduce(Boolean::logicalAnd)
                .orElse(false);
    }

    private boolean areRecorded(Node node, Facts facts) {
        for (int i = 0; i < node.inputs().size(); i++) {
            String input = node.inputs().get(i);
            String content = facts.inputs().get(i);
            Optional<Node> maker = graph.nodes().stream()
                    .filter(each -> each.outputs().contains(input))
                    .findFirst();
            if (maker.isPresent()
                    && !(graph.isInMemory(input)
                            ? inMemory.containsKey(content) && areRecorded(maker.get(), inMemory.get(content))
                            : isRecorded(maker.get(), input, content))) {
                return false;
            }
        }
        return true;
    }

    /** What the lineage says that a dataset contains. */
    private String told(Lineage lineage, int number, String dataset) {
        Lineage.Step step = lineage.steps().get(number);
        Node node = graph.nodes().stream()
                .filter(each -> each.name().equals(step.result().node()))
                .findFirst()
                .orElseThrow();
        Function<String, String> input = name -> Optional.ofNullable(
                        step.sources().get(name))
                .map(source -> told(lineage, source, name))
                .orElseGet(() -> contents.getOrDefault(step.result().inputs().get(name), "unknown"));
        Facts facts = new Facts(
                node.name(),
                codes.getOrDefault(node.name() + " " + step.result().code(), -1),
                node.parameters().stream()
                        .map(name -> step.result().parameters().getOrDefault(name, "unknown"))
                        .toList(),
                node.inputs().stream().map(input).toList());
        return Call.make(node, facts, isSigning ? step.result().runId() : "").get(dataset);
    }

    /** Takes in the version of the content that an input of the pipeline has now. */
    void learnInput(Member member, String raw, Run run) {
        run.projectState()
                .lineage(raw, Lineage.Direction.UP, Lineage.Moment.NOW)
                .version()
                .ifPresent(version -> contents.put(version, member.read(raw, "local")));
    }
}
