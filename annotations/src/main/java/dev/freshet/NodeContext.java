package dev.freshet;

import java.nio.file.Path;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What the run knows about the node that is running. A {@link Node} method gets it by declaring a parameter of this
 * type; it is not a dataset and takes no name in {@link Node#inputs}.
 *
 * <p>Valid only until the node method returns.
 */
public interface NodeContext {
    /** The name of the running node. */
    String node();

    /**
     * The key of the part of which the method is called, if it is called once for each part of an input; see
     * {@link Node#each}.
     */
    Optional<String> part();

    /** The id of the run, unique among the runs of a project; the same for all nodes of a run. */
    String runId();

    /** A logger named after the pipeline and the node, written wherever the application's logs go. */
    System.Logger logger();

    /**
     * Tells how far the node is.
     *
     * @param done units of work done so far, not negative
     * @param total units of work in all, at least {@code done}; 0 if not known
     */
    void progress(long done, long total);

    /**
     * A directory for this call alone, empty at first, deleted when it ends.
     *
     * @throws java.io.UncheckedIOException if it cannot be created
     */
    Path temporaryDirectory();

    /**
     * A generator seeded from the run's seed, the node's name and the part's key, if there is one, so that a rerun of the
     * node, or of some of its parts, draws the same numbers.
     */
    RandomGenerator random();
}
