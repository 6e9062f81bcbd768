package dev.freshet.runtime.hook;

import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * What a node did in a run to the partitions of an output that stores each partition separately.
 *
 * @param dataset the output's name
 * @param made the keys of the partitions that the node stored, in order
 * @param kept the number of partitions that the node did not have to make: they were up to date, or were fetched from the
 *     cache. Not those of earlier partitions of an incremental input, which the node did not receive
 * @param removed the keys of the partitions that were deleted because the node no longer makes them, in order
 */
public record OutputPartitions(String dataset, List<String> made, int kept, List<String> removed) {
    /** Creates a description with sorted keys. */
    public static OutputPartitions of(String dataset, Collection<String> made, int kept, Collection<String> removed) {
        return new OutputPartitions(
                dataset, List.copyOf(new TreeSet<>(made)), kept, List.copyOf(new TreeSet<>(removed)));
    }

    /** Returns what two attempts of the same node did; this one is the earlier. */
    public OutputPartitions then(OutputPartitions later) {
        NavigableSet<String> gone = new TreeSet<>(removed);
        later.made.forEach(gone::remove);
        gone.addAll(later.removed);
        NavigableSet<String> all = new TreeSet<>(made);
        all.addAll(later.made);
        gone.forEach(all::remove);
        int existing = later.made.size() + later.kept;
        return of(dataset, all, Math.max(0, existing - all.size()), gone);
    }

    /** Returns the numbers of partitions, such as {@code 3 partitions made, 97 kept, 1 removed}. */
    public String counts() {
        StringBuilder text = new StringBuilder();
        if (!made.isEmpty()) {
            counted(made.size(), "made", text);
        }
        if (kept > 0) {
            counted(kept, "kept", text);
        }
        if (!removed.isEmpty()) {
            counted(removed.size(), "removed", text);
        }
        return text.isEmpty() ? "no partitions" : text.toString();
    }

    private static void counted(int number, String what, StringBuilder text) {
        String noun = text.isEmpty() ? number == 1 ? " partition " : " partitions " : " ";
        text.append(text.isEmpty() ? "" : ", ").append(number).append(noun).append(what);
    }
}
