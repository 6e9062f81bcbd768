package dev.freshet.runtime.dataset;

import dev.freshet.config.NearestName;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/** Jackson, strict in what it reads and stable in what it writes. */
final class Json {
    static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();

    private Json() {}

    /**
     * Reads a value.
     *
     * @param firstLine the line of the file in which the text begins
     */
    static Object parse(String text, JavaType type, int firstLine) {
        try {
            Object value = MAPPER.readValue(text, type);
            if (value == null) {
                throw new MalformedContent(":" + firstLine, "null is not a value that a dataset can hold");
            }
            return value;
        } catch (JacksonException e) {
            throw malformed(e, firstLine);
        }
    }

    static void write(ObjectWriter writer, Object value, OutputStream out) throws IOException {
        try {
            writer.writeValue(out, value);
        } catch (JacksonIOException e) {
            throw e.getCause();
        } catch (JacksonException e) {
            throw new MalformedContent("", "cannot be written as JSON: " + firstLine(e));
        }
        out.write('\n');
    }

    private static MalformedContent malformed(JacksonException e, int firstLine) {
        TokenStreamLocation location = e.getLocation();
        String place = location == null || location.getLineNr() < 1
                ? ""
                : ":" + (location.getLineNr() + firstLine - 1) + ":" + location.getColumnNr();
        if (e instanceof UnrecognizedPropertyException unknown && unknown.getKnownPropertyIds() != null) {
            List<String> known =
                    unknown.getKnownPropertyIds().stream().map(String::valueOf).toList();
            String hint = NearestName.of(unknown.getPropertyName(), known)
                    .map(near -> "did you mean \"" + near + "\"?")
                    .orElse("there are " + String.join(", ", known));
            return new MalformedContent(place, "unknown property \"" + unknown.getPropertyName() + "\"; " + hint);
        }
        return new MalformedContent(place, firstLine(e));
    }

    private static String firstLine(JacksonException e) {
        return e.getOriginalMessage().lines().findFirst().orElse(e.getClass().getSimpleName());
    }
}
