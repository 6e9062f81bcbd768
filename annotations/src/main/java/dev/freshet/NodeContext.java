package dev.freshet;

import java.nio.file.Path;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Gives a running node access to its run. A {@link Node} method receives it through a parameter of this type. The
 * parameter is not a dataset and has no name in {@link Node#inputs}.
 *
 * <p>The context is valid until the node method returns.
 */
public interface NodeContext {
    /** Returns the name of the running node. */
    String node();

    /**
     * Returns the key of the current partition if the method is called once for each partition of an input; see
     * {@link Node#each}.
     */
    Optional<String> partition();

    /** Returns the id of the run: the same for all nodes of the run, and unique among the runs of a project. */
    String runId();

    /** Returns a logger named after the pipeline and the node. */
    System.Logger logger();

    /**
     * Reports the node's progress.
     *
     * @param done the units of work finished so far, not negative
     * @param total all units of work, at least {@code done}; 0 if unknown
     * @throws IllegalArgumentException if the numbers are not so
     */
    void progress(long done, long total);

    /**
     * Returns a directory for this call of the method. It starts empty and is deleted when the call ends.
     *
     * @throws java.io.UncheckedIOException if the directory cannot be created
     */
    Path temporaryDirectory();

    /**
     * Returns a random generator seeded from the run's seed, the node's name and the partition's key, if there is one.
     * A rerun of the node, or of some of its partitions, draws the same numbers.
     */
    RandomGenerator random();
}
