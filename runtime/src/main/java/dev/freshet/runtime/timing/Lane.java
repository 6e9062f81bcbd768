package dev.freshet.runtime.timing;

import dev.freshet.runtime.timing.Activity.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Activities of a run that do not overlap.
 *
 * @param group {@code nodes}, {@code partitions}, {@code loads}, {@code saves} or {@code waits}
 * @param activities by their start
 */
public record Lane(String group, List<Activity> activities) {
    private static final Map<String, Set<Kind>> GROUPS = groups();

    private static Map<String, Set<Kind>> groups() {
        Map<String, Set<Kind>> groups = new LinkedHashMap<>();
        groups.put("nodes", Set.of(Kind.CALL));
        groups.put("partitions", Set.of(Kind.PARTITIONS));
        groups.put("loads", Set.of(Kind.LOAD));
        groups.put("saves", Set.of(Kind.SAVE));
        groups.put("waits", Set.of(Kind.PAUSE, Kind.OTHER_RUN));
        return groups;
    }

    /** Returns as few lanes as possible, by group: an activity is in the first one that is free when it starts. */
    public static List<Lane> of(List<Activity> activities) {
        List<Lane> all = new ArrayList<>();
        GROUPS.forEach((group, kinds) -> {
            List<Lane> lanes = new ArrayList<>();
            activities.stream()
                    .filter(each -> kinds.contains(each.kind()))
                    .sorted(Comparator.comparingLong(Activity::start).thenComparingLong(Activity::end))
                    .forEach(each ->
                            free(group, lanes, each.start()).activities().add(each));
            all.addAll(lanes);
        });
        return all;
    }

    private static Lane free(String group, List<Lane> lanes, long time) {
        for (Lane lane : lanes) {
            List<Activity> before = lane.activities();
            if (before.get(before.size() - 1).end() <= time) {
                return lane;
            }
        }
        Lane lane = new Lane(group, new ArrayList<>());
        lanes.add(lane);
        return lane;
    }
}
