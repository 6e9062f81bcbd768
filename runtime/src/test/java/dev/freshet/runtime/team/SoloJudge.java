package dev.freshet.runtime.team;

import dev.freshet.runtime.team.Call.Facts;
import dev.freshet.runtime.team.Knowledge.Match;
import dev.freshet.runtime.team.Knowledge.Result;
import dev.freshet.runtime.team.TeamGraph.Kind;
import dev.freshet.runtime.team.TeamGraph.Node;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Judges a run whose files nobody else touched, node by node, by what was known before. A run of a machine that died may
 * have left out anything, but must not have done more than a run that lived.
 */
final class SoloJudge {
    /** What may become of a node. */
    enum Fate {
        RUNS,
        UP_TO_DATE,
        FETCHED
    }

    private final TeamGraph graph;
    private final Knowledge known;
    private final Ran ran;
    private final Member member;
    /** What the files contain, as far as the run has come. */
    private final Map<String, String> files;
    /** What nodes of this run made, saved or not. */
    private final Map<String, String> made = new HashMap<>();
    /** Who may come to know what this run does. */
    private final List<Runnable> lessons = new ArrayList<>();

    private final List<String> wrong = new ArrayList<>();

    SoloJudge(TeamGraph graph, Knowledge known, Ran ran) {
        this.graph = graph;
        this.known = known;
        this.ran = ran;
        member = ran.member();
        files = new TreeMap<>(ran.before());
    }

    /** Returns everything that is wrong. */
    List<String> judge() {
        if (!ran.hasDied() && !ran.failure().isEmpty()) {
            wrong.add("it failed: " + ran.failure());
        }
        for (Node node : graph.nodes()) {
            if (!ran.told().selected().contains(node)) {
                require(ran.call(node).isEmpty(), node, "ran although it was not selected");
            } else {
                judge(node);
            }
        }
        if (!ran.hasDied()) {
            require(files.equals(ran.after()), "the files are " + ran.after() + " in place of " + files);
            lessons.add(() -> known.shared(member));
        }
        return wrong;
    }

    /** Takes in what the run did; to be called after {@link #judge}. */
    void learn() {
        lessons.forEach(Runnable::run);
    }

    private void require(boolean condition, Node node, String what) {
        require(condition, node.name() + " " + what);
    }

    private void require(boolean condition, String what) {
        if (!condition) {
            wrong.add(what);
        }
    }

    private void judge(Node node) {
        long calls =
                ran.calls().stream().filter(call -> call.node().equals(node)).count();
        require(calls <= 1, node, "was called " + calls + " times");
        Facts facts = facts(node);
        if (node.kind() == Kind.IN_MEMORY) {
            judgeInMemory(node, facts);
            return;
        }
        Set<Fate> possible = possible(node, facts);
        if (ran.call(node).isPresent()) {
            require(possible.contains(Fate.RUNS), node, "ran needlessly, of " + facts + ", possible: " + possible);
            ran(node, ran.call(node).get(), facts);
        } else if (ran.hasDied()) {
            leftOut(node);
        } else if (ran.wasFetched(node)) {
            require(possible.contains(Fate.FETCHED), node, "was fetched of " + facts + ", possible: " + possible);
            fetched(node, facts);
        } else {
            require(
                    possible.contains(Fate.UP_TO_DATE),
                    node,
                    "is stale, and was said to be up to date, of " + facts + ", possible: " + possible);
            if (!ran.told().onlyMissing()) {
                lessons.add(() -> known.found(slot(node), facts, outputs(node)));
            }
        }
    }

    private Facts facts(Node node) {
        List<String> inputs = new ArrayList<>();
        for (String input : node.inputs()) {
            inputs.add(graph.isInMemory(input) ? made.getOrDefault(input, "") : files.get(input));
        }
        Optional<Call> call = ran.call(node);
        if (ran.hasDied() && call.isPresent()) {
            for (int i = 0; i < inputs.size(); i++) {
                String read = call.get().facts().inputs().get(i);
                require(
                        read.equals(inputs.get(i))
                                || read.equals(made.get(node.inputs().get(i))),
                        node,
                        "read " + read + " in place of " + inputs.get(i));
                inputs.set(i, read);
            }
        }
        return new Facts(
                node.name(),
                member.version(node),
                member.values(node, ran.told().environment()),
                inputs);
    }

