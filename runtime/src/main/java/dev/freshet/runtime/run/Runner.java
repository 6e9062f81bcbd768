package dev.freshet.runtime.run;

/** Decides when each node of a run is executed. */
public interface Runner {
    /** Executes nodes one after the other on the calling thread, in the order of their numbers. */
    static Runner sequential() {
        return SequentialRunner.INSTANCE;
    }

    /**
     * Executes nodes until all are done or {@link Execution#isStopped}. A node may be executed once all its predecessors
     * have succeeded, and at most once; {@link Execution#execute} must not be called before that.
     */
    void run(Execution execution);
}
