package dev.freshet.runtime.run;

/** Calls nodes for one run, somewhere. Used by as many threads at the same time as its runner has slots. */
public interface NodeExecutor extends AutoCloseable {
    /** Calls nodes in this process, on the calling thread. */
    NodeExecutor IN_PROCESS = new NodeExecutor() {
        @Override
        public Object[] execute(NodeCall call) throws Exception {
            return call.callHere();
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    };

    /**
     * Calls a node and waits for it. The thread is interrupted when the node's time is up or the run is cancelled; then the
     * call should end soon.
     *
     * @return one value for each of the node's outputs, in order
     * @throws Exception whatever the node throws
     */
    Object[] execute(NodeCall call) throws Exception;

    /** The run is over. */
    @Override
    void close();
}
