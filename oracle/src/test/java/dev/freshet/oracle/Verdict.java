package dev.freshet.oracle;

/**
 * What the judge says of one node and two builds.
 *
 * @param builds which were compared, {@code clean, clean}
 * @param detail what changed in the closure, or what did not; for people
 * @param code what changed of the byte code
 * @param isOtherValue whether the node was run in both builds and returned something else
 */
public record Verdict(NodeId node, String builds, Kind kind, String detail, Change code, boolean isOtherValue) {
    /** How far away the byte code changed. */
    public enum Change {
        NONE,
        OUT_OF_REACH,
        IN_REACH
    }

    /** How byte code and fingerprint compare. */
    public enum Kind {
        /** Both changed, or neither. */
        AGREES,
        /** The closure's byte code changed and the fingerprint did not. */
        MISSED,
        /** No byte code of the program changed, and the fingerprint did. */
        NEEDLESS,
        /** The fingerprint changed with code that the oracle knows to be out of reach. */
        COARSE
    }

    @Override
    public String toString() {
        return kind + " " + node + " (" + builds + "): " + detail;
    }
}
