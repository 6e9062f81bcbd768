package dev.freshet.runtime.run;

import dev.freshet.runtime.plan.PipelineGraph;

/**
 * Where the nodes of a run are called, and how many at a time. Order, resources, failures, saves and records are not a
 * runner's concern: a run asks it to call a node when that may start.
 */
public interface Runner {
    /**
     * One node after the other on the calling thread, in the order of their numbers. Values are still saved in the
     * background.
     */
    static Runner sequential() {
        return new ThreadRunner(1);
    }

    /**
     * Several nodes at a time on threads of this process. With 1, that is one node after the other on the calling thread.
     *
     * @param most how many, at least 1
     */
    static Runner threads(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("a run needs at least 1 thread, not " + most);
        }
        return new ThreadRunner(most);
    }

    /** As many threads as the graph is wide and the machine has processors; the calling thread for a chain of nodes. */
    static Runner auto() {
        return new ThreadRunner(ThreadRunner.AS_WIDE_AS_THE_GRAPH);
    }

    /**
     * How many nodes of a graph are called at the same time, at most. The thread that started the run is one of those that
     * call them. If there is only that one, nodes come in the order of their numbers; else those first behind which the
     * longest work waits.
     */
    int slots(PipelineGraph graph);

    /** Gets ready to call nodes of one run. Called before the first node, and closed after the last. */
    NodeExecutor start();
}
