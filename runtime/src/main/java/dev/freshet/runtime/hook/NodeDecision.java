package dev.freshet.runtime.hook;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A listener's decision about a node that is about to run. */
public sealed interface NodeDecision {
    /** The node runs. */
    record Run() implements NodeDecision {}

    /**
     * The node does not run, and its stored outputs stay. Nodes that need an output of it that is in memory are
     * blocked.
     *
     * @param why the reason, for the report
     */
    record Skip(String why) implements NodeDecision {}

    /**
     * The node does not run; its consumers receive these values in this run. Nothing is stored or recorded.
     *
     * @param values one value for each output, by the dataset's name
     */
    record Use(Map<String, Object> values) implements NodeDecision {
        public Use {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }

    /** Returns the decision that the node runs. */
    static NodeDecision run() {
        return new Run();
    }

    /** Returns the decision that the node does not run. */
    static NodeDecision skip(String why) {
        return new Skip(why);
    }

    /**
     * Returns the decision that the node does not run, and that consumers receive these values instead of its outputs.
     */
    static NodeDecision use(Map<String, Object> values) {
        return new Use(values);
    }
}
