package dev.freshet.runtime.run;

import dev.freshet.dataset.ExtensionSettings;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.run.worker.ProcessRunner;
import dev.freshet.runtime.run.worker.ThreadRunner;
import java.util.List;

/**
 * Decides where the nodes of a run are called, and how many at a time. A runner does not deal with order, resources,
 * failures, saves and records: the run asks it to call a node once the node may start.
 */
public interface Runner {
    /**
     * Calls one node after the other on the calling thread, in the order of their numbers. Values are still saved in
     * the background.
     */
    static Runner sequential() {
        return new ThreadRunner(1);
    }

    /**
     * Calls several nodes at a time on threads of this process. With one thread, this calls one node after the other on
     * the calling thread.
     *
     * @param most how many, at least 1
     */
    static Runner threads(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("a run needs at least 1 thread, not " + most);
        }
        return new ThreadRunner(most);
    }

    /**
     * Calls several nodes at a time, each in a separate worker process, which the next node uses again. A node that
     * crashes, or that runs out of memory, fails without harm to other nodes.
     *
     * <p>Worker processes have the class path, the options of the virtual machine, the working directory and the
     * environment of this one. They load and save stored datasets. Datasets in memory pass between processes in
     * temporary files. This needs no setup for strings, byte arrays and values that JSON restores unchanged. Others
     * need a format in their catalog entry, as in <code>legs: {type: memory, spill: json}</code>. What nodes write to
     * standard output goes to standard error. Nodes that are methods of an object which exists in this process only
     * cannot run.
     *
     * @param most how many, at least 1
     * @param options options of the virtual machine, such as {@code -Xmx4g}; they follow those of this process
     */
    static Runner processes(int most, String... options) {
        if (most < 1) {
            throw new IllegalArgumentException("a run needs at least 1 process, not " + most);
        }
        return new ProcessRunner(most, List.of(options));
    }

    /**
     * Uses as many threads as the graph is wide, up to the number of processors; for a chain of nodes, the calling
     * thread. A node that is called for each partition of an input counts as wide as the machine.
     */
    static Runner auto() {
        return new ThreadRunner(ThreadRunner.AS_WIDE_AS_THE_GRAPH);
    }

    /**
     * Returns the name of this runner's settings file without its suffix, such as {@code spark} for {@code spark.yml}
     * in {@code base} and in the environment; an empty text if it has none.
     */
    default String settings() {
        return "";
    }

    /**
     * Returns this runner with the settings in that file. Called before all other methods.
     *
     * @throws dev.freshet.config.ConfigException naming every mistake
     */
    default Runner with(ExtensionSettings settings) {
        return this;
    }

    /**
     * Returns how many nodes of a graph are called at the same time, at most. The thread that started the run is one of
     * the calling threads. If it is the only one, nodes start in the order of their numbers. Otherwise the node with
     * the longest remaining work starts first.
     */
    int slots(PipelineGraph graph);

    /**
     * Returns how much memory the nodes may take together by default: the maximum heap of this process, unless they run
     * in others.
     *
     * @return in bytes
     */
    default long memory(PipelineGraph graph) {
        return Runtime.getRuntime().maxMemory();
    }

    /** Returns why this runner cannot run a pipeline, one line for each reason. Called before anything runs. */
    default List<String> problems(RunSetup setup) {
        return List.of();
    }

    /** Creates the executor of one run. Called before the first node; the run closes the executor after the last. */
    NodeExecutor start(RunSetup setup);
}
