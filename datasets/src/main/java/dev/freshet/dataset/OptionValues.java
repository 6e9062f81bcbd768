package dev.freshet.dataset;

import dev.freshet.config.Excerpt;
import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The checked values of declared options: what a catalog entry gives, else the defaults. Immutable.
 *
 * <p>The methods throw an {@link IllegalStateException} if the option is not declared, is declared with another kind,
 * or has neither a value nor a default; those are mistakes of the dataset type, not of its user.
 */
public final class OptionValues {
    private final Map<String, Option> declared = new LinkedHashMap<>();
    private final Map<String, Object> given;
    private final String ending;

    private OptionValues(List<Option> options, Map<String, Object> given, String ending) {
        options.forEach(option -> declared.put(option.name(), option));
        this.given = Map.copyOf(given);
        this.ending = ending;
    }

    /**
     * Values of options that were checked before.
     *
     * @param given the values that are given, by name
     * @param ending what the name of the file ends with, such as {@code .tsv}; may be empty
     */
    public static OptionValues of(List<Option> options, Map<String, Object> given, String ending) {
        return new OptionValues(options, given, ending);
    }

    /** The defaults of options. */
    public static OptionValues defaults(List<Option> options) {
        return new OptionValues(options, Map.of(), "");
    }

    /**
     * Values from texts, as a catalog entry has them.
     *
     * @param given the texts that are given, by name
     * @param ending what the name of the file ends with, such as {@code .tsv}; may be empty
     * @throws OptionException if a text is not legal
     */
    public static OptionValues parse(List<Option> options, Map<String, String> given, String ending) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Option option : options) {
            String text = given.get(option.name());
            if (text != null) {
                values.put(
                        option.name(),
                        option.kind()
                                .parse(text)
                                .orElseThrow(() -> new OptionException(
                                        option.name(),
                                        "\"" + option.name() + "\" must be "
                                                + option.kind().legal() + ", not " + Excerpt.quoted(text))));
            }
        }
        return new OptionValues(options, values, ending);
    }

    /** Whether the entry gives the option. */
    public boolean isGiven(String option) {
        declared(option);
        return given.containsKey(option);
    }

    /** Whether the entry gives the option, with the value that it has by default; keys with texts have none. */
    public boolean isGivenAsDefault(String option) {
        Object value = given.get(option);
        return value != null && (value.equals(byDefault(option)) || value.equals(Map.of()));
    }

    private @Nullable Object byDefault(String option) {
        return declared(option).preset(ending).orElse(null);
    }

    /** The value of a text or word; empty if it is neither given nor has a default. */
    public Optional<String> findText(String option) {
        return find(option, String.class);
    }

    /** The value of a text or word. */
    public String text(String option) {
        return required(option, String.class);
    }

    public boolean flag(String option) {
        return required(option, Boolean.class);
    }

    /** The value of a flag; empty if it is neither given nor has a default. */
    public Optional<Boolean> findFlag(String option) {
        return find(option, Boolean.class);
    }

    public char character(String option) {
        return required(option, Character.class);
    }

    /** The character of an option; empty if there is none, or the entry gives the word for none. */
    public Optional<Character> findCharacter(String option) {
        return find(option).filter(Character.class::isInstance).map(Character.class::cast);
    }

    /** The value of a whole number. */
    public long number(String option) {
        return required(option, Long.class);
    }

    /** The value of a whole number; empty if it is neither given nor has a default. */
    public OptionalLong findNumber(String option) {
        Optional<Long> number = find(option, Long.class);
        return number.isPresent() ? OptionalLong.of(number.get()) : OptionalLong.empty();
    }

    public Charset encoding(String option) {
        return required(option, Charset.class);
    }

    /** The keys and texts of an option, sorted by key; none if it is not given. */
    @SuppressWarnings("unchecked") // values of this kind are maps of texts
    public Map<String, String> texts(String option) {
        return (Map<String, String>) find(option, Map.class).orElse(Map.of());
    }

    /** The texts of an option, in the order of the entry; none if it is not given. */
    @SuppressWarnings("unchecked") // values of this kind are lists of texts
    public List<String> list(String option) {
        return (List<String>) find(option, List.class).orElse(List.of());
    }

    /** The keys of an option, sorted, each with one or more texts; none if it is not given. */
    @SuppressWarnings("unchecked") // values of this kind are maps of lists of texts
    public Map<String, List<String>> lists(String option) {
        return (Map<String, List<String>>) find(option, Map.class).orElse(Map.of());
    }

    /** The value of an option of any kind; empty if it is neither given nor has a default. */
    public Optional<Object> find(String option) {
        Option known = declared(option);
        return Optional.ofNullable(given.get(option)).or(() -> known.preset(ending));
    }

    private <T> Optional<T> find(String option, Class<T> type) {
        return find(option).map(value -> {
            if (!type.isInstance(value)) {
                throw new IllegalStateException("the option \"" + option + "\" is declared with another kind");
            }
            return type.cast(value);
        });
    }

    private <T> T required(String option, Class<T> type) {
        return find(option, type)
                .orElseThrow(() ->
                        new IllegalStateException("the option \"" + option + "\" has neither a value nor a default"));
    }

    private Option declared(String option) {
        Option known = declared.get(option);
        if (known == null) {
            throw new IllegalStateException("the option \"" + option + "\" is not declared");
        }
        return known;
    }
}
