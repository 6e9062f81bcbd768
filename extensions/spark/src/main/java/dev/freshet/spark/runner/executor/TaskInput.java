package dev.freshet.spark.runner.executor;

import java.io.Serializable;
import java.util.List;

/**
 * A call that a worker is to make.
 *
 * @param call the id of the call, which no other call has
 * @param run the id of the run for which the worker must be set up
 * @param spark the version of Spark in the run's process
 * @param files the class path of the worker, as names of files that Spark has shipped
 * @param options the options of the worker's virtual machine
 * @param hello the first frame for a new worker
 * @param setup the frame that sets a worker up for the run
 * @param request the frame with the call
 * @param interrupt the frame that ends the call early
 * @param taken the frame that tells a worker that the run has processed the news for which it waits
 * @param graceMillis how long the worker may take to end an interrupted call
 * @param silenceMillis after how long without a message the worker counts as lost
 */
public record TaskInput(
        String call,
        String run,
        String spark,
        List<String> files,
        List<String> options,
        byte[] hello,
        byte[] setup,
        byte[] request,
        byte[] interrupt,
        byte[] taken,
        long graceMillis,
        long silenceMillis)
        implements Serializable {
    /** Returns a text without secrets. */
    @Override
    public String toString() {
        return "call " + call + " of run " + run;
    }
}
