package dev.freshet.runtime.dataset;

import dev.freshet.config.NearestName;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;

/** Says in plain words what Jackson says in its own. */
final class JsonFaults {
    private static final Pattern START_MARKER =
            Pattern.compile("\\(start marker at \\[[^]]*?line: (\\d+), column: (\\d+)]\\)");

    private JsonFaults() {}

    /** @param firstLine the line of the file in which the text begins */
    static MalformedContent reading(JacksonException e, int firstLine) {
        TokenStreamLocation location = e.getLocation();
        String place = location == null || location.getLineNr() < 1
                ? ":" + firstLine
                : ":" + (location.getLineNr() + firstLine - 1) + ":" + location.getColumnNr();
        if (e instanceof StreamReadException) {
            return new MalformedContent(
                    place, "not JSON: " + START_MARKER.matcher(firstLine(e)).replaceAll("(begun at $1:$2)"), e);
        }
        String path = path(e);
        return new MalformedContent(place, path.isEmpty() ? problem(e) : "\"" + path + "\": " + problem(e), e);
    }

    static MalformedContent writing(JacksonException e) {
        Throwable thrown = e.getCause() != null ? e.getCause() : e;
        String path = path(e);
        String where = path.isEmpty() ? "" : "\"" + path + "\" ";
        String reason = e.equals(thrown) ? firstLine(e) : MalformedContent.reason(thrown);
        return new MalformedContent("", where + "cannot be written as JSON: " + reason, e);
    }

    private static String problem(JacksonException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            return unknown(unknown);
        }
        if (e instanceof InvalidFormatException format && format.getTargetType() != null) {
            return Cells.shown(String.valueOf(format.getValue())) + " is not " + words(format.getTargetType());
        }
        if (e instanceof ValueInstantiationException && e.getCause() != null) {
            return "the value is refused: " + MalformedContent.reason(e.getCause());
        }
        if (e instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
            return words(mismatch.getTargetType()) + " is expected" + found(mismatch);
        }
        return firstLine(e);
    }

    private static String unknown(UnrecognizedPropertyException e) {
        List<String> known = e.getKnownPropertyIds() == null
                ? List.of()
                : e.getKnownPropertyIds().stream().map(String::valueOf).sorted().toList();
        String hint = NearestName.of(e.getPropertyName(), known)
                .map(near -> "did you mean \"" + near + "\"?")
                .orElse("there are " + String.join(", ", known));
        return JavaTypes.show(e.getReferringClass()) + " has no such component; " + hint;
    }

    private static String found(MismatchedInputException e) {
        if (firstLine(e).startsWith("Cannot map `null`")) {
            return ", but there is none";
        }
        JsonToken token = e.getCurrentToken();
        return token == null ? "" : ", but there is " + describe(token);
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
            default -> "nothing";
        };
    }

    private static String words(Class<?> type) {
        return Cells.of(type).map(Cells.Cell::description).orElseGet(() -> JavaTypes.show(type));
    }

    /** Such as {@code routes[2].delay}. */
    private static String path(JacksonException e) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : e.getPath()) {
            @Nullable String name = step.getPropertyName();
            if (name == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(name);
            }
        }
        return path.toString();
    }

    private static String firstLine(JacksonException e) {
        String message = e.getOriginalMessage();
        return message == null
                ? e.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }
}
