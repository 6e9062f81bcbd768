package dev.freshet.dataset;

import dev.freshet.config.Excerpt;

/**
 * The first difference between two contents of a dataset.
 *
 * @param place where they differ, such as {@code line 3, amount} or {@code partition "2024-01-31", byte 17}; empty if
 *     the whole content differs
 * @param before what the first content has there, as text for messages
 * @param after what the second content has there
 */
public record Difference(String place, String before, String after) {
    public static final String NOTHING = "nothing";

    /** Returns the same difference, located in a partition of the dataset. */
    public Difference inPartition(String key) {
        String partition = "partition " + Excerpt.quoted(key);
        return new Difference(place.isEmpty() ? partition : partition + ", " + place, before, after);
    }
}
