package dev.freshet.xml;

import dev.freshet.dataset.value.TextValue;
import java.nio.file.Path;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdScalarSerializer;

/**
 * Stores types by the texts of the table of conversions, where Jackson's own form is read as another value: of a
 * relative path it makes an absolute one, and of a locale it keeps only what its form has a place for.
 */
final class ByText {
    private ByText() {}

    static SimpleModule module() {
        SimpleModule module = new SimpleModule("by text");
        add(module, Path.class);
        add(module, Locale.class);
        return module;
    }

    private static <T> void add(SimpleModule module, Class<T> type) {
        TextValue texts = TextValue.of(type).orElseThrow();
        module.addSerializer(type, new Writer<>(type, texts)).addDeserializer(type, new Reader<>(type, texts));
    }

    private static final class Writer<T> extends StdScalarSerializer<T> {
        private final TextValue texts;

        Writer(Class<T> type, TextValue texts) {
            super(type);
            this.texts = texts;
        }

        @Override
        public void serialize(T value, JsonGenerator generator, SerializationContext context) {
            String text = texts.print(value);
            Object read = texts.parse(text);
            if (!read.equals(value)) {
                throw new IllegalArgumentException("\"" + value + "\" would be read as \"" + read + "\"");
            }
            generator.writeString(text);
        }
    }

    private static final class Reader<T> extends StdScalarDeserializer<T> {
        private final Class<T> type;
        private final TextValue texts;

        Reader(Class<T> type, TextValue texts) {
            super(type);
            this.type = type;
            this.texts = texts;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) {
            String text = parser.getString();
            try {
                return type.cast(texts.parse(text));
            } catch (IllegalArgumentException e) {
                return type.cast(context.handleWeirdStringValue(type, text, "not in its form"));
            }
        }
    }
}