    private Map<String, String> outputs(Node node) {
        Map<String, String> outputs = new TreeMap<>();
        node.outputs().forEach(output -> outputs.put(output, files.get(output)));
        return outputs;
    }

    private String slot(Node node) {
        return member.slot(node, ran.told().environment());
    }

    /** It runs only for those that read it, and makes what it made if it has run before. */
    private void judgeInMemory(Node node, Facts facts) {
        made.putAll(Call.make(node, facts, ""));
        Optional<Call> call = ran.call(node);
        boolean isNeeded = ran.told().selected().stream()
                .filter(reader -> reader.inputs().stream().anyMatch(node.outputs()::contains))
                .anyMatch(reader -> ran.call(reader).isPresent());
        require(
                ran.hasDied() || call.isPresent() == isNeeded,
                node,
                call.isPresent() ? "ran, but nobody needs it" : "did not run, but is needed");
        call.ifPresent(each ->
                require(each.facts().equals(facts), node, "was called with " + each.facts() + " in place of " + facts));
    }

    private Set<Fate> possible(Node node, Facts facts) {
        if (ran.told().forced().contains(node)) {
            return EnumSet.of(Fate.RUNS);
        }
        Map<String, String> outputs = outputs(node);
        if (ran.told().onlyMissing()) {
            return EnumSet.of(outputs.containsValue(Member.ABSENT) ? Fate.RUNS : Fate.UP_TO_DATE);
        }
        Match match = node.isStored()
                ? known.stored(member, slot(node), facts, outputs)
                : known.nowhere(member, slot(node), facts);
        Match cached =
                member.cache == Member.Cache.NONE || !node.isStored() ? Match.NO : known.cached(slot(node), facts);
        Set<Fate> possible = EnumSet.noneOf(Fate.class);
        if (match != Match.NO) {
            possible.add(Fate.UP_TO_DATE);
        }
        if (match != Match.YES && cached != Match.NO) {
            possible.add(Fate.FETCHED);
        }
        if (match != Match.YES && cached != Match.YES) {
            possible.add(Fate.RUNS);
        }
        return possible;
    }

    private void ran(Node node, Call call, Facts facts) {
        require(call.facts().equals(facts), node, "was called with " + call.facts() + " in place of " + facts);
        if (ran.hasDied()) {
            call.outputs().forEach((output, value) -> {
                String left = ran.after().get(output);
                require(left.equals(value) || left.equals(files.get(output)), output + " is " + left);
                files.put(output, left);
            });
        } else {
            files.putAll(call.outputs());
        }
        made.putAll(call.outputs());
        if (!call.isComplete()) {
            return;
        }
        lessons.add(() -> known.takenOver(member, slot(node), facts));
        lessons.add(() -> {
            Result result = new Result(facts, call.outputs(), slot(node), !ran.hasDied(), false);
            if (ran.hasDied() && ran.isAcknowledged(node)) {
                result.keeper = member;
            }
            known.add(result);
            if (member.cache == Member.Cache.WRITE && node.isStored()) {
                known.publish(facts, call.outputs(), !ran.hasDied());
            }
        });
    }

    /** By a run whose machine died. */
    private void leftOut(Node node) {
        Map<String, String> before = outputs(node);
        node.outputs().forEach(output -> files.put(output, ran.after().get(output)));
        Map<String, String> left = outputs(node);
        if (!left.equals(before)) {
            List<Facts> fetchable = known.factsOfCached(node.name(), left);
            require(!fetchable.isEmpty(), node, "did not run, but " + before + " became " + left);
            fetchable.forEach(facts -> lessons.add(() -> known.add(new Result(facts, left, slot(node), false, false))));
        }
    }

    private void fetched(Node node, Facts facts) {
        node.outputs().forEach(output -> files.put(output, ran.after().get(output)));
        Map<String, String> outputs = outputs(node);
        require(known.canFetch(facts, outputs), node, "was fetched as " + outputs + ", which nobody made of " + facts);
        lessons.add(() -> known.takenOver(member, slot(node), facts));
        lessons.add(() -> {
            known.publish(facts, outputs, true);
            known.add(new Result(facts, outputs, slot(node), true, false));
        });
    }
}
