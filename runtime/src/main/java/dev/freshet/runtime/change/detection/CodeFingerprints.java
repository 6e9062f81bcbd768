package dev.freshet.runtime.change.detection;

import dev.freshet.fingerprint.ClassPath;
import dev.freshet.fingerprint.CodePart;
import dev.freshet.fingerprint.ImpureUse;
import dev.freshet.fingerprint.LinkedParts;
import dev.freshet.fingerprint.ReachedPart;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The fingerprints of the code of a pipeline's nodes. */
public interface CodeFingerprints {
    /** No fingerprints: each node is stale in every run. */
    CodeFingerprints UNKNOWN = new CodeFingerprints() {
        @Override
        public String fingerprint(int node) {
            return "";
        }

        @Override
        public String id() {
            return "";
        }

        @Override
        public List<String> changes(int node, String earlier, Function<String, LinkedParts> known) {
            return List.of();
        }
    };

    /** Returns the fingerprint of a node, 64 hex digits; empty if unknown. */
    String fingerprint(int node);

    /** Returns why a node's fingerprint is unknown, in words; may be empty. */
    default String unknown(int node) {
        return "";
    }

    /** Returns the nodes whose code has changed since the fingerprints were computed. */
    default BitSet replaced() {
        return new BitSet();
    }

    /** Returns the id of these fingerprints, by which a later run can tell what changed since; empty if it cannot. */
    String id();

    /** Returns the class path from which they were computed; empty if they were computed from something else. */
    default Optional<ClassPath.Seen> source() {
        return Optional.empty();
    }

    /** Returns the method of a node, with its place in the source; empty if unknown. */
    default Optional<CodePart> start(int node) {
        return Optional.empty();
    }

    /** Returns the parts of the nodes' code, each with the nodes that can reach it; none if they are unknown. */
    default List<ReachedPart> reached() {
        return List.of();
    }

    /** Returns the known uses in a node's code that a fingerprint does not cover. */
    default List<ImpureUse> impure(int node) {
        return List.of();
    }

    /** Returns whether each run should warn about something in the code. */
    default boolean hasWarnings() {
        return false;
    }

    /**
     * Returns what they were computed from, in the form that {@link LinkedParts} reads, without anything private to
     * this machine; empty if unknown.
     */
    default Optional<String> shared() {
        return Optional.empty();
    }

    /**
     * Returns what changed in a node's code, one line for each change.
     *
     * @param earlier the {@link #id} of earlier fingerprints
     * @param known finds what earlier fingerprints were computed from
     */
    List<String> changes(int node, String earlier, Function<String, LinkedParts> known);
}
