package dev.freshet.runtime.run;

import dev.freshet.runtime.change.Reason;
import java.time.Duration;
import java.util.List;

/** What became of a node in a run. */
public sealed interface NodeReport {
    /** The node's name. */
    String node();

    /** What became of it, in a word or two. */
    String outcome();

    /**
     * It ran, and its outputs are saved or handed on.
     *
     * @param reasons why it ran; empty if the pipeline is all in memory, so that every run runs all of it
     * @param changedInputs inputs that were changed by others while it ran, so that it counts as not run
     */
    record Succeeded(String node, Duration duration, List<Reason> reasons, List<String> changedInputs)
            implements NodeReport {
        @Override
        public String outcome() {
            return "done";
        }
    }

    /** It did not run: what it made is what it would make again, or nobody needs it. */
    record Skipped(String node) implements NodeReport {
        @Override
        public String outcome() {
            return "fresh";
        }
    }

    /**
     * It threw, or an input could not be loaded, or an output not saved.
     *
     * @param cause the exception of the node's method as it was thrown, or a
     *     {@link dev.freshet.runtime.dataset.DatasetException}, or a {@link dev.freshet.runtime.state.StateException}
     */
    record Failed(String node, Duration duration, Throwable cause) implements NodeReport {
        @Override
        public String outcome() {
            return "failed";
        }
    }

    /**
     * It was not started because a node that it needs failed.
     *
     * @param by the name of the node that failed
     */
    record Blocked(String node, String by) implements NodeReport {
        @Override
        public String outcome() {
            return "blocked";
        }
    }

    /** It was not started because the run stopped before its turn. */
    record NotStarted(String node) implements NodeReport {
        @Override
        public String outcome() {
            return "not run";
        }
    }
}
