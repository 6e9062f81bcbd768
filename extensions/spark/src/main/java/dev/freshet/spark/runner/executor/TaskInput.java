package dev.freshet.spark.runner.executor;

import java.io.Serializable;
import java.util.List;

/**
 * A call that a worker is to make.
 *
 * @param call names the call; no other has the same
 * @param run names the run that the worker must know
 * @param spark the version of Spark in the run's process
 * @param files the class path of the worker, as names of files that Spark has shipped
 * @param options of the worker's virtual machine
 * @param hello the first frame for a new worker
 * @param setup the frame by which a worker gets to know the run
 * @param request the frame with the call
 * @param interrupt the frame that ends the call early
 * @param taken the frame that tells a worker that the run has taken what it waits for
 * @param graceMillis how long the worker may take to end the call then
 * @param silenceMillis after how long without a word the worker is lost
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
    /** Without what has secrets. */
    @Override
    public String toString() {
        return "call " + call + " of run " + run;
    }
}
