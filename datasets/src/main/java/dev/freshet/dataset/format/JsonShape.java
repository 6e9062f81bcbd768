package dev.freshet.dataset.format;

import dev.freshet.dataset.ComponentNames;
import dev.freshet.dataset.InferredType;
import dev.freshet.dataset.InferredType.Component;
import dev.freshet.dataset.InferredType.ListOf;
import dev.freshet.dataset.InferredType.MapOf;
import dev.freshet.dataset.InferredType.Plain;
import dev.freshet.dataset.InferredType.RecordOf;
import dev.freshet.dataset.cell.CellForms;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** What the values at one place of JSON documents have in common. */
final class JsonShape {
    /** The limit on texts and numbers that are kept to find their type. */
    private static final int MOST_SAMPLES = 2000;
    /** Objects with more different keys than this are maps, unless all have the same keys. */
    private static final int MOST_COMPONENTS = 200;

    private static final Set<Class<?>> TEMPORAL = Set.of(
            LocalDate.class, LocalDateTime.class, LocalTime.class, Instant.class, OffsetDateTime.class, UUID.class);

    /** How deep values are nested that are looked at; deeper ones can be anything. */
    private static final int MOST_DEPTH = 50;

    private final Map<String, JsonShape> properties = new LinkedHashMap<>();
    private final Set<String> numbers = new LinkedHashSet<>();
    private final Set<String> texts = new LinkedHashSet<>();
    private @Nullable JsonShape element;
    private long nulls;
    private long truths;
    private long numberCount;
    private long textCount;
    private long objects;
    private long arrays;

    /** Adds the value at which a parser is, and moves to its end. */
    void add(JsonParser parser, int depth) {
        JsonToken token = parser.currentToken();
        if (depth > MOST_DEPTH) {
            parser.skipChildren();
            return;
        }
        switch (token) {
            case VALUE_NULL -> nulls++;
            case VALUE_TRUE, VALUE_FALSE -> truths++;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                numberCount++;
                keep(numbers, parser.getString());
            }
            case START_OBJECT -> object(parser, depth);
            case START_ARRAY -> array(parser, depth);
            default -> {
                textCount++;
                keep(texts, parser.getString());
            }
        }
    }

    private static void keep(Set<String> samples, String text) {
        if (samples.size() < MOST_SAMPLES) {
            samples.add(text);
        }
    }

    private void object(JsonParser parser, int depth) {
        objects++;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            JsonShape property = properties.size() < 10 * MOST_COMPONENTS || properties.containsKey(name)
                    ? properties.computeIfAbsent(name, key -> new JsonShape())
                    : properties.values().iterator().next();
            property.add(parser, depth + 1);
        }
    }

    private void array(JsonParser parser, int depth) {
        arrays++;
        JsonShape elements = element == null ? new JsonShape() : element;
        element = elements;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(parser, depth + 1);
        }
    }

    private long count() {
        return nulls + truths + numberCount + textCount + objects + arrays;
    }

    /** Returns the type that holds all values, without those that are null. */
    InferredType type() {
        long known = count() - nulls;
        InferredType type = InferredType.ANY;
        if (known > 0 && truths == known) {
            type = new Plain(boolean.class);
        } else if (known > 0 && numberCount == known) {
            type = number();
        } else if (known > 0 && textCount == known) {
            type = text();
        } else if (known > 0 && arrays == known && element != null) {
            type = new ListOf(element.type());
        } else if (known > 0 && objects == known) {
            type = isMap() ? map() : row();
        }
        return nulls > 0 ? InferredType.optional(type) : type;
    }

    private InferredType number() {
        return new Plain(
                ColumnGuess.number(List.copyOf(numbers), CellForms.USUAL).orElse(BigDecimal.class));
    }

    private InferredType text() {
        Class<?> type = ColumnGuess.type(List.copyOf(texts), CellForms.USUAL);
        return TEMPORAL.contains(type) ? new Plain(type) : InferredType.TEXT;
    }

    private boolean isMap() {
        boolean isVaried = properties.size() > MOST_COMPONENTS
                && properties.values().stream().anyMatch(property -> property.count() < objects);
        // A component cannot have an empty name, nor can Jackson's annotation give it one.
        return properties.isEmpty() || isVaried || properties.containsKey("");
    }

    private InferredType map() {
        Set<InferredType> types = new LinkedHashSet<>();
        properties.values().forEach(property -> types.add(property.type()));
        return new MapOf(types.size() == 1 ? types.iterator().next() : InferredType.ANY);
    }

    private InferredType row() {
        ComponentNames names = new ComponentNames();
        List<Component> components = new ArrayList<>();
        properties.forEach((key, property) -> {
            String name = names.exact(key);
            InferredType type = property.type();
            String annotation =
                    name.equals(key) ? "" : "@com.fasterxml.jackson.annotation.JsonProperty(" + literal(key) + ")";
            components.add(
                    new Component(name, property.count() < objects ? InferredType.optional(type) : type, annotation));
        });
        return new RecordOf(components);
    }

    private static String literal(String text) {
        StringBuilder literal = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                literal.append('\\').append(c);
            } else if (c < ' ') {
                literal.append(String.format("\\%03o", (int) c));
            } else if (c > '~') {
                literal.append(String.format("\\u%04x", (int) c));
            } else {
                literal.append(c);
            }
        }
        return literal.append('"').toString();
    }
}
