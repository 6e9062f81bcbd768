package dev.freshet.runtime.hook;

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
     * How long a node took.
     *
     * @param waited from when all that it needs was there until it started
     * @param ran its method and the loads before it; the last try, if there were several
     * @param tries how often it was started
     */
    record Timing(Duration waited, Duration ran, int tries) {}

    /**
     * It ran, and its outputs are saved or handed on.
     *
     * @param reasons why it ran; empty if the pipeline is all in memory, so that every run runs all of it
     * @param changedInputs inputs that were changed by others while it ran, so that it counts as not run
     */
    record Succeeded(String node, Timing timing, List<Reason> reasons, List<String> changedInputs)
            implements NodeReport {
        @Override
        public String outcome() {
            return "done";
        }
    }

    /** It did not run. */
    record Skipped(String node, Cause cause, String detail) implements NodeReport {
        /** Why a node did not run. */
        public enum Cause {
            /** What it made is what it would make again, or nobody needs it. */
            FRESH,
            /** A listener decided so. */
            LISTENER,
            /** A listener gave the values that it would have made. */
            VALUE_GIVEN
        }

        @Override
        public String outcome() {
            return cause == Cause.FRESH ? "fresh" : "skipped";
        }
    }

    /**
     * It threw, or an input could not be loaded, or an output not saved, or it took too long.
     *
     * @param reasons why it ran
     * @param cause the exception of the node's method as it was thrown, or a
     *     {@link dev.freshet.dataset.DatasetException}, or a {@link dev.freshet.runtime.state.StateException}
     */
    record Failed(String node, Timing timing, List<Reason> reasons, Throwable cause) implements NodeReport {
        @Override
        public String outcome() {
            return "failed";
        }
    }

    /**
     * It did not run, or what it made does not count, because a node that it needs failed.
     *
     * @param by the name of the node that failed, or that was skipped although its values are needed
     */
    record Blocked(String node, String by) implements NodeReport {
        @Override
        public String outcome() {
            return "blocked";
        }
    }

    /** It was running when the run was cancelled. */
    record Cancelled(String node, Timing timing) implements NodeReport {
        @Override
        public String outcome() {
            return "cancelled";
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
