package dev.freshet.runtime.run;

import dev.freshet.dataset.ExtensionSettings;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.run.worker.ProcessRunner;
import dev.freshet.runtime.run.worker.ThreadRunner;
import java.util.List;

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
     * Several nodes at a time on threads of this process. With 1, that is one node after the other on the calling
     * thread.
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
     * Several nodes at a time, each in a process of its own that is kept for the next. A node that crashes, or needs
     * more memory than there is, fails and harms no other.
     *
     * <p>Processes have the class path, the options of the virtual machine, the working directory and the environment
     * of this one. They load and save what the catalog stores. What it does not is handed on in files: strings, byte
     * arrays and values that JSON keeps as they are without further ado, others in the format that their catalog entry
     * names, as in
     * <code>legs: {type: memory, spill: json}</code>. What nodes write to standard output goes to standard error.
     * Pipelines of an object that only this process has cannot be run.
     *
     * @param most how many, at least 1
     * @param options of the virtual machine, such as {@code -Xmx4g}, after those of this one
     */
    static Runner processes(int most, String... options) {
        if (most < 1) {
            throw new IllegalArgumentException("a run needs at least 1 process, not " + most);
        }
        return new ProcessRunner(most, List.of(options));
    }

    /**
     * As many threads as the graph is wide and the machine has processors; the calling thread for a chain of nodes. A
     * node that is called for each partition of an input is as wide as the machine.
     */
    static Runner auto() {
        return new ThreadRunner(ThreadRunner.AS_WIDE_AS_THE_GRAPH);
    }

    /**
     * The name of the file of settings that it reads, without the ending, such as {@code spark} for {@code spark.yml} in
     * {@code base} and in the environment; empty if there is none.
     */
    default String settings() {
        return "";
    }

    /**
     * Returns this runner with what that file says; called before a run asks anything else.
     *
     * @throws dev.freshet.config.ConfigException naming every mistake
     */
    default Runner with(ExtensionSettings settings) {
        return this;
    }

    /**
     * How many nodes of a graph are called at the same time, at most. The thread that started the run is one of those
     * that call them. If there is only that one, nodes come in the order of their numbers; else those first behind
     * which the longest work waits.
     */
    int slots(PipelineGraph graph);

    /**
     * How much memory the nodes may take together if nobody says: the heap of this process, unless they run elsewhere.
     *
     * @return in bytes
     */
    default long memory(PipelineGraph graph) {
        return Runtime.getRuntime().maxMemory();
    }

    /** Why it cannot run a pipeline, a line for each reason; asked before anything runs. */
    default List<String> problems(RunSetup setup) {
        return List.of();
    }

    /** Gets ready to call nodes of one run. Called before the first node, and closed after the last. */
    NodeExecutor start(RunSetup setup);
}
