package dev.freshet.runtime.cache;

import dev.freshet.fingerprint.Digest;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a node made from certain code, parameters and inputs.
 *
 * @param key the SHA-256 of all that the outputs depend on, 64 hex digits
 * @param outputs the files by dataset; a dataset of no files is a partitioned one without partitions
 * @param record what the run recorded, opaque here
 * @param accepted whether somebody accepted the outputs for this key, instead of a run that made them
 * @param origin who made them, where and when, opaque here
 */
public record CachedResult(
        String key, SortedMap<String, List<CachedBlob>> outputs, String record, boolean accepted, String origin) {
    /** @throws IllegalArgumentException if the key is not a SHA-256, or a dataset has two files for a partition */
    public CachedResult {
        CachedBlob.requireDigest(key);
        if (record == null || origin == null || outputs == null) {
            throw new IllegalArgumentException("a result lacks its record, its origin or its outputs");
        }
        SortedMap<String, List<CachedBlob>> copy = new TreeMap<>();
        outputs.forEach((dataset, blobs) -> {
            if (blobs.stream().map(CachedBlob::partition).distinct().count() != blobs.size()) {
                throw new IllegalArgumentException("a result has two files for one partition of " + dataset);
            }
            copy.put(dataset, List.copyOf(blobs));
        });
        outputs = Collections.unmodifiableSortedMap(copy);
    }

    /** Returns the size of all files in bytes. */
    public long size() {
        return outputs.values().stream()
                .flatMap(List::stream)
                .mapToLong(CachedBlob::size)
                .sum();
    }

    /** Returns a digest of the outputs: results with equal outputs have equal digests. */
    public String outputsDigest() {
        Digest digest = new Digest();
        outputs.forEach((dataset, blobs) -> {
            digest.add(dataset).add(Integer.toString(blobs.size()));
            for (CachedBlob blob : blobs) {
                digest.add(blob.partition())
                        .add(blob.sha256())
                        .add(Long.toString(blob.size()))
                        .add(blob.version());
            }
        });
        return digest.hex();
    }

    /** Returns the SHA-256 of all files. */
    Set<String> blobs() {
        Set<String> all = new TreeSet<>();
        outputs.values().forEach(blobs -> blobs.forEach(blob -> all.add(blob.sha256())));
        return all;
    }
}
