package dev.freshet.dataset;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when the content of a file does not have the form that the dataset requires. The user sees the message after
 * the position in the file.
 */
public final class MalformedContent extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String place;

    /** @param place what follows the file's name: {@code :17}, {@code :17:3}, or nothing */
    public MalformedContent(String place, String problem) {
        this(place, problem, null);
    }

    /**
     * Creates an exception with a cause.
     *
     * @param place what follows the file's name: {@code :17}, {@code :17:3}, or nothing
     */
    public MalformedContent(String place, String problem, @Nullable Throwable cause) {
        super(problem, cause);
        this.place = place;
    }

    /** Returns the position that follows the file's name, such as {@code :17:3}; empty if unknown. */
    public String place() {
        return place;
    }

    /** Returns what is wrong, without the position. */
    public String problem() {
        return String.valueOf(getMessage());
    }

    /** Returns why a record's constructor or accessor threw, in one line. */
    public static String reason(Throwable thrown) {
        String message = thrown.getMessage();
        return message == null || message.isBlank()
                ? thrown.getClass().getSimpleName()
                : message.lines().findFirst().orElse("").strip();
    }
}
