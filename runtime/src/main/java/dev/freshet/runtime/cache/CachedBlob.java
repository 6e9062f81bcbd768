package dev.freshet.runtime.cache;

import java.util.regex.Pattern;

/**
 * The stored bytes of a file that a node made.
 *
 * @param partition the key of the partition; empty if the dataset is one file
 * @param sha256 the SHA-256 of the bytes, 64 hex digits
 * @param size the size in bytes
 * @param version the digest by which the state identifies the bytes
 */
public record CachedBlob(String partition, String sha256, long size, String version) {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    /** @throws IllegalArgumentException if the digest or the size cannot be right */
    public CachedBlob {
        requireDigest(sha256);
        if (size < 0 || partition == null || version == null) {
            throw new IllegalArgumentException("not a blob: " + partition + " " + size + " " + version);
        }
    }

    /** Checks that a text is a SHA-256, 64 hex digits. */
    static String requireDigest(String text) {
        if (text == null || !SHA256.matcher(text).matches()) {
            throw new IllegalArgumentException("not a SHA-256: " + text);
        }
        return text;
    }
}
