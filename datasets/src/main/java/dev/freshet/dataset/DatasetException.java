package dev.freshet.dataset;

import dev.freshet.config.CompleteMessage;
import dev.freshet.config.Excerpt;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a dataset cannot be loaded or saved. The message is one line that names the dataset, the file and the
 * position in it. If a file has several mistakes or values violate constraints, a line for each of them follows.
 */
public final class DatasetException extends RuntimeException implements CompleteMessage {
    private static final long serialVersionUID = 1L;

    /**
     * @param place the file, with the line and column if they are known, such as {@code data/flights.csv:17}
     * @param problem what is wrong, in plain words
     */
    public DatasetException(String dataset, String place, String problem, @Nullable Throwable cause) {
        super(message(dataset, place, problem), cause);
    }

    /** Returns the message of an exception about a dataset, on one line. */
    public static String message(String dataset, String place, String problem) {
        return Excerpt.oneLine("dataset \"" + dataset + "\" (" + place + "): " + problem);
    }

    /** Creates an exception with a message that says all, such as that of another process. */
    public DatasetException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
