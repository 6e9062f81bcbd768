package dev.freshet.dataset;

import dev.freshet.config.Excerpt;
import java.util.List;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when the content of a file does not have the form that the dataset requires. The user sees the message after
 * the position in the file.
 */
public final class MalformedContent extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The largest number of mistakes that are reported one by one; the rest are only counted. */
    public static final int MOST_TOLD = 20;

    private final String place;
    private final transient List<MalformedContent> parts;
    private final long count;

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
        parts = List.of();
        count = 1;
    }

    private MalformedContent(String problem, List<MalformedContent> parts, long count) {
        super(problem);
        place = "";
        this.parts = List.copyOf(parts);
        this.count = count;
    }

    /**
     * Creates an exception for several mistakes of one file, which are reported together.
     *
     * @param title what they are, such as {@code 3 cells cannot be read}
     * @param first the first of them, at most {@link #MOST_TOLD}
     * @param count how many there are
     */
    public static MalformedContent several(String title, List<MalformedContent> first, long count) {
        return new MalformedContent(title, first, count);
    }

    /**
     * Returns all that is wrong: one line if it is one mistake, else a line for each mistake that is told and a line
     * that counts the others.
     *
     * @param file the name of the file
     * @param message makes a line of a place and a problem
     */
    public String told(String file, BinaryOperator<String> message) {
        if (parts.isEmpty()) {
            return message.apply(file + place, problem());
        }
        StringBuilder told = new StringBuilder(message.apply(file, problem() + ":"));
        parts.forEach(part -> told.append("\n  ").append(Excerpt.oneLine(file + part.place() + ": " + part.problem())));
        if (count > parts.size()) {
            told.append("\n  and ").append(count - parts.size()).append(" more");
        }
        return told.toString();
    }

    /** Returns whether these are several mistakes. */
    public boolean isSeveral() {
        return !parts.isEmpty();
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
