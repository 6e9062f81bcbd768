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
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which nodes must run and what they leave, worked out from contents alone: no stamps, no digests, no journal. A stored
 * dataset is what it contains; one in memory is how it would be made, or what that was accepted as. A success is known by
 * where its outputs are stored, and stays true whoever had it, under whatever name.
 */
final class MinimalModel {
    /**
     * What a run is told.
     *
     * @param where the environment, or another pipeline that stores to the same places
     * @param nodes the names of those that may run
     */
    record Told(String where, Set<String> nodes, boolean onlyMissing) {}

    /**
     * Everything that a success depended on, and what it left.
     *
     * @param outputs the contents of those that are stored
     * @param identities what tells values in memory from others
     */
    private record Success(Facts facts, Map<String, String> outputs, Map<String, String> identities) {}

    /**
     * Everything that a node depends on.
     *
     * @param fixed all but the contents of its inputs
     * @param inputs what they contain, or what tells them from others; null if that is not known yet
     */
    private record Facts(List<String> fixed, List<@Nullable String> inputs) {
        boolean mayBe(Facts recorded) {
            return fixed.equals(recorded.fixed)
                    && inputs.size() == recorded.inputs.size()
                    && IntStream.range(0, inputs.size())
                            .allMatch(
                                    i -> inputs.get(i) == null || inputs.get(i).equals(recorded.inputs.get(i)));
        }
    }

    private final RandomProject project;
    private final ModelState<Success> state = new ModelState<>(success -> success);
    private String where = "";
    private Set<String> selected = new HashSet<>();

    /** What this run made in memory, by dataset. */
    private Map<String, String> memory = new HashMap<>();

    private Map<String, String> identities = new HashMap<>();
    private Set<String> ran = new LinkedHashSet<>();
    private Set<String> blocked = new LinkedHashSet<>();
    private Set<String> blockedDatasets = new HashSet<>();
    private Map<String, String> files = new HashMap<>();
    private boolean stopped;
    /** Nothing is recorded of a pipeline that stores nothing. */
    private boolean storesAnything;

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

    private void look(Told told) {
        where = told.where();
        selected = told.nodes();
        memory = new HashMap<>();
        identities = new HashMap<>();
        ran = new LinkedHashSet<>();
        stopped = false;
        blocked = new LinkedHashSet<>();
        blockedDatasets = new HashSet<>();
        files = new HashMap<>();
        project.stored.keySet().forEach(dataset -> files.put(dataset, content(dataset)));
    }

    /** The slot is where the outputs are stored; what stores nothing is known by its name, there where it ran. */
    private ModelState.Named named(RandomNode node) {
        Set<String> places = new TreeSet<>(node.outputs);
        places.retainAll(project.stored.keySet());
        return new ModelState.Named(
                where, node.name, places.isEmpty() ? ModelState.Named.nowhere(where, node.name) : places.toString());
    }

    private List<RandomNode> nodes() {
        return project.nodes.stream()
                .filter(node -> selected.contains(node.name))
                .toList();
    }

    private Set<String> read() {
        Set<String> read = new HashSet<>();
        nodes().forEach(node -> read.addAll(node.inputs));
        return read;
    }

    /** What the run leaves in the files of stored datasets, as far as it was predicted. */
    Map<String, String> files() {
        return files;
    }

    /** Predicts which nodes the next run executes; call before the run. */
    Set<String> predict(Told told) {
        look(told);
        storesAnything =
                project.nodes.stream().anyMatch(node -> node.outputs.stream().anyMatch(project.stored::containsKey));
        Set<String> read = read();
        boolean looksForMissing = told.onlyMissing();
        Set<RandomNode> planned = looksForMissing ? missing(read) : storesAnything ? demanded(read) : Set.of();
        for (RandomNode node : nodes()) {
            if (stopped) {
                break;
            }
            if (node.inputs.stream().anyMatch(blockedDatasets::contains)) {
                block(node);
            } else if (planned.contains(node)) {
                identify(node);
                execute(node, facts(node, files), files);
            } else if (looksForMissing) {
                identify(node);
            } else {
                decide(node, files, read);
            }
        }
        return Set.copyOf(ran);
    }

