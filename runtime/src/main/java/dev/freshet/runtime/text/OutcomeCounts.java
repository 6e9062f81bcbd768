package dev.freshet.runtime.text;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Says how many nodes of a run had which outcome. */
public final class OutcomeCounts {
    private OutcomeCounts() {}

    /** Returns how often each outcome occurs, such as {@code 3 succeeded, 1 up to date}. */
    public static String of(Collection<String> outcomes) {
        Map<String, Long> counts =
                outcomes.stream().collect(Collectors.groupingBy(each -> each, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey())
                .collect(Collectors.joining(", "));
    }

    /**
     * Returns how many nodes of a run that has found nothing to do had which outcome, such as
     * {@code 3 up to date, 1 in memory}.
     *
     * @param nodes how many nodes there are
     * @param inMemory how many of them store nothing and are not needed
     * @param keptBack how many of them were kept back
     */
    public static String of(int nodes, int inMemory, int keptBack) {
        return nodes - inMemory - keptBack + " up to date"
                + (inMemory == 0 ? "" : ", " + inMemory + " in memory")
                + (keptBack == 0 ? "" : ", " + keptBack + " kept back");
    }

    /** Returns the same as a sentence, such as {@code 3 nodes are up to date, 1 is in memory}. */
    public static String sentence(int nodes, int inMemory, int keptBack) {
        int upToDate = nodes - inMemory - keptBack;
        return upToDate
                + (upToDate == 1 ? " node is up to date" : " nodes are up to date")
                + further(inMemory, "in memory")
                + further(keptBack, "kept back");
    }

    /** Returns how many further nodes there are of a kind, such as {@code , 1 is in memory}; empty if there is none. */
    public static String further(int nodes, String kind) {
        return nodes == 0 ? "" : ", " + nodes + (nodes == 1 ? " is " : " are ") + kind;
    }
}
