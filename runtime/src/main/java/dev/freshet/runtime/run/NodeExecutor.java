package dev.freshet.runtime.run;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Calls nodes for one run, somewhere. Used by as many threads at the same time as its runner has slots. */
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
     * Whether it loads stored inputs and saves stored outputs itself. Then they are not handed on in memory, and
     * {@link #execute} returns when they are saved.
     */
    default boolean storesItself() {
        return false;
    }

    /**
     * How long it takes at most to end a call that did not react to being interrupted within the run's grace; zero if
     * it cannot, so that the call's thread is left behind at once.
     */
    default Duration timeToEnd() {
        return Duration.ZERO;
    }

    /**
     * Gets ready to call a node, in time that does not count as the node's; {@link #execute} follows unless it throws.
     * The try counts in both cases.
     *
     * @throws InterruptedException if the calling thread was interrupted
     * @throws Exception why it cannot; then the node fails of that
     */
    default void prepare(NodeCall call) throws Exception {}

    /**
     * Calls a node and waits for it. The thread is interrupted when the node's time is up or the run is cancelled; then
     * the call should end soon. Each try of a node is a call of its own: order, retries and time limits are the run's
     * concern.
     *
     * @return one value for each of the node's outputs, in the order of {@link NodeCall#outputs}: null for those that
     *     are saved; a {@link HeldValue} for one that the executor keeps
     * @throws Exception whatever the node throws
     */
    @Nullable
    Object[] execute(NodeCall call) throws Exception;

    /** The run is over. */
    @Override
    void close();
}
