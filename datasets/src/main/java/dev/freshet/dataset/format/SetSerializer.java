package dev.freshet.dataset.format;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.ValueSerializerModifier;
import tools.jackson.databind.type.CollectionType;

/**
 * Writes a set without an order of its own, sorted by the texts of its elements. The order of {@code Set.of} differs
 * from JVM to JVM.
 */
final class SetSerializer extends ValueSerializer<Object> {
    private final ValueSerializer<Object> elements;

    private SetSerializer(ValueSerializer<Object> elements) {
        this.elements = elements;
    }

    static SimpleModule module() {
        return new SimpleModule("sets").setSerializerModifier(new Modifier());
    }

    private static final class Modifier extends ValueSerializerModifier {
        private static final long serialVersionUID = 1;

        @Override
        @SuppressWarnings("unchecked") // the serializer takes every collection
        public ValueSerializer<?> modifyCollectionSerializer(
                SerializationConfig config,
                CollectionType type,
                BeanDescription.Supplier description,
                ValueSerializer<?> serializer) {
            return type.isTypeOrSubTypeOf(Set.class) && !type.isTypeOrSubTypeOf(EnumSet.class)
                    ? new SetSerializer((ValueSerializer<Object>) serializer)
                    : serializer;
        }
    }

    @Override
    @SuppressWarnings("unchecked") // as above
    public ValueSerializer<?> createContextual(SerializationContext context, BeanProperty property) {
        return new SetSerializer((ValueSerializer<Object>) elements.createContextual(context, property));
    }

    @Override
    public void serialize(Object value, JsonGenerator generator, SerializationContext context) {
        elements.serialize(ordered(value), generator, context);
    }

    @Override
    public void serializeWithType(
            Object value, JsonGenerator generator, SerializationContext context, TypeSerializer type) {
        elements.serializeWithType(value, generator, context, type);
    }

    @Override
    public boolean isEmpty(SerializationContext context, Object value) {
        return ((Set<?>) value).isEmpty();
    }

    private static Object ordered(Object value) {
        if (value instanceof SortedSet || value instanceof LinkedHashSet) {
            return value;
        }
        TreeMap<String, List<Object>> byText = new TreeMap<>(Comparator.naturalOrder());
        for (Object element : (Set<?>) value) {
            byText.computeIfAbsent(Json.MAPPER.writeValueAsString(element), text -> new ArrayList<>())
                    .add(element);
        }
        LinkedHashSet<Object> ordered = new LinkedHashSet<>();
        byText.values().forEach(ordered::addAll);
        return ordered;
    }
}
