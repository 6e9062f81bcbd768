package dev.freshet.runtime.team;

import dev.freshet.runtime.team.Call.Facts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the team can know, as contents: results of everybody, and the files in the cache. A result is certain if it was
 * recorded for everybody. It is uncertain if the machine that made it died, or files were changed under the node: then
 * it may or may not count, until somebody acts on it.
 */
final class Knowledge {
    /** With fewer later results, a result of a slot is still known. */
    private static final int KEPT = 5;

    /** A result. */
    static final class Result {
        final Facts facts;
        final Map<String, String> outputs;
        final String slot;
        final boolean isAccepted;
        boolean isCertain;
        /** Who has it in the checkout, although others may not know it; null if nobody. */
        @Nullable
        Member keeper;

        Result(Facts facts, Map<String, String> outputs, String slot, boolean isCertain, boolean isAccepted) {
            this.facts = facts;
            this.outputs = outputs;
            this.slot = slot;
            this.isCertain = isCertain;
            this.isAccepted = isAccepted;
        }

        boolean isKnownTo(Member member) {
            return isCertain || member.equals(keeper);
        }
    }

    /** Whether a result says that a node is up to date. */
    enum Match {
        YES,
        MAYBE,
        NO
    }

    private record Cached(Map<String, String> outputs, boolean isCertain) {}

    private final List<Result> results = new ArrayList<>();
    /** By forgotten slot, whether a result may turn up that was made before. */
    private final Map<String, Boolean> forgotten = new HashMap<>();

    private final Map<Facts, List<Cached>> cache = new HashMap<>();

    List<Result> results() {
        return results;
    }

    void add(Result result) {
        results.removeIf(earlier -> earlier.isCertain
                && result.isCertain
                && earlier.slot.equals(result.slot)
                && earlier.facts.equals(result.facts)
                && earlier.outputs.equals(result.outputs)
                && earlier.isAccepted == result.isAccepted);
        results.add(result);
        if (result.isCertain) {
            forgotten.remove(result.slot);
        } else {
            forgotten.computeIfPresent(result.slot, (slot, before) -> true);
        }
    }

    void forget(String slot) {
        boolean hadUncertain = results.stream().anyMatch(result -> result.slot.equals(slot) && !result.isCertain);
        results.removeIf(result -> result.slot.equals(slot) && result.isCertain);
        forgotten.put(slot, hadUncertain);
    }

    boolean isForgotten(String slot) {
        return forgotten.containsKey(slot);
    }

    /** Of a node that stores its outputs: whoever made what is there from what there is. */
    Match stored(Member member, String slot, Facts facts, Map<String, String> outputs) {
        List<Result> matching = results.stream()
                .filter(result -> result.facts.equals(facts) && result.outputs.equals(outputs))
                .toList();
        if (matching.isEmpty()) {
            return Match.NO;
        }
        if (forgotten.containsKey(slot)) {
            return forgotten.get(slot) ? Match.MAYBE : Match.NO;
        }
        return matching.stream().anyMatch(result -> result.isKnownTo(member) && isKept(result))
                ? Match.YES
                : Match.MAYBE;
    }

    /** Of a node that stores nothing: only its last success counts. */
    Match nowhere(Member member, String slot, Facts facts) {
        boolean canBe = false;
        boolean canBeNot = false;
        for (int i = results.size() - 1; i >= 0; i--) {
            Result result = results.get(i);
            if (result.slot.equals(slot)) {
                canBe |= result.facts.equals(facts);
                canBeNot |= !result.facts.equals(facts);
                if (result.isKnownTo(member)) {
                    return canBe && canBeNot ? Match.MAYBE : canBe ? Match.YES : Match.NO;
                }
            }
        }
        return canBe ? Match.MAYBE : Match.NO;
    }

    /** Whether a result is among the latest of its slot. */
    boolean isKept(Result result) {
        int index = results.indexOf(result);
        return results.subList(index, results.size()).stream()
                        .filter(later -> later.slot.equals(result.slot))
                        .count()
                <= KEPT;
    }

    /**
     * A node was found up to date by these contents, so a result of them counts, and its slot is not forgotten. Of a node
     * that stores nothing, this says nothing about other slots.
     */
    void found(String slot, Facts facts, Map<String, String> outputs) {
        forgotten.remove(slot);
        results.stream()
                .filter(result -> result.facts.equals(facts) && result.outputs.equals(outputs))
                .filter(result -> !outputs.isEmpty() || result.slot.equals(slot))
                .reduce((earlier, later) -> later)
                .ifPresent(result -> result.isCertain = true);
    }

    /** Somebody works on a slot or on something: what a dead machine has of it may not count any more. */
    void takenOver(Member by, String slot, Facts facts) {
        results.stream()
                .filter(result -> result.keeper != null && !by.equals(result.keeper))
                .filter(result -> result.slot.equals(slot) || result.facts.equals(facts))
                .forEach(result -> result.keeper = null);
    }

    /** A checkout has shared what it kept. */
    void shared(Member member) {
        results.stream().filter(result -> member.equals(result.keeper)).forEach(result -> {
            result.isCertain = true;
            result.keeper = null;
        });
    }

    void publish(Facts facts, Map<String, String> outputs, boolean isCertain) {
        List<Cached> known = cache.computeIfAbsent(facts, same -> new ArrayList<>());
        known.removeIf(cached -> cached.outputs().equals(outputs) && isCertain);
        known.add(new Cached(outputs, isCertain));
    }

    /** Whether something can be fetched. */
    Match cached(Facts facts) {
        List<Cached> known = cache.getOrDefault(facts, List.of());
        if (known.isEmpty()) {
            return Match.NO;
        }
        return known.stream().anyMatch(Cached::isCertain) ? Match.YES : Match.MAYBE;
    }

    /**
     * Whether something can be fetched for a slot. Nothing is fetched for a forgotten one, unless a result turns up that
     * was made before.
     */
    Match cached(String slot, Facts facts) {
        Match all = cached(facts);
        if (all == Match.NO || !forgotten.containsKey(slot)) {
            return all;
        }
        return forgotten.get(slot) ? Match.MAYBE : Match.NO;
    }

    boolean canFetch(Facts facts, Map<String, String> outputs) {
        return cache.getOrDefault(facts, List.of()).stream()
                .anyMatch(cached -> cached.outputs().equals(outputs));
    }

    /** All facts of which a node's outputs can be fetched. */
    List<Facts> factsOfCached(String node, Map<String, String> outputs) {
        return cache.keySet().stream()
                .filter(facts -> facts.node().equals(node) && canFetch(facts, outputs))
                .toList();
    }
}
