package dev.freshet.runtime.run;

/** Is told of a run as it goes. */
@FunctionalInterface
public interface RunListener {
    /** Does nothing. */
    RunListener NONE = new RunListener() {
        @Override
        public void nodeFinished(NodeReport node) {
            // Nobody wants to know.
        }
    };

    /** A node ran, and succeeded or failed. Called on the node's thread. */
    void nodeFinished(NodeReport node);
}
