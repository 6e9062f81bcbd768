package dev.freshet.runtime.run;

/** A value that an executor keeps somewhere else, for calls of other nodes by itself. */
public interface HeldValue {
    /** No further node reads it. Never throws. */
    void drop();
}
