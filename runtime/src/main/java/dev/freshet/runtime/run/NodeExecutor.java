package dev.freshet.runtime.run;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Calls the nodes of one run. As many threads use it at the same time as its runner has slots. */
public interface NodeExecutor extends AutoCloseable {
    /** Calls nodes in this process, on the calling thread. */
    NodeExecutor IN_PROCESS = new NodeExecutor() {
        @Override
        public @Nullable Object[] execute(NodeCall call) throws Exception {
            return call.callHere();
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    };

    /**
     * Returns whether the executor itself loads stored inputs and saves stored outputs. Then consumers do not receive
     * them in memory, and {@link #execute} returns once they are saved.
     */
    default boolean storesItself() {
        return false;
    }

    /**
     * Returns how long it takes at most to end a call that has not reacted to an interrupt within the run's grace. Zero
     * means that the executor cannot end calls; the run then leaves the call's thread behind at once.
     */
    default Duration timeToEnd() {
        return Duration.ZERO;
    }

    /**
     * Prepares a call of a node. The time this takes does not count as the node's. {@link #execute} follows, unless
     * this method throws. The attempt counts in both cases.
     *
     * @throws InterruptedException if the calling thread was interrupted
     * @throws Exception if the call cannot be prepared; the node then fails with this exception
     */
    default void prepare(NodeCall call) throws Exception {}

    /**
     * Calls a node and waits for it. The run interrupts the thread when the node's time limit has passed or the run is
     * cancelled; the call should then end soon. Each attempt is a separate call: the run takes care of order, retries
     * and time limits.
     *
     * @return one value for each of the node's outputs, in the order of {@link NodeCall#outputs}: null for outputs that
     *     are saved; a {@link HeldValue} for an output that the executor keeps
     * @throws Exception whatever the node throws
     */
    @Nullable
    Object[] execute(NodeCall call) throws Exception;

    /** Frees all resources. Called at the end of the run. */
    @Override
    void close();
}
