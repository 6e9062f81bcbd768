package dev.freshet.dataset.json;

import dev.freshet.config.Article;
import dev.freshet.config.Excerpt;
import dev.freshet.config.NearestName;
import dev.freshet.dataset.MalformedContent;
import dev.freshet.dataset.cell.Cells;
import dev.freshet.wiring.JavaTypes;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;

/** Translates Jackson's messages to plain words. */
public final class JsonFaults {
    /**
     * The parts of Jackson's messages that are for programmers: positions in Jackson's form, and settings that users
     * cannot change.
     */
    private static final Pattern FOR_PROGRAMMERS =
            Pattern.compile("\\s*\\((?:start marker |for \\w+ starting )?at \\[.*?]\\)"
                    + "|: enable `[^`]*` to allow| \\(not recognized as one [^)]*\\)|(?<=\\d), from `[^`]*`");

    /** The message about a value that must be there and is null or missing, which Jackson has too. */
    static final String NONE = "Cannot map `null`";

    private static final int LONGEST_PATH = 120;

    private final String format;
    private final JsonPlaces places;
    private final int firstLine;

    /**
     * Creates a translator for the faults of one text.
     *
     * @param format the name of the format, such as {@code JSON}
     * @param again reads the text again, from the start
     * @param firstLine the line of the file in which the text begins
     */
    public JsonFaults(String format, Supplier<JsonParser> again, int firstLine) {
        this.format = format;
        places = new JsonPlaces(again);
        this.firstLine = firstLine;
    }

    /** What a failure to read means. */
    public MalformedContent reading(JacksonException e) {
        if (e instanceof InputCoercionException number && number.getTargetType() != null) {
            String type = Article.before(number.getTargetType().getSimpleName());
            return new MalformedContent(place(e), subject(e) + "the number is too large for " + type, e);
        }
        if (e instanceof StreamReadException) {
            return new MalformedContent(place(e), "not " + format + ": " + firstLine(e), e);
        }
        String subject = subject(e);
        if (e instanceof UnrecognizedPropertyException unknown) {
            Optional<TokenStreamLocation> name = places.of(e.getPath());
            return new MalformedContent(place(name.orElseGet(e::getLocation)), subject + unknown(unknown), e);
        }
        return new MalformedContent(place(e), subject + problem(e), e);
    }

    /** Adds a step to the path of a fault, unless the text itself is malformed. */
    static JacksonException at(JacksonException e, JacksonException.Reference step) {
        return e instanceof DatabindException || e instanceof InputCoercionException ? e.prependPath(step) : e;
    }

    private static String subject(JacksonException e) {
        String path = path(e);
        return path.isEmpty() ? "" : "\"" + path + "\": ";
    }

    /**
     * What a failure to write means.
     *
     * @param format the name of the format, such as {@code JSON}
     */
    public static MalformedContent writing(String format, JacksonException e) {
        Throwable thrown = e.getCause() != null ? e.getCause() : e;
        String path = path(e);
        String where = path.isEmpty() ? "" : "\"" + path + "\" ";
        String reason = e.equals(thrown) ? firstLine(e) : MalformedContent.reason(thrown);
        return new MalformedContent("", where + "cannot be written as " + format + ": " + reason, e);
    }

    /** Where Jackson says that it is; of a number that Jackson did not read itself, where its property is. */
    private String place(JacksonException e) {
        TokenStreamLocation location = e.getLocation();
        return place(
                location == null || location.getLineNr() < 1
                        ? places.of(e.getPath()).orElse(location)
                        : location);
    }

    private String place(@Nullable TokenStreamLocation location) {
        return location == null || location.getLineNr() < 1
                ? ":" + firstLine
                : ":" + (location.getLineNr() + firstLine - 1) + ":" + location.getColumnNr();
    }

    private String problem(JacksonException e) {
        if (e instanceof InvalidFormatException format && format.getTargetType() != null) {
            return Excerpt.quoted(String.valueOf(format.getValue())) + " is not " + words(format.getTargetType());
        }
        if (e instanceof ValueInstantiationException && e.getCause() != null) {
            return "the value is refused: " + MalformedContent.reason(e.getCause());
        }
        if (firstLine(e).startsWith("Trailing token")) {
            return "a second value begins here, but there can be only one";
        }
        if (e instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
            return "expected " + words(mismatch.getTargetType()) + ", but found " + found(mismatch);
        }
        return firstLine(e);
    }

    private static String unknown(UnrecognizedPropertyException e) {
        List<String> known = e.getKnownPropertyIds() == null
                ? List.of()
                : e.getKnownPropertyIds().stream().map(String::valueOf).sorted().toList();
        return JavaTypes.show(e.getReferringClass()) + " has no such component; "
                + NearestName.hint(e.getPropertyName(), known);
    }

    private String found(MismatchedInputException e) {
        if (firstLine(e).startsWith(NONE)) {
            return "none" + misspelt(e);
        }
        JsonToken token = e.getCurrentToken();
        return token == null ? "nothing" : describe(token);
    }

    /** Returns the property that is probably a misspelling of a missing one. */
    private String misspelt(JacksonException e) {
        List<JacksonException.Reference> path = e.getPath();
        String name = path.isEmpty() ? null : path.get(path.size() - 1).getPropertyName();
        if (name == null) {
            return "";
        }
        return NearestName.of(name, places.beside(path))
                .map(near -> "; is \"" + near + "\" a misspelling?")
                .orElse("");
    }

    private static String describe(JsonToken token) {
        return switch (token) {
            case START_OBJECT, END_OBJECT, PROPERTY_NAME -> "an object";
            case START_ARRAY, END_ARRAY -> "an array";
            case VALUE_STRING -> "a text";
            case VALUE_NUMBER_INT -> "a whole number";
            case VALUE_NUMBER_FLOAT -> "a number with a fraction";
            case VALUE_TRUE, VALUE_FALSE -> "true or false";
            case VALUE_NULL -> "null";
            case NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> "nothing";
        };
    }

    private static String words(Class<?> type) {
        if (Collection.class.isAssignableFrom(type) || type.isArray()) {
            return "an array";
        }
        if (Map.class.isAssignableFrom(type)) {
            return "an object";
        }
        return Cells.of(type)
                .map(Cells.Cell::description)
                .orElseGet(() -> "an object with the values of " + JavaTypes.show(type));
    }

    /** Returns the path of a fault, such as {@code routes[2].delay}. */
    private static String path(JacksonException e) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : e.getPath()) {
            String name = step.getPropertyName();
            if (name == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(name);
            }
        }
        int length = path.length();
        return length <= LONGEST_PATH ? path.toString() : "..." + path.substring(length - LONGEST_PATH);
    }

    private static String firstLine(JacksonException e) {
        String message = e.getOriginalMessage();
        String line = message == null
                ? e.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
        return FOR_PROGRAMMERS.matcher(line).replaceAll("");
    }
}
