package dev.freshet.runtime.run;

import dev.freshet.runtime.run.RandomProject.RandomNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which nodes must run, worked out from contents alone: no stamps, no digests, no journal. A stored dataset is what it
 * contains; one in memory is how it would be made.
 */
final class MinimalModel {
    /** Everything that a success depended on, and what it left. */
    private record Success(String facts, Map<String, String> outputs) {}

    private final RandomProject project;
    private final Map<String, Success> successes = new HashMap<>();

    /** What the last run made, by dataset, whether stored or not. */
    private Map<String, String> values = new HashMap<>();

    private Map<String, String> identities = new HashMap<>();
    private Set<String> ran = new LinkedHashSet<>();
    private Set<String> blocked = new LinkedHashSet<>();
    private Set<String> blockedDatasets = new HashSet<>();
    private Map<String, String> files = new HashMap<>();
    private boolean stopped;
    private final boolean keepGoing;

    /** @param keepGoing whether a failure stops only what needs the node */
    MinimalModel(RandomProject project, boolean keepGoing) {
        this.project = project;
        this.keepGoing = keepGoing;
    }

    private String content(String dataset) {
        try {
            return Files.exists(project.file(dataset)) ? Files.readString(project.file(dataset)) : "absent";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a clean build makes of every dataset. */
    Map<String, String> cleanBuild() {
        Map<String, String> made = new TreeMap<>();
        for (String dataset : project.stored.keySet()) {
            if (dataset.startsWith("raw")) {
                made.put(dataset, content(dataset));
            }
        }
        for (RandomNode node : project.nodes) {
            List<String> inputs = node.inputs.stream().map(made::get).toList();
            for (int i = 0; i < node.outputs.size(); i++) {
                made.put(node.outputs.get(i), project.make(node, i, inputs));
            }
        }
        return made;
    }

    /** Predicts which nodes the next run executes; call before the run. */
    Set<String> predict() {
        values = cleanBuild();
        identities = new HashMap<>();
        ran = new LinkedHashSet<>();
        stopped = false;
        blocked = new LinkedHashSet<>();
        blockedDatasets = new HashSet<>();
        files = new HashMap<>();
        project.stored.keySet().forEach(dataset -> files.put(dataset, content(dataset)));
        Set<String> read = new HashSet<>();
        project.nodes.forEach(node -> read.addAll(node.inputs));
        boolean storesAnything =
                project.nodes.stream().anyMatch(node -> node.outputs.stream().anyMatch(project.stored::containsKey));
        for (RandomNode node : project.nodes) {
            if (stopped) {
                break;
            }
            if (node.inputs.stream().anyMatch(blockedDatasets::contains)) {
                block(node);
            } else {
                decide(node, files, read, storesAnything);
            }
        }
        return Set.copyOf(ran);
    }

    private void block(RandomNode node) {
        blocked.add(node.name);
        blockedDatasets.addAll(node.outputs);
    }

    /**
     * Whether a node may have run beyond what was predicted: a node that makes values in memory for one that was certain to
     * run, but did not because of a failure elsewhere. If so, takes in that it ran.
     */
    boolean mayHaveRunForNothing(String name) {
        RandomNode node = project.nodes.stream()
                .filter(each -> each.name.equals(name))
                .findFirst()
                .orElseThrow();
        boolean makesInMemory = !project.stored.keySet().containsAll(node.outputs);
        if (project.failing.isEmpty() || !makesInMemory || blocked.contains(name)) {
            return false;
        }
        execute(node, facts(node, files), files);
        return true;
    }

    private void decide(RandomNode node, Map<String, String> files, Set<String> read, boolean storesAnything) {
        String facts = facts(node, files);
        for (int i = 0; i < node.outputs.size(); i++) {
            identities.put(node.outputs.get(i), i + " of " + facts);
        }
        if (!storesAnything) {
            ran.add(node.name);
            if (node.name.equals(project.failing)) {
                fail(node);
            }
            return;
        }
        boolean inMemory = node.outputs.stream().noneMatch(project.stored::containsKey);
        if (inMemory && node.outputs.stream().anyMatch(read::contains)) {
            return;
        }
        Success last = successes.get(node.name);
        if (last != null ? isFresh(node, last, facts, files) : isFreshElsewhere(node, facts, files)) {
            return;
        }
        demand(node, files);
        if (!stopped && node.inputs.stream().noneMatch(blockedDatasets::contains)) {
            execute(node, facts, files);
        } else if (!stopped) {
            block(node);
        }
    }

    private String facts(RandomNode node, Map<String, String> files) {
        List<String> inputs = new ArrayList<>();
        for (String input : node.inputs) {
            inputs.add(input
                    + (project.stored.containsKey(input)
                            ? "@" + project.stored.get(input) + "=" + files.get(input)
                            : "=" + identities.get(input)));
        }
        List<String> outputs = node.outputs.stream()
                .map(output -> output + "@" + project.stored.get(output))
                .toList();
        return "{" + project.fingerprint(node)
                + node.parameters.stream()
                        .map(name -> name + project.parameters.get(name))
                        .toList() + inputs + outputs + "}";
    }

    private boolean isFresh(RandomNode node, Success last, String facts, Map<String, String> files) {
        return last.facts().equals(facts)
                && node.outputs.stream()
                        .filter(project.stored::containsKey)
                        .allMatch(output ->
                                files.get(output).equals(last.outputs().get(output)));
    }

    private boolean isFreshElsewhere(RandomNode node, String facts, Map<String, String> files) {
        Set<String> present = new HashSet<>();
        project.nodes.forEach(each -> present.add(each.name));
        return successes.entrySet().stream()
                .anyMatch(entry -> !present.contains(entry.getKey()) && isFresh(node, entry.getValue(), facts, files));
    }

    /** Runs the nodes whose values in memory are needed and were not made yet, in the order of the pipeline. */
    private void demand(RandomNode reader, Map<String, String> files) {
        Set<RandomNode> needed = new LinkedHashSet<>();
        List<RandomNode> open = new ArrayList<>(List.of(reader));
        while (!open.isEmpty()) {
            RandomNode next = open.remove(0);
            for (RandomNode producer : project.nodes) {
                boolean isNeeded = producer.outputs.stream()
                        .anyMatch(output -> next.inputs.contains(output) && !project.stored.containsKey(output));
                if (isNeeded && !ran.contains(producer.name) && needed.add(producer)) {
                    open.add(producer);
                }
            }
        }
        for (RandomNode producer : project.nodes) {
            if (needed.contains(producer) && !stopped) {
                if (producer.inputs.stream().anyMatch(blockedDatasets::contains)) {
                    block(producer);
                } else {
                    execute(producer, facts(producer, files), files);
                }
            }
        }
    }

    private void fail(RandomNode node) {
        stopped = !keepGoing;
        block(node);
    }

    private void execute(RandomNode node, String facts, Map<String, String> files) {
        ran.add(node.name);
        if (node.name.equals(project.failing)) {
            fail(node);
            return;
        }
        Map<String, String> outputs = new HashMap<>();
        for (String output : node.outputs) {
            if (project.stored.containsKey(output)) {
                files.put(output, values.get(output));
                outputs.put(output, values.get(output));
            }
        }
        successes.put(node.name, new Success(facts, outputs));
    }
}
