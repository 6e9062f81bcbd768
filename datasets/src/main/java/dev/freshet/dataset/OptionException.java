package dev.freshet.dataset;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Mistakes in the values of options that no declaration finds, such as two options that do not fit each other. Each is
 * reported at the place of the option in the catalog.
 */
public final class OptionException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient List<Mistake> mistakes;

    /**
     * A mistake.
     *
     * @param option its name; that of an option of every file, such as {@code path}, is legal too
     * @param key which of its keys is wrong, if the option has keys; empty if it is the option as a whole
     * @param message what is wrong and what is legal, such as {@code "quote" must be another character than
     *     "delimiter"}
     */
    public record Mistake(String option, String key, String message) {}

    /** One mistake of an option as a whole; {@link Mistake} describes the message. */
    public OptionException(String option, String message) {
        this(List.of(new Mistake(option, "", message)));
    }

    /** Several mistakes. */
    public OptionException(List<Mistake> mistakes) {
        super(mistakes.stream().map(Mistake::message).collect(Collectors.joining("; ")));
        this.mistakes = List.copyOf(mistakes);
    }

    /** The mistakes, in the order in which they are reported. */
    public List<Mistake> mistakes() {
        return mistakes;
    }
}
