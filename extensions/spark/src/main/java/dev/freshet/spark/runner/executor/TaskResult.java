package dev.freshet.spark.runner.executor;

import java.io.Serializable;

/**
 * The outcome of a call. It is a value even if the node failed, so that Spark does not repeat the task.
 *
 * @param worker the worker's name, for messages
 * @param kind the kind of the worker's last answer, as in the frame; 0 if there is none
 * @param answer the content of the answer; if there is none, the reason for people
 * @param news how many frames of news came before the answer
 */
public record TaskResult(Outcome outcome, String worker, byte kind, byte[] answer, int news) implements Serializable {
    /** The kinds of outcomes. */
    public enum Outcome {
        /** The worker does not fit the run. */
        REFUSED,
        /** The worker could not be set up for the run. */
        NOT_READY,
        /** The worker has answered the call. */
        ANSWERED,
        /** The worker or its executor is lost, perhaps through no fault of the node. */
        LOST,
        /** There is no answer, and another attempt would not have one either. */
        BROKEN
    }
}
