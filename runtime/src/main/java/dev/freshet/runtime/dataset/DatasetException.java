package dev.freshet.runtime.dataset;

import org.jspecify.annotations.Nullable;

/**
 * A dataset that cannot be loaded or saved. The message is one line for the user, such as
 * {@code dataset "flights_raw" (data/flights.csv:17:3): column "delay": "abc" is not an int}.
 */
public final class DatasetException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String dataset;

    /**
     * A failure of one dataset.
     *
     * @param place the dataset's location, with line and column if the fault has them
     * @param problem what is wrong, in one line
     */
    public DatasetException(String dataset, String place, String problem, @Nullable Throwable cause) {
        super("dataset \"" + dataset + "\" (" + place + "): " + problem, cause);
        this.dataset = dataset;
    }

    /** The name of the dataset. */
    public String dataset() {
        return dataset;
    }
}
