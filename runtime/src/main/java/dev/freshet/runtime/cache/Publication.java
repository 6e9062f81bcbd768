package dev.freshet.runtime.cache;

import dev.freshet.dataset.StoredContent;
import java.util.SortedMap;

/**
 * A result to publish.
 *
 * @param key the SHA-256 of all that the outputs depend on, 64 hex digits
 * @param outputs the outputs by dataset
 * @param record what the run recorded, opaque here
 * @param accepted whether somebody accepted the outputs for this key, instead of a run that made them
 * @param origin who made them, where and when, opaque here
 */
public record Publication(
        String key, SortedMap<String, Output> outputs, String record, boolean accepted, String origin) {
    /**
     * What is stored of an output.
     *
     * @param content the stored dataset
     * @param partition the key of the only partition to publish; empty for the whole dataset
     * @param version the version that the run recorded: other content is not published
     */
    public record Output(StoredContent content, String partition, String version) {}
}
