package dev.freshet.runtime.cache;

/**
 * What a collection removed from a cache, or would remove.
 *
 * @param keptResults the results that stay; the partitions that one run published together count as one
 * @param removedResults the results that were removed
 * @param keptBlobs the files that stay
 * @param keptBytes their size
 * @param removedBlobs the files that were removed
 * @param removedBytes their size
 */
public record CollectReport(
        int keptResults, int removedResults, int keptBlobs, long keptBytes, int removedBlobs, long removedBytes) {}
