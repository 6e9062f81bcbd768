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

    /** 64 hex digits; empty if it is unknown. */
    String fingerprint(int node);

    /** Why a node's fingerprint is unknown; empty if there is no more to say. */
    default String unknown(int node) {
        return "";
    }

    /** The nodes whose code is no longer what their fingerprints say. */
    default BitSet replaced() {
        return new BitSet();
    }

    /** Names this set of fingerprints, so that a later run can say what changed since; empty if it cannot. */
    String id();

    /** The class path that they were made of; empty if they were made of something else. */
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

    /** Whether each run should warn of something in the code. */
    default boolean hasWarnings() {
        return false;
    }

    /**
     * Returns what they were made of, without what only this machine may see, as {@link LinkedParts} reads it; empty if
     * unknown.
     */
    default Optional<String> shared() {
        return Optional.empty();
    }

    /**
     * What changed in a node's code, a line each.
     *
     * @param earlier the {@link #id} of earlier fingerprints
     * @param known finds what earlier fingerprints were made of
     */
    List<String> changes(int node, String earlier, Function<String, LinkedParts> known);
}
