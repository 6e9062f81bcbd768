package dev.freshet.runtime.hook;

import dev.freshet.runtime.change.Reason;
import dev.freshet.runtime.text.ReasonText;
import java.time.Duration;
import java.util.List;

/** The result of a node in a run. */
public sealed interface NodeReport {
    /** Returns the node's name. */
    String node();

    /** Returns the result in a word or two. */
    String outcome();

    /**
     * Returns what the node did to the partitions of its outputs, by the outputs' names; only outputs that store each
     * partition separately. Partitions that a failed or cancelled node has stored are kept for the next run.
     */
    default List<OutputPartitions> partitions() {
        return List.of();
    }

    /**
     * The durations of a node.
     *
     * @param waited the time from when its inputs and predecessors were ready until it started
     * @param ran the time of its method and of loading its inputs; of the last attempt, if there were several
     * @param tries the number of attempts
     */
    record Timing(Duration waited, Duration ran, int tries) {}

    /**
     * The node ran, and its outputs are saved or in memory.
     *
     * @param reasons why the node ran; empty if the whole pipeline is in memory, so that every run runs every node
     * @param changedInputs inputs that were changed from outside while the node ran; the node will run again
     */
    record Succeeded(
            String node,
            Timing timing,
            List<Reason> reasons,
            List<String> changedInputs,
            List<OutputPartitions> partitions)
            implements NodeReport {
        /** Creates the result of a node without partitions. */
        public Succeeded(String node, Timing timing, List<Reason> reasons, List<String> changedInputs) {
            this(node, timing, reasons, changedInputs, List.of());
        }

        @Override
        public String outcome() {
            return "succeeded";
        }
    }

    /**
     * The node was skipped.
     *
     * @param changes what has changed since the node last ran, if it was kept back; empty for others
     */
    record Skipped(String node, Cause cause, String detail, List<Reason> changes) implements NodeReport {
        /** Creates the result of a node that was not kept back. */
        public Skipped(String node, Cause cause, String detail) {
            this(node, cause, detail, List.of());
        }

        /** Creates the result of a node that was kept back. */
        public static Skipped keptBack(String node, List<Reason> changes) {
            return new Skipped(node, Cause.KEPT_BACK, ReasonText.first(changes), changes);
        }

        /** Why a node was skipped. */
        public enum Cause {
            /** The node is up to date, or no node that runs needs its outputs. */
            UP_TO_DATE,
            /**
             * The node is not up to date, but its declaration or the run's options keep it from running: see {@link
             * dev.freshet.runtime.change.Decision.KeptBack}.
             */
            KEPT_BACK,
            /** The outputs were copied from the cache, where somebody else had put them. */
            FETCHED,
            /** A listener skipped the node, or another one whose value in memory it needs. */
            LISTENER,
            /** A listener provided the node's outputs. */
            VALUE_GIVEN
        }

        @Override
        public String outcome() {
            return switch (cause) {
                case UP_TO_DATE -> "up to date";
                case KEPT_BACK -> "kept back";
                case FETCHED -> "fetched";
                case LISTENER, VALUE_GIVEN -> "skipped";
            };
        }
    }

    /**
     * The node failed: its method threw, an input could not be loaded, an output could not be saved, or it exceeded its
     * timeout.
     *
     * @param reasons why the node ran
     * @param cause the exception of the node's method, or a {@link dev.freshet.dataset.DatasetException}, or a
     *     {@link dev.freshet.runtime.state.StateException}
     * @param failedPartitions of a node that is called for each partition of an input, the last failure of each
     *     partition that could not be made, in the order of their keys; empty for others
     */
    record Failed(
            String node,
            Timing timing,
            List<Reason> reasons,
            Throwable cause,
            List<PartitionFailure> failedPartitions,
            List<OutputPartitions> partitions)
            implements NodeReport {
        /** Creates the result of a node that is called once. */
        public Failed(String node, Timing timing, List<Reason> reasons, Throwable cause) {
            this(node, timing, reasons, cause, List.of(), List.of());
        }

        @Override
        public String outcome() {
            return "failed";
        }
    }

    /**
     * The node did not run, or its outputs do not count, because an upstream node failed.
     *
     * @param by the name of the node that failed
     */
    record Blocked(String node, String by) implements NodeReport {
        @Override
        public String outcome() {
            return "blocked";
        }
    }

    /** The node was running when the run was cancelled. */
    record Cancelled(String node, Timing timing, List<OutputPartitions> partitions) implements NodeReport {
        /** Creates the result of a node without partitions. */
        public Cancelled(String node, Timing timing) {
            this(node, timing, List.of());
        }

        @Override
        public String outcome() {
            return "cancelled";
        }
    }

    /** The node did not start because the run stopped first. */
    record NotStarted(String node) implements NodeReport {
        @Override
        public String outcome() {
            return "not run";
        }
    }
}
