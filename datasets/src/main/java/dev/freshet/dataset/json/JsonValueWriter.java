package dev.freshet.dataset.json;

import dev.freshet.config.Article;
import dev.freshet.dataset.cell.Containers;
import dev.freshet.dataset.cell.ValueShape;
import dev.freshet.dataset.cell.ValueShape.Choice;
import dev.freshet.dataset.cell.ValueShape.Entries;
import dev.freshet.dataset.cell.ValueShape.Fields;
import dev.freshet.dataset.cell.ValueShape.Foreign;
import dev.freshet.dataset.cell.ValueShape.Many;
import dev.freshet.dataset.cell.ValueShape.Maybe;
import dev.freshet.dataset.cell.ValueShape.Natural;
import dev.freshet.dataset.cell.ValueShape.Single;
import dev.freshet.wiring.JavaTypes;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.util.TokenBuffer;

/** Writes values as JSON, and refuses those that {@link JsonValueReader} would not read as they were. */
final class JsonValueWriter {
    @SuppressWarnings({"unchecked", "rawtypes"}) // the keys are of one class, which is Comparable
    private static final Comparator<Sorted> BY_KEY =
            (a, b) -> ((Comparable) Objects.requireNonNull(a.key())).compareTo(Objects.requireNonNull(b.key()));

    private final JsonGenerator generator;
    private final SerializationContext context;

    JsonValueWriter(JsonGenerator generator, SerializationContext context) {
        this.generator = generator;
        this.context = context;
    }

    void write(ValueShape shape, @Nullable Object value) {
        if (value == null) {
            generator.writeNull();
        } else if (shape instanceof Single single) {
            single(single, value);
        } else if (shape instanceof Maybe maybe) {
            write(maybe.item(), Containers.held(value));
        } else if (shape instanceof Many many) {
            many(many, value);
        } else if (shape instanceof Entries entries) {
            entries(entries, (Map<?, ?>) value);
        } else if (shape instanceof Fields fields) {
            generator.writeStartObject(value);
            writeComponents(fields, value);
            generator.writeEndObject();
        } else if (shape instanceof Choice choice) {
            choice(choice, value);
        } else if (shape instanceof Natural natural) {
            natural(natural, value);
        } else {
            foreign(((Foreign) shape), value);
        }
    }

    private DatabindException fault(String message) {
        return DatabindException.from(generator, message);
    }

    private void single(Single single, Object value) {
        try {
            JsonSingles.write(single, value, generator);
        } catch (JacksonException e) {
            throw e;
        } catch (RuntimeException e) {
            throw fault(String.valueOf(e.getMessage()));
        }
    }

    private void foreign(Foreign foreign, Object value) {
        JavaType type = context.constructType(foreign.type());
        context.findTypedValueSerializer(
                        type.isFinal() ? type : context.constructSpecializedType(type, value.getClass()), true)
                .serialize(value, generator, context);
    }

    /** Writes a record's components into the object that has begun. */
    void writeComponents(Fields fields, Object record) {
        List<String> names = fields.shape().names();
        for (int i = 0; i < names.size(); i++) {
            generator.writeName(names.get(i));
            try {
                write(fields.component(i), fields.shape().value(record, i));
            } catch (JacksonException e) {
                throw e.prependPath(fields.shape().type(), names.get(i));
            }
        }
    }

    private void choice(Choice choice, Object value) {
        String name = choice.nameOf(value)
                .orElseThrow(() ->
                        fault(JavaTypes.show(value.getClass()) + " is no record of " + JavaTypes.show(choice.type())));
        generator.writeStartObject(value);
        generator.writeName(ValueShape.DISCRIMINATOR);
        generator.writeString(name);
        writeComponents(Objects.requireNonNull(choice.options().get(name)), value);
        generator.writeEndObject();
    }

    private void many(Many many, Object value) {
        requireNaturalOrder(many.type(), value);
        generator.writeStartArray(value);
        int index = 0;
        for (Object item : ordered(many.item(), value)) {
            try {
                write(many.item(), item);
            } catch (JacksonException e) {
                throw e.prependPath(value, index);
            }
            index++;
        }
        generator.writeEndArray();
    }

