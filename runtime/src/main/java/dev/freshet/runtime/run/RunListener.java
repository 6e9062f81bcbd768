package dev.freshet.runtime.run;

/** Is told of a run as it goes. */
@FunctionalInterface
public interface RunListener {
    /** A node succeeded or failed. Called on the node's thread. */
    void nodeFinished(NodeReport node);
}