    /**
     * Nodes with an output that is not there, and those that make values in memory for them. A node without outputs counts
     * as one whose output is there once it is recorded.
     */
    private Set<RandomNode> missing(Set<String> read) {
        Set<RandomNode> missing = new HashSet<>();
        for (int i = nodes().size() - 1; i >= 0; i--) {
            RandomNode node = nodes().get(i);
            boolean isNeeded = missing.stream()
                    .anyMatch(reader -> reader.inputs.stream()
                            .anyMatch(input -> node.outputs.contains(input) && !project.stored.containsKey(input)));
            boolean lacks = node.outputs.stream().anyMatch(output -> "absent".equals(files.get(output)))
                    || (node.outputs.isEmpty()
                            && (!storesAnything || state.last(named(node)).isEmpty()));
            if (isNeeded || (lacks && !isAllInMemory(node, read))) {
                missing.add(node);
            }
        }
        return missing;
    }

    private boolean isAllInMemory(RandomNode node, Set<String> read) {
        return node.outputs.stream().noneMatch(project.stored::containsKey)
                && node.outputs.stream().anyMatch(read::contains);
    }

    /** What tells the values that the node would make in memory from others. */
    private void identify(RandomNode node) {
        Facts facts = facts(node, files);
        Map<String, String> known = state.known(named(node))
                .filter(success -> success.facts().equals(facts))
                .map(Success::identities)
                .findFirst()
                .orElse(Map.of());
        for (int i = 0; i < node.outputs.size(); i++) {
            String output = node.outputs.get(i);
            identities.put(output, known.getOrDefault(output, i + " of " + facts));
        }
    }

    /** What is known of a node before the run. */
    private enum Before {
        UP_TO_DATE,
        ON_DEMAND,
        UNDECIDED,
        STALE
    }

    private Map<String, Before> before(Set<String> read, Set<String> known) {
        Map<String, Before> before = new HashMap<>();
        Set<String> made = new HashSet<>();
        nodes().forEach(node -> made.addAll(node.outputs));
        files.keySet().stream().filter(dataset -> !made.contains(dataset)).forEach(known::add);
        for (RandomNode node : nodes()) {
            identify(node);
            boolean areInputsKnown = known.containsAll(node.inputs);
            Before decision = areInputsKnown ? Before.UP_TO_DATE : Before.UNDECIDED;
            if (isAllInMemory(node, read)) {
                decision = Before.ON_DEMAND;
            } else if (!isUpToDate(node, facts(node, known))) {
                decision = Before.STALE;
            }
            before.put(node.name, decision);
            boolean isUpToDate = decision == Before.UP_TO_DATE;
            node.outputs.stream()
                    .filter(output -> project.stored.containsKey(output) ? isUpToDate : areInputsKnown)
                    .forEach(known::add);
        }
        return before;
    }

    /** Nodes of which it is known before the run that others need what they make in memory. */
    private Set<RandomNode> demanded(Set<String> read) {
        Map<String, Before> before = before(read, new HashSet<>());
        Set<RandomNode> demanded = new HashSet<>();
        for (int i = nodes().size() - 1; i >= 0; i--) {
            RandomNode node = nodes().get(i);
            boolean isNeeded = nodes().stream()
                    .filter(reader -> before.get(reader.name) == Before.STALE || demanded.contains(reader))
                    .anyMatch(reader -> reader.inputs.stream()
                            .anyMatch(input -> node.outputs.contains(input) && !project.stored.containsKey(input)));
            if (isNeeded && before.get(node.name) != Before.STALE) {
                demanded.add(node);
            }
        }
        return demanded;
    }

    /** Takes in that a node is accepted; returns whether that is possible. */
    boolean accept(String there, String name) {
        Set<String> all = new HashSet<>();
        project.nodes.forEach(node -> all.add(node.name));
        look(new Told(there, all, false));
        Set<String> known = new HashSet<>();
        Before before = before(read(), known).get(name);
        RandomNode node = node(name);
        Optional<Success> last = state.last(named(node));
        boolean isUnchanged = before == Before.UP_TO_DATE
                || (before == Before.ON_DEMAND
                        && last.filter(success -> isOf(node, success, facts(node, known)))
                                .isPresent());
        if (isUnchanged) {
            return true;
        }
        Optional<Success> kept =
                last.filter(success -> known.containsAll(node.inputs) && areOutputsLeft(node, success));
        kept.ifPresent(success ->
                state.add(named(node), new Success(facts(node, files), success.outputs(), success.identities())));
        return kept.isPresent();
    }

    /** Takes in that a node is forgotten. */
    void forget(String there, String name) {
        where = there;
        state.forget(named(node(name)));
    }

