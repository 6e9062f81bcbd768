package dev.freshet.runtime.hook;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a listener wants of a node that is about to run. */
public sealed interface NodeDecision {
    /** Run it. */
    record Run() implements NodeDecision {}

    /**
     * Do not run it: its stored outputs stay as they are. Nodes that need an output of it which is only in memory are
     * blocked.
     *
     * @param why to be shown to people
     */
    record Skip(String why) implements NodeDecision {}

    /**
     * Do not run it: hand on these values in this run, and store and record nothing.
     *
     * @param values one for each output, by the dataset's name
     */
    record Use(Map<String, Object> values) implements NodeDecision {
        public Use {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }

    /** Run it. */
    static NodeDecision run() {
        return new Run();
    }

    /** Do not run it. */
    static NodeDecision skip(String why) {
        return new Skip(why);
    }

    /** Do not run it; hand on these values in place of what it would make. */
    static NodeDecision use(Map<String, Object> values) {
        return new Use(values);
    }
}
