package dev.freshet.dataset.json;

import dev.freshet.dataset.MalformedContent;
import dev.freshet.dataset.cell.ValueShapes;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.AccessorNamingStrategy;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.AnnotatedMethod;
import tools.jackson.databind.introspect.DefaultAccessorNamingStrategy;
import tools.jackson.databind.json.JsonMapper;

/**
 * Configures Jackson to read strictly and to write deterministically: the same value results in the same bytes
 * everywhere.
 */
public final class Json {
    /** The reader and writer of all JSON in datasets. */
    public static final JsonMapper MAPPER = JsonMapper.builder(factory())
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
            .accessorNaming(new RecordAccessors())
            .addModule(new ShapeModule())
            .defaultPrettyPrinter(indented())
            .build();

    private Json() {}

    /** Everything that can be written can be read again: Jackson's limits are for texts from strangers. */
    private static JsonFactory factory() {
        StreamReadConstraints constraints = StreamReadConstraints.builder()
                .maxStringLength(Integer.MAX_VALUE)
                .maxNameLength(Integer.MAX_VALUE)
                .build();
        return JsonFactory.builder().streamReadConstraints(constraints).build();
    }

    /** A record's properties are its components, whatever other methods it has. */
    private static final class RecordAccessors extends DefaultAccessorNamingStrategy.Provider {
        private static final long serialVersionUID = 1;

        @Override
        public AccessorNamingStrategy forRecord(MapperConfig<?> config, AnnotatedClass record) {
            return new DefaultAccessorNamingStrategy.RecordNaming(config, record) {
                @Override
                public @Nullable String findNameForRegularGetter(AnnotatedMethod method, String name) {
                    return _fieldNames.contains(name) ? name : null;
                }

                @Override
                public @Nullable String findNameForIsGetter(AnnotatedMethod method, String name) {
                    return null;
                }
            };
        }
    }

    /** An operation that writes with Jackson. */
    @FunctionalInterface
    public interface Writing {
        void run() throws IOException;
    }

    private static PrettyPrinter indented() {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        return new DefaultPrettyPrinter(
                        Separators.createDefaultInstance().withObjectNameValueSpacing(Separators.Spacing.AFTER))
                .withArrayIndenter(indenter)
                .withObjectIndenter(indenter);
    }

    /**
     * Returns Jackson's form of a Java type.
     *
     * @throws IllegalArgumentException if such values cannot be stored
     */
    public static JavaType type(Type type) {
        try {
            ValueShapes.of(type);
        } catch (MalformedContent e) {
            throw new IllegalArgumentException(e.problem(), e);
        }
        return MAPPER.constructType(type);
    }

    /**
     * Reads a value.
     *
     * @param firstLine the line of the file in which the text begins
     */
    public static Object parse(String text, JavaType type, int firstLine) {
        Supplier<JsonParser> parser = () -> new FiniteNumbers(MAPPER.createParser(text));
        return parse(parser, type, new JsonFaults("JSON", parser, firstLine), ":" + firstLine);
    }

    /**
     * Reads a value.
     *
     * @param parser reads the text from the start
     * @param place where the value begins
     */
    public static Object parse(Supplier<JsonParser> parser, JavaType type, JsonFaults faults, String place) {
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

    /**
     * A value of a dataset whose Java type is open. Jackson would write it by its class.
     *
     * @param value the value
     */
    record Open(Object value) {}

    /** Returns a value in the form in which {@link #written} expects it. */
    public static Object written(JavaType type, Object value) {
        return type.isJavaLangObject() ? new Open(value) : value;
    }

    /** Returns the type of values that are written. */
    public static JavaType written(JavaType type) {
        return type.isJavaLangObject() ? MAPPER.constructType(Open.class) : type;
    }

    /** Writes JSON, with failures of the file and of the value told apart. */
    public static void write(Writing writing) throws IOException {
        write("JSON", writing);
    }

    /**
     * Writes a format that is bound as JSON is.
     *
     * @param format the name of the format, for messages
     */
    public static void write(String format, Writing writing) throws IOException {
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