    private RandomNode node(String name) {
        return project.nodes.stream()
                .filter(each -> each.name.equals(name))
                .findFirst()
                .orElseThrow();
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
        RandomNode node = node(name);
        boolean makesInMemory = !project.stored.keySet().containsAll(node.outputs);
        if (project.failing.isEmpty() || !makesInMemory || blocked.contains(name)) {
            return false;
        }
        execute(node, facts(node, files), files);
        return true;
    }

    private void decide(RandomNode node, Map<String, String> files, Set<String> read) {
        Facts facts = facts(node, files);
        identify(node);
        if (!storesAnything) {
            ran.add(node.name);
            if (node.name.equals(project.failing)) {
                fail(node);
            }
            return;
        }
        if (isAllInMemory(node, read) || isUpToDate(node, facts)) {
            return;
        }
        demand(node, files);
        if (!stopped && node.inputs.stream().noneMatch(blockedDatasets::contains)) {
            execute(node, facts, files);
        } else if (!stopped) {
            block(node);
        }
    }

    private Facts facts(RandomNode node, Map<String, String> files) {
        List<String> fixed = new ArrayList<>(List.of(project.fingerprint(node)));
        node.parameters.forEach(name -> fixed.add(name + project.parameters.get(name)));
        Stream.concat(node.inputs.stream(), node.outputs.stream())
                .forEach(dataset -> fixed.add(dataset + "@" + project.stored.get(dataset)));
        List<@Nullable String> inputs = new ArrayList<>();
        node.inputs.forEach(
                input -> inputs.add(project.stored.containsKey(input) ? files.get(input) : identities.get(input)));
        return new Facts(fixed, inputs);
    }

    /** The facts before the run. */
    private Facts facts(RandomNode node, Set<String> known) {
        Facts facts = facts(node, files);
        for (int i = 0; i < node.inputs.size(); i++) {
            if (!known.contains(node.inputs.get(i))) {
                facts.inputs().set(i, null);
            }
        }
        return facts;
    }

    private boolean isUpToDate(RandomNode node, Facts facts) {
        ModelState.Named named = named(node);
        Set<String> present = project.nodes.stream().map(each -> each.name).collect(Collectors.toSet());
        return Stream.concat(state.last(named).stream(), state.counting(named, present))
                .anyMatch(success -> isOf(node, success, facts));
    }

    private boolean isOf(RandomNode node, Success success, Facts facts) {
        return facts.mayBe(success.facts()) && areOutputsLeft(node, success);
    }

    private boolean areOutputsLeft(RandomNode node, Success success) {
        return node.outputs.stream()
                .filter(project.stored::containsKey)
                .allMatch(output -> files.get(output).equals(success.outputs().get(output)));
    }

    /** Runs the nodes whose values in memory are needed and were not made yet, in the order of the pipeline. */
    private void demand(RandomNode reader, Map<String, String> files) {
        Set<RandomNode> needed = new LinkedHashSet<>();
        List<RandomNode> open = new ArrayList<>(List.of(reader));
        while (!open.isEmpty()) {
            RandomNode next = open.remove(0);
            for (RandomNode producer : nodes()) {
                boolean isNeeded = producer.outputs.stream()
                        .anyMatch(output -> next.inputs.contains(output) && !project.stored.containsKey(output));
                if (isNeeded && !ran.contains(producer.name) && needed.add(producer)) {
                    open.add(producer);
                }
            }
        }
        for (RandomNode producer : nodes()) {
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

    private void execute(RandomNode node, Facts facts, Map<String, String> files) {
        ran.add(node.name);
        if (node.name.equals(project.failing)) {
            fail(node);
            return;
        }
        List<String> inputs = node.inputs.stream()
                .map(input -> project.stored.containsKey(input) ? files.get(input) : memory.get(input))
                .toList();
        Map<String, String> outputs = new HashMap<>();
        Map<String, String> made = new HashMap<>();
        for (int i = 0; i < node.outputs.size(); i++) {
            String output = node.outputs.get(i);
            String value = project.make(node, i, inputs);
            if (project.stored.containsKey(output)) {
                files.put(output, value);
                outputs.put(output, value);
                made.put(output, "content " + value);
            } else {
                memory.put(output, value);
                made.put(output, identities.get(output));
            }
        }
        if (storesAnything) {
            state.add(named(node), new Success(facts, outputs, made));
        }
    }
}