    private void requireNaturalOrder(Class<?> type, Object value) {
        boolean isSorted = SortedSet.class.isAssignableFrom(type) || SortedMap.class.isAssignableFrom(type);
        if (isSorted && Containers.hasOwnOrder(value)) {
            throw fault("its order, given by a Comparator, cannot be stored");
        }
    }

    /** A value by the text that sorts it. */
    private record Sorted(
            String text, @Nullable Object key, @Nullable Object value) {}

    /** Sorts a set without an order of its own by texts: the order of {@code Set.of} differs from JVM to JVM. */
    private Iterable<? extends @Nullable Object> ordered(ValueShape item, Object value) {
        if (!(value instanceof Collection<?> all) || Containers.isOrdered(all) || all.size() < 2) {
            return Containers.items(value);
        }
        List<Sorted> byText = new ArrayList<>();
        for (Object one : all) {
            byText.add(new Sorted(text(item, one), null, one));
        }
        byText.sort(Comparator.comparing(Sorted::text));
        return byText.stream().<@Nullable Object>map(Sorted::value).toList();
    }

    private String text(ValueShape item, @Nullable Object value) {
        try (TokenBuffer tokens = TokenBuffer.forGeneration()) {
            new JsonValueWriter(tokens, context).write(item, value);
            return Json.MAPPER.writeValueAsString(tokens);
        }
    }

    private void entries(Entries entries, Map<?, ?> map) {
        requireNaturalOrder(entries.type(), map);
        generator.writeStartObject(map);
        for (Sorted entry : sorted(entries.key(), map)) {
            generator.writeName(entry.text());
            try {
                write(entries.value(), entry.value());
            } catch (JacksonException e) {
                throw e.prependPath(map, entry.text());
            }
        }
        generator.writeEndObject();
    }

    /** Sorts a map without an order of its own by its keys, or by their texts if keys cannot be compared. */
    private List<Sorted> sorted(Single key, Map<?, ?> map) {
        List<Sorted> entries = new ArrayList<>();
        map.forEach((name, value) -> entries.add(new Sorted(name(key, name), name, value)));
        if (!(map instanceof SortedMap)) {
            entries.sort(Comparable.class.isAssignableFrom(key.type()) ? BY_KEY : Comparator.comparing(Sorted::text));
        }
        return entries;
    }

    private String name(Single key, @Nullable Object name) {
        if (name == null) {
            throw fault("a key of the map is null, which a name cannot be");
        }
        if (!key.type().isInstance(name)) {
            throw fault("the key " + name + " is a " + JavaTypes.show(name.getClass()) + ", but would be read as a "
                    + JavaTypes.show(key.type()));
        }
        try {
            return key.cell().print().apply(name);
        } catch (RuntimeException e) {
            throw fault("the key " + name + ": " + e.getMessage());
        }
    }

    /** Writes what the reader of an open type makes of the same text, and nothing else. */
    private void natural(Natural natural, Object value) {
        if (value instanceof List) {
            many(new Many(List.class, natural), value);
        } else if (value instanceof Map<?, ?> map) {
            entries(new Entries(Map.class, JsonSingles.TEXT, natural), map);
        } else if (value instanceof String text) {
            generator.writeString(text);
        } else if (value instanceof Boolean flag) {
            generator.writeBoolean(flag);
        } else if (value instanceof Double number) {
            generator.writeNumber(number);
        } else if (value instanceof Integer || value instanceof Long || value instanceof BigInteger) {
            whole((Number) value);
        } else {
            throw open(value, "a text or as another number");
        }
    }

    private void whole(Number value) {
        Number read = JsonSingles.smallest(JsonSingles.requireShort(value.toString()));
        if (read.getClass() != value.getClass()) {
            throw open(value, Article.before(read.getClass().getSimpleName()));
        }
        if (value instanceof BigInteger big) {
            generator.writeNumber(big);
        } else {
            generator.writeNumber(value.longValue());
        }
    }

    private DatabindException open(Object value, String read) {
        String type = JavaTypes.show(value.getClass());
        return fault(Article.before(type) + " would be read as " + read
                + ", because the Java type is open; give the value a type, such as a record's component");
    }
}
