package dev.freshet.dataset;

import dev.freshet.config.Excerpt;
import org.jspecify.annotations.Nullable;

/** A dataset that could not be loaded or saved. The message names the dataset, the file and the place in it, in one line; of several violations, each has a line below. */
public final class DatasetException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param place the file, and the line and column in it where they are known, such as {@code data/flights.csv:17}
     * @param problem what is wrong, in plain words
     */
    public DatasetException(String dataset, String place, String problem, @Nullable Throwable cause) {
        super(message(dataset, place, problem), cause);
    }

    public static String message(String dataset, String place, String problem) {
        return Excerpt.oneLine("dataset \"" + dataset + "\" (" + place + "): " + problem);
    }

    /** One that was thrown in another process. */
    public DatasetException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
