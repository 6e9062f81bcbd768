package dev.freshet.dataset;

import org.jspecify.annotations.Nullable;

/** Content that is not of the dataset's form, found at a place in the file. Its message is shown to the user behind that place. */
public final class MalformedContent extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String place;

    /** @param place what follows the file's name: {@code :17}, {@code :17:3}, or nothing */
    public MalformedContent(String place, String problem) {
        this(place, problem, null);
    }

    /**
     * One with a cause.
     *
     * @param place what follows the file's name: {@code :17}, {@code :17:3}, or nothing
     */
    public MalformedContent(String place, String problem, @Nullable Throwable cause) {
        super(problem, cause);
        this.place = place;
    }

    public String place() {
        return place;
    }

    public String problem() {
        return String.valueOf(getMessage());
    }

    /** Why a record's constructor or accessor threw, in one line. */
    public static String reason(Throwable thrown) {
        String message = thrown.getMessage();
        return message == null || message.isBlank()
                ? thrown.getClass().getSimpleName()
                : message.lines().findFirst().orElse("").strip();
    }
}
