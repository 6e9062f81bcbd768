package dev.freshet.dataset;

import java.util.List;

/**
 * A kind of storage. Catalog entries name it by the scheme of their paths, as in {@code path: s3://bucket/flights.csv}.
 * The catalog knows the scheme if {@code META-INF/services/dev.freshet.dataset.StorageProvider} names the class.
 */
public interface StorageProvider {
    /** The scheme of its paths, such as {@code s3}: lower-case letters and digits. */
    String scheme();

    /** The keys of its credentials. Their values are never shown. */
    List<Option> credentials();

    /**
     * Prepares to read and write, without connecting: whether the credentials are accepted shows when the storage is
     * used.
     *
     * @param authority what stands between {@code ://} and the next slash, such as the name of a bucket; never empty
     * @throws IllegalArgumentException if that or the credentials as a whole are wrong; the message is shown, so it
     *     must not contain any value of the credentials
     */
    Storage open(String authority, Credentials credentials);
}
