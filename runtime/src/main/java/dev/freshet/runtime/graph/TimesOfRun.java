package dev.freshet.runtime.graph;

import dev.freshet.runtime.graph.GraphDocument.LastTimes;
import dev.freshet.runtime.timing.Activity;
import dev.freshet.runtime.timing.CriticalPath.Segment;
import dev.freshet.runtime.timing.Lane;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes the times of a run as a part of a document. All times are nanoseconds since the start of the run. */
final class TimesOfRun {
    private TimesOfRun() {}

    static Map<String, Object> json(LastTimes last) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("run", last.run());
        json.put("start", last.start().toString());
        json.put("outcome", last.outcome());
        json.put("nanoseconds", last.times().total());
        json.put(
                "lanes",
                Lane.of(last.times().activities()).stream()
                        .map(TimesOfRun::json)
                        .toList());
        json.put("path", last.path().stream().map(TimesOfRun::json).toList());
        return json;
    }

    private static Map<String, Object> json(Lane lane) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("group", lane.group());
        json.put("activities", lane.activities().stream().map(TimesOfRun::json).toList());
        return json;
    }

    private static Map<String, Object> json(Activity activity) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", activity.kind().word());
        json.put("node", activity.node());
        putUnlessEmpty(json, "dataset", activity.dataset());
        if (activity.tried() > 0) {
            json.put("tried", activity.tried());
            json.put("ready", activity.ready());
        }
        json.put("start", activity.start());
        json.put("end", activity.end());
        return json;
    }

    private static Map<String, Object> json(Segment segment) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", segment.kind().map(Activity.Kind::word).orElse("wait"));
        putUnlessEmpty(json, "node", segment.node());
        putUnlessEmpty(json, "dataset", segment.dataset());
        json.put("start", segment.start());
        json.put("end", segment.end());
        putUnlessEmpty(json, "why", segment.why());
        return json;
    }

    private static void putUnlessEmpty(Map<String, Object> json, String key, String value) {
        if (!value.isEmpty()) {
            json.put(key, value);
        }
    }
}
