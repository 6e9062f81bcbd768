package dev.freshet.runtime.cache;

/** The keys of a cache's objects in its storage. */
final class Layout {
    static final String RESULTS = "results/";
    static final String PARTITIONS = "partitions/";
    static final String BLOBS = "blobs/";

    private Layout() {}

    /** Returns the prefix of the results of a key. */
    static String results(String key) {
        return RESULTS + CachedBlob.requireDigest(key) + "/";
    }

    /** Returns the prefix of the results of the partitions that have a base key. */
    static String partitions(String base) {
        return PARTITIONS + CachedBlob.requireDigest(base) + "/";
    }

    static String blob(String sha256) {
        return BLOBS + sha256.substring(0, 2) + "/" + sha256;
    }

    /** Returns what follows the last slash. */
    static String name(String key) {
        return key.substring(key.lastIndexOf('/') + 1);
    }

    /** Returns the key or base key in the key of an object with results. */
    static String scope(String key) {
        String above = key.substring(0, key.lastIndexOf('/'));
        return name(above);
    }
}
