package dev.freshet.runtime.timing;

import dev.freshet.runtime.timing.TraceBar.Group;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a run as Chrome trace events, for Perfetto, {@code chrome://tracing} and the DevTools of Chromium. Each group
 * is a process, and each lane one of its threads. Readers demand that the events of a thread do not overlap: Perfetto
 * drops those that do. So concurrent bars are in different lanes, and times are whole microseconds: readers multiply
 * other numbers, and round the results.
 */
final class ChromeTrace {
    /** Numbers of threads begin above those of processes: Perfetto takes equal ones for the same thread. */
    private static final int FIRST_LANE = 11;

    private final List<Map<String, Object>> events = new ArrayList<>();
    private int lanes;

    private ChromeTrace() {}

    /** Returns the document. */
    static String text(Map<String, Object> about, List<TraceBar> bars) {
        ChromeTrace trace = new ChromeTrace();
        for (Group group : Group.values()) {
            trace.add(group, bars.stream().filter(bar -> bar.group() == group).toList());
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("displayTimeUnit", "ms");
        document.put("otherData", about);
        document.put("traceEvents", trace.events);
        return new JsonMapper().writeValueAsString(document) + "\n";
    }

    private void add(Group group, List<TraceBar> bars) {
        if (bars.isEmpty()) {
            return;
        }
        int process = group.process;
        name("process", process, process, group.word);
        List<List<TraceBar>> free = lanes(bars);
        for (int lane = 0; lane < free.size(); lane++) {
            int thread = FIRST_LANE + lanes++;
            name("thread", process, thread, group.single + " " + (lane + 1));
            free.get(lane).forEach(bar -> events.add(event(bar, process, thread)));
        }
    }

    /** When a lane is free again, and its number: the first lane comes first. */
    private record Free(long from, int lane) {}

    /** Returns as few lanes as possible. */
    private static List<List<TraceBar>> lanes(List<TraceBar> bars) {
        List<TraceBar> sorted = new ArrayList<>(bars);
        sorted.sort(Comparator.comparingLong(TraceBar::start).thenComparingLong(TraceBar::end));
        List<List<TraceBar>> lanes = new ArrayList<>();
        PriorityQueue<Free> busy = new PriorityQueue<>(Comparator.comparingLong(Free::from));
        PriorityQueue<Free> free = new PriorityQueue<>(Comparator.comparingInt(Free::lane));
        for (TraceBar bar : sorted) {
            while (!busy.isEmpty() && busy.peek().from() <= bar.start()) {
                free.add(busy.remove());
            }
            int lane = free.isEmpty() ? lanes.size() : free.remove().lane();
            if (lane == lanes.size()) {
                lanes.add(new ArrayList<>());
            }
            lanes.get(lane).add(bar);
            busy.add(new Free(bar.end(), lane));
        }
        return lanes;
    }

    /** Names a process or a thread, and gives it its place among the others. */
    private void name(String what, int process, int thread, String name) {
        events.add(about(what + "_name", process, thread, Map.of("name", name)));
        events.add(about(what + "_sort_index", process, thread, Map.of("sort_index", thread)));
    }

    private static Map<String, Object> about(String what, int process, int thread, Map<String, Object> details) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("name", what);
        event.put("ph", "M");
        event.put("ts", 0);
        event.put("pid", process);
        event.put("tid", thread);
        event.put("args", details);
        return event;
    }

    private static Map<String, Object> event(TraceBar bar, int process, int thread) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("name", bar.name());
        event.put("cat", bar.category());
        event.put("ph", "X");
        event.put("ts", bar.micros());
        event.put("dur", bar.microsLong());
        event.put("pid", process);
        event.put("tid", thread);
        event.put("args", bar.details());
        return event;
    }
}
