package dev.freshet.dataset;

import dev.freshet.config.Excerpt;

/**
 * The first place where two contents of one dataset differ.
 *
 * @param place such as {@code line 3, amount} or {@code part "2024-01-31", byte 17}; empty if it is all of it
 * @param before what the first has there, for people
 * @param after what the second has there
 */
public record Difference(String place, String before, String after) {
    public static final String NOTHING = "nothing";

    /** The same within a part of a dataset. */
    public Difference inPart(String key) {
        String part = "part " + Excerpt.quoted(key);
        return new Difference(place.isEmpty() ? part : part + ", " + place, before, after);
    }
}
