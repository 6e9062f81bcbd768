package dev.freshet.dataset.format;

import dev.freshet.dataset.MalformedContent;
import dev.freshet.wiring.JavaTypes;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Configures Jackson to read strictly and to write deterministically: the same value results in the same bytes
 * everywhere.
 */
public final class Json {
    static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .disable(DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            .enable(DateTimeFeature.WRITE_DATES_WITH_ZONE_ID)
            .addModule(SetSerializer.module())
            .defaultPrettyPrinter(indented())
            .build();

    private Json() {}

    /** An operation that writes with Jackson. */
    @FunctionalInterface
    interface Writing {
        void run() throws IOException;
    }

    private static PrettyPrinter indented() {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        return new DefaultPrettyPrinter(
                        Separators.createDefaultInstance().withObjectNameValueSpacing(Separators.Spacing.AFTER))
                .withArrayIndenter(indenter)
                .withObjectIndenter(indenter);
    }

    /** Returns Jackson's form of a Java type; a list for an iterable, which Jackson cannot create. */
    static JavaType type(Type type) {
        if (type instanceof ParameterizedType many
                && (many.getRawType() == Iterable.class || many.getRawType() == Collection.class)) {
            return MAPPER.getTypeFactory().constructCollectionType(List.class, type(JavaTypes.element(type)));
        }
        return MAPPER.constructType(type);
    }

    /**
     * Reads a value.
     *
     * @param firstLine the line of the file in which the text begins
     */
    static Object parse(String text, JavaType type, int firstLine) {
        Supplier<JsonParser> parser = () -> new FiniteNumbers(MAPPER.createParser(text));
        return parse(parser, type, new JsonFaults("JSON", parser, firstLine), ":" + firstLine);
    }

    /**
     * Reads a value.
     *
     * @param parser reads the text from the start
     * @param place where the value begins
     */
    static Object parse(Supplier<JsonParser> parser, JavaType type, JsonFaults faults, String place) {
        Object value;
        try (JsonParser tokens = parser.get()) {
            value = MAPPER.readValue(tokens, type);
        } catch (JacksonException e) {
            throw faults.reading(e);
        }
        if (value == null) {
            throw new MalformedContent(place, "null is not a value that a dataset can hold");
        }
        return value;
    }

    static void write(Writing writing) throws IOException {
        write("JSON", writing);
    }

    /** @param format the name of the format, for messages */
    static void write(String format, Writing writing) throws IOException {
        try {
            writing.run();
        } catch (JacksonException e) {
            // Jackson wraps the file's failures in its own exceptions or in a fault of the value.
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof IOException failure) {
                    throw failure;
                }
            }
            throw JsonFaults.writing(format, e);
        }
    }
}
