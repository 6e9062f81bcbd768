package dev.freshet.dataset;

import java.util.Optional;
import java.util.Set;

/**
 * A kind of storage. Catalog entries name it by the scheme of their paths, as in {@code path: s3://bucket/flights.csv}. Found if
 * it is a service of this type, that is, if {@code META-INF/services/dev.freshet.dataset.StorageProvider} names the class.
 */
public interface StorageProvider {
    /** What paths begin with, such as {@code s3}: lower-case letters and digits. */
    String scheme();

    /** The legal keys of its credentials. */
    Set<String> credentials();

    /**
     * What is wrong with a value of its credentials, such as {@code must be true or false}; empty if nothing is.
     *
     * @param value never to be part of the answer
     */
    default Optional<String> problem(String key, String value) {
        return Optional.empty();
    }

    /**
     * Gets ready to read and write. Asks nobody else: whether one gets in shows when the storage is used.
     *
     * @param authority what stands between {@code ://} and the next slash, such as the name of a bucket; never empty
     * @throws IllegalArgumentException if that or the credentials as a whole are wrong; the message is shown, so it must not
     *     have any value of the credentials
     */
    Storage open(String authority, Credentials credentials);
}
