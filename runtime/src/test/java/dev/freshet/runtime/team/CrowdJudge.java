package dev.freshet.runtime.team;

import dev.freshet.runtime.team.Call.Facts;
import dev.freshet.runtime.team.Knowledge.Match;
import dev.freshet.runtime.team.Knowledge.Result;
import dev.freshet.runtime.team.Member.Cache;
import dev.freshet.runtime.team.TeamGraph.Kind;
import dev.freshet.runtime.team.TeamGraph.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Judges runs at the same time. What can be decided of them:
 *
 * <ul>
 *   <li>Of people who publish, identical work is done once, wherever they store it.
 *   <li>A node that is called finds outputs that are not up to date for what it reads. Others cannot work on them
 *       meanwhile, so this is judged when it is called. It is not judged if others changed what it reads after its run
 *       began: then it may have been decided before.
 *   <li>A file holds what was there before, what a node of these runs made for it, or what the cache had.
 * </ul>
 */
final class CrowdJudge {
    private final Knowledge known;
    private final List<Ran> crowd;
    private final List<Call> calls;
    private final List<String> wrong = new ArrayList<>();

    CrowdJudge(Knowledge known, List<Ran> crowd) {
        this.known = known;
        this.crowd = crowd;
        calls = crowd.stream()
                .flatMap(ran -> ran.calls().stream())
                .sorted(Comparator.comparingInt(Call::start))
                .toList();
    }

    /** Returns what work was done twice by people who publish. */
    List<String> twice() {
        Map<Facts, List<Call>> same = calls.stream()
                .filter(call -> call.node().isStored()
                        && call.member().cache == Cache.WRITE
                        && isCertain(call)
                        && !isCommanded(call))
                .collect(Collectors.groupingBy(Call::facts));
        same.forEach((facts, twice) -> require(
                twice.size() < 2,
                facts + " was done by "
                        + twice.stream().map(call -> call.member().name).toList()));
        return wrong;
    }

    /** Returns what a machine recorded although others had taken it over while it slept. */
    List<String> superseded() {
        for (Call call : calls) {
            boolean isTakenOver = call.slept()
                    && call.node().isStored()
                    && calls.stream()
                            .anyMatch(other -> other.start() > call.start()
                                    && !other.member().equals(call.member())
                                    && other.slot().equals(call.slot()));
            require(
                    !isTakenOver || !ran(call).isAcknowledged(call.node()),
                    call.member() + " recorded " + call.node().name() + ", which others had taken over");
        }
        return wrong;
    }

    private void require(boolean condition, String what) {
        if (!condition) {
            wrong.add(what);
        }
    }

    private Ran ran(Call call) {
        return crowd.stream()
                .filter(ran -> ran.member().equals(call.member()))
                .findFirst()
                .orElseThrow();
    }

    /** Whether a node runs, or may, although its outputs could be had otherwise. */
    private boolean isCommanded(Call call) {
        Told told = ran(call).told();
        return told.onlyMissing() || told.forced().contains(call.node()) || known.isForgotten(call.slot());
    }

    /** Judges runs of people who share files; returns everything that is wrong. */
    List<String> judgeSharers() {
        crowd.stream()
                .filter(ran -> !ran.hasDied())
                .forEach(ran -> require(ran.failure().isEmpty(), ran.member() + " failed: " + ran.failure()));
        calls.forEach(this::judge);
        crowd.forEach(this::judgeFiles);
        return wrong;
    }

    /** Takes in what these runs did; to be called after {@link #judgeSharers}. */
    void learn() {
        crowd.forEach(ran -> ran.told().selected().forEach(node -> takenOver(ran, node)));
        calls.stream()
                .filter(call -> call.isComplete() && call.node().kind() != Kind.IN_MEMORY)
                .forEach(this::learn);
        crowd.forEach(this::learnFetched);
        crowd.stream().filter(ran -> !ran.hasDied()).forEach(ran -> known.shared(ran.member()));
    }

    private void takenOver(Ran ran, Node node) {
        String slot = ran.member().slot(node, ran.told().environment());
        known.results().stream()
                .filter(result -> result.keeper != null && !ran.member().equals(result.keeper))
                .filter(result ->
                        result.slot.equals(slot) || result.facts.node().equals(node.name()))
                .forEach(result -> result.keeper = null);
    }

