package dev.freshet.runtime.timing;

import dev.freshet.runtime.timing.Activity.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a run as Chrome trace events, for Perfetto and {@code chrome://tracing}. Calls, loads, saves and waits each
 * have a group. Concurrent activities are in different lanes, since the events of one lane must not overlap.
 */
public final class ChromeTrace {
    private static final double NANOS_OF_A_MICRO = 1_000;

    private ChromeTrace() {}

    /** Returns the document. */
    public static String text(String pipeline, String runId, RunTimes times) {
        List<Map<String, Object>> events = new ArrayList<>();
        List<String> groups = new ArrayList<>();
        List<Lane> lanes = Lane.of(times.activities());
        for (int lane = 0; lane < lanes.size(); lane++) {
            String name = lanes.get(lane).group();
            if (!groups.contains(name)) {
                groups.add(name);
                events.add(about("process_name", groups.size(), Map.of("name", name)));
                events.add(about("process_sort_index", groups.size(), Map.of("sort_index", groups.size())));
            }
            for (Activity activity : lanes.get(lane).activities()) {
                events.add(event(activity, groups.size(), lane + 1));
            }
        }
        Map<String, Object> trace = new LinkedHashMap<>();
        trace.put("displayTimeUnit", "ms");
        trace.put("otherData", Map.of("pipeline", pipeline, "run", runId));
        trace.put("traceEvents", events);
        return new JsonMapper().writeValueAsString(trace) + "\n";
    }

    private static Map<String, Object> about(String what, int group, Map<String, Object> arguments) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("name", what);
        event.put("ph", "M");
        event.put("pid", group);
        event.put("tid", 0);
        event.put("args", arguments);
        return event;
    }

    private static Map<String, Object> event(Activity activity, int group, int lane) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("node", activity.node());
        if (activity.kind() == Kind.CALL) {
            arguments.put("attempt", activity.tried());
            arguments.put("waitedMs", (activity.start() - activity.ready()) / (NANOS_OF_A_MICRO * 1_000));
        }
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("name", activity.dataset().isEmpty() ? activity.node() : activity.dataset());
        event.put("cat", activity.kind().word());
        event.put("ph", "X");
        event.put("ts", activity.start() / NANOS_OF_A_MICRO);
        event.put("dur", (activity.end() - activity.start()) / NANOS_OF_A_MICRO);
        event.put("pid", group);
        event.put("tid", lane);
        event.put("args", arguments);
        return event;
    }
}
