package dev.freshet.runtime.export;

import dev.freshet.runtime.export.Groups.Group;
import dev.freshet.runtime.graph.GraphDocument.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Changes the order of groups: leaves out groups that no run starts, and lets groups with an exclusive node run alone.
 */
final class Barriers {
    private Barriers() {}

    /** Returns whether a run starts these nodes only if it is forced to. */
    static boolean isOnDemand(Group group) {
        return group.nodes().stream().allMatch(Barriers::isOnDemand);
    }

    static boolean isOnDemand(Node node) {
        return node.options().rerun().equals("NEVER");
    }

    /**
     * Returns the groups without those on demand. A group that waited for one of these now waits for its upstream
     * groups.
     */
    static List<Group> withoutOnDemand(List<Group> groups) {
        List<SortedSet<Integer>> instead = new ArrayList<>();
        List<Group> kept = new ArrayList<>();
        for (Group group : groups) {
            SortedSet<Integer> upstream = new TreeSet<>();
            group.upstream().forEach(each -> upstream.addAll(instead.get(each)));
            if (isOnDemand(group)) {
                instead.add(upstream);
            } else {
                instead.add(new TreeSet<>(List.of(kept.size())));
                kept.add(new Group(group.nodes(), upstream));
            }
        }
        return kept;
    }

    /**
     * Returns the groups with new edges: all groups before an exclusive group are upstream of it, and all after it
     * downstream.
     */
    static List<Group> around(List<Group> groups) {
        List<Group> ordered = new ArrayList<>();
        groups.forEach(group -> ordered.add(new Group(group.nodes(), new TreeSet<>(group.upstream()))));
        for (int alone = 0; alone < ordered.size(); alone++) {
            if (ordered.get(alone).nodes().stream()
                    .anyMatch(node -> node.options().exclusive())) {
                ordered.get(alone).upstream().addAll(lastBefore(ordered, alone));
                for (int later = alone + 1; later < ordered.size(); later++) {
                    SortedSet<Integer> upstream = ordered.get(later).upstream();
                    if (upstream.tailSet(alone).isEmpty()) {
                        upstream.add(alone);
                    }
                }
            }
        }
        return ordered;
    }

    /** Returns the groups before an index for which no other group before that index waits. */
    private static SortedSet<Integer> lastBefore(List<Group> groups, int place) {
        SortedSet<Integer> last = new TreeSet<>();
        for (int i = 0; i < place; i++) {
            last.removeAll(groups.get(i).upstream());
            last.add(i);
        }
        return last;
    }
}
