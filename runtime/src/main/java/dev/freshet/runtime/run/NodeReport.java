package dev.freshet.runtime.run;

import java.time.Duration;

/** What became of a node in a run. */
public sealed interface NodeReport {
    /** The node's name. */
    String node();

    /** It ran, and its outputs are saved or handed on. */
    record Succeeded(String node, Duration duration) implements NodeReport {}

    /**
     * It threw, or an input could not be loaded, or an output not saved.
     *
     * @param cause the exception of the node's method as it was thrown, or a
     *     {@link dev.freshet.runtime.dataset.DatasetException}
     */
    record Failed(String node, Duration duration, Throwable cause) implements NodeReport {}

    /**
     * It was not started because a node that it needs failed.
     *
     * @param by the name of the node that failed
     */
    record Blocked(String node, String by) implements NodeReport {}

    /** It was not started because the run stopped before its turn. */
    record NotStarted(String node) implements NodeReport {}
}
