package dev.freshet.runtime.cache;

import java.util.List;

/**
 * The results in one object of the storage.
 *
 * @param scope the key of the one result; for partitions, the base key of all results
 */
record Page(String scope, List<CachedResult> results) {
    Page {
        CachedBlob.requireDigest(scope);
        results = List.copyOf(results);
    }
}
