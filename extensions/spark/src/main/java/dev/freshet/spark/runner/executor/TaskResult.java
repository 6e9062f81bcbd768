package dev.freshet.spark.runner.executor;

import java.io.Serializable;

/**
 * What became of a call. It is always a value, also if the node failed, so that Spark does not repeat the task.
 *
 * @param worker the worker's name, for messages
 * @param kind the kind of the worker's last answer, as in the frame; 0 if there is none
 * @param answer its content; without an answer, why there is none, for people
 * @param news how many frames of news came before
 */
public record TaskResult(Outcome outcome, String worker, byte kind, byte[] answer, int news) implements Serializable {
    /** How far the call came. */
    public enum Outcome {
        /** The worker does not fit the run. */
        REFUSED,
        /** The worker could not get ready for the run. */
        NOT_READY,
        /** The worker has answered the call. */
        ANSWERED,
        /** The worker or its executor is gone, which need not be the node's doing. */
        LOST,
        /** There is no answer, and another try would have none either. */
        BROKEN
    }
}