    private void judge(Call call) {
        // A node whose claim others have taken over while the machine slept can still be called.
        if (!call.node().isStored() || isCommanded(call) || ran(call).slept()) {
            return;
        }
        if (othersMade(call) || othersFetched(call)) {
            return;
        }
        require(
                known.stored(call.member(), call.slot(), call.facts(), call.before()) != Match.YES,
                call.member() + " ran " + call.node().name() + " needlessly, of " + call.facts());
        require(
                call.member().cache == Cache.NONE || known.cached(call.facts()) != Match.YES,
                call.member() + " ran " + call.node().name() + ", which could be fetched, of " + call.facts());
        calls.stream()
                .filter(earlier ->
                        earlier.start() < call.start() && earlier.slot().equals(call.slot()) && isCertain(earlier))
                .forEach(earlier -> require(
                        !(earlier.facts().equals(call.facts())
                                && earlier.outputs().equals(call.before())),
                        call.member() + " ran " + call.node().name() + " again, of " + call.facts()));
    }

    private boolean othersMade(Call call) {
        return calls.stream().anyMatch(other -> !other.member().equals(call.member()) && reads(call, other.node()));
    }

    private boolean othersFetched(Call call) {
        return crowd.stream()
                .filter(ran -> !ran.member().equals(call.member()))
                .anyMatch(ran -> ran.told().selected().stream()
                        .filter(node -> ran.hasDied() || ran.wasFetched(node))
                        .anyMatch(node -> reads(call, node)));
    }

    /** Whether a node reads what another one makes, also by way of values in memory. */
    private boolean reads(Call call, Node maker) {
        return reads(call.node(), maker, ran(call).told().selected());
    }

    private static boolean reads(Node node, Node maker, Collection<Node> run) {
        return node.inputs().stream()
                .anyMatch(input -> maker.outputs().contains(input)
                        || run.stream()
                                .filter(each -> each.kind() == Kind.IN_MEMORY
                                        && each.outputs().contains(input))
                                .anyMatch(each -> reads(each, maker, run)));
    }

    private boolean isCertain(Call call) {
        Ran ran = ran(call);
        return !ran.hasDied() && ran.isAcknowledged(call.node());
    }

    private void learn(Call call) {
        known.add(new Result(call.facts(), call.outputs(), call.slot(), isCertain(call), false));
        if (call.member().cache == Cache.WRITE && call.node().isStored()) {
            // The file may have been replaced before it was published.
            known.publish(call.facts(), call.outputs(), false);
        }
    }

    private void judgeFiles(Ran ran) {
        for (Node node : ran.told().selected()) {
            if (!node.isStored()) {
                continue;
            }
            Map<String, String> left = left(ran, node);
            String slot = ran.member().slot(node, ran.told().environment());
            boolean isAsBefore = node.outputs().stream()
                    .allMatch(output -> ran.before().get(output).equals(left.get(output)));
            boolean wasMade = calls.stream()
                    .anyMatch(call -> call.slot().equals(slot) && call.outputs().equals(left));
            require(
                    isAsBefore
                            || wasMade
                            || !known.factsOfCached(node.name(), left).isEmpty(),
                    node.name() + " left " + left + ", which nobody made");
        }
    }

    private static Map<String, String> left(Ran ran, Node node) {
        Map<String, String> left = new TreeMap<>();
        node.outputs().forEach(output -> left.put(output, ran.after().getOrDefault(output, "")));
        return left;
    }

    /** What somebody may have fetched may count. */
    private void learnFetched(Ran ran) {
        for (Node node : ran.told().selected()) {
            if (node.isStored() && crowd.stream().anyMatch(each -> each.hasDied() || each.wasFetched(node))) {
                Map<String, String> left = left(ran, node);
                String slot = ran.member().slot(node, ran.told().environment());
                known.factsOfCached(node.name(), left)
                        .forEach(facts -> known.add(new Result(facts, left, slot, false, false)));
            }
        }
    }
}
