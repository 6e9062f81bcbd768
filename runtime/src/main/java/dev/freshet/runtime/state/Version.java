package dev.freshet.runtime.state;

import java.util.SortedMap;
import java.util.TreeMap;

/** Identifies what a dataset holds. Two versions are equal if and only if their stored forms are. */
public sealed interface Version {
    /**
     * Stored content.
     *
     * @param digest with the name of its algorithm
     */
    record Content(String digest) implements Version {
        public Content {
            if (!VersionCodec.isContent(digest)) {
                throw new IllegalArgumentException("\"" + digest + "\" is the version of something else");
            }
        }
    }

    /**
     * A value in memory, identified by what it is computed from.
     *
     * @param digest of the code, parameters, inputs and declarations of its producer
     */
    record Derived(String digest) implements Version {}

    /**
     * A value that was given to a run and can be compared by whoever has the key of secrets.
     *
     * @param digest made with that key
     */
    record Value(String digest) implements Version {}

    /**
     * A value that belongs to one run and cannot be compared with those of others.
     *
     * @param owner the id of the run, with the dataset's name behind a space if a node would have made the value
     */
    record Given(String owner) implements Version {}

    /** A version without a digest. */
    enum Fixed implements Version {
        /** The content of a pipeline input or output that is not there. */
        MISSING,
        /** Stands for any content of an incremental input in the digest of what else a node is computed from. */
        INCREMENTAL
    }

    /** Returns the version of stored content by its digest. */
    static Version ofContent(String digest) {
        return VersionCodec.read(digest);
    }

    /** Returns the version of a value that was given to a run. */
    static Version given(String runId) {
        return new Given(runId);
    }

    /**
     * Returns the version of a dataset that a node would have made, or made in a way that says nothing of its value.
     */
    static Version given(String runId, String dataset) {
        return new Given(runId + " " + dataset);
    }

    /** Reads the stored form. Every text is a version: what is of no other kind is content. */
    static Version read(String text) {
        return VersionCodec.read(text);
    }

    /** Returns the stored form of versions by dataset. */
    static SortedMap<String, String> texts(SortedMap<String, Version> versions) {
        SortedMap<String, String> texts = new TreeMap<>();
        versions.forEach((dataset, version) -> texts.put(dataset, version.text()));
        return texts;
    }

    /** Returns the stored form. */
    default String text() {
        return VersionCodec.text(this);
    }
}
