package dev.freshet.dataset.cell;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How values of a Java type are stored: the one table of conversions that JSON, YAML, rows of tables and parameters
 * share.
 */
public sealed interface ValueShape {
    /** The property of a stored record that names its class, where the Java type is a sealed interface. */
    String DISCRIMINATOR = "$type";

    /** A single value: a number, true or false, or something with a text of its own. */
    record Single(Class<?> type, Cells.Cell cell) implements ValueShape {}

    /**
     * A value that can be missing.
     *
     * @param type {@link Optional} or one of its primitive forms
     */
    record Maybe(Class<?> type, ValueShape item) implements ValueShape {}

    /**
     * Several values, in an order.
     *
     * @param type the array class or the collection's interface or class
     */
    record Many(Class<?> type, ValueShape item) implements ValueShape {}

    /** Values by key. */
    record Entries(Class<?> type, Single key, ValueShape value) implements ValueShape {}

    /** Numbers, texts, lists and maps as the file has them, for a component whose Java type is open. */
    record Natural(Class<?> type) implements ValueShape {}

    /** A type that only Jackson knows how to store. */
    record Foreign(Type type) implements ValueShape {}

    /** One of several record classes, named by {@link #DISCRIMINATOR}. */
    record Choice(Class<?> type, Map<String, Fields> options) implements ValueShape {
        /** Returns the name of the class of a value. */
        public Optional<String> nameOf(Object value) {
            return options.entrySet().stream()
                    .filter(option -> option.getValue().shape().type() == value.getClass())
                    .map(Map.Entry::getKey)
                    .findFirst();
        }
    }

    /** A record by its components. Two are equal only if they are the same, since records can contain themselves. */
    final class Fields implements ValueShape {
        private final RecordShape shape;
        private final List<ValueShape> components = new ArrayList<>();

        Fields(RecordShape shape) {
            this.shape = shape;
        }

        void add(ValueShape component) {
            components.add(component);
        }

        /** Returns the record's names, constructor and accessors. */
        public RecordShape shape() {
            return shape;
        }

        /** Returns how a component is stored. */
        public ValueShape component(int index) {
            return components.get(index);
        }

        /** Returns whether a component can be missing in a file. */
        public boolean mayBeMissing(int index) {
            return components.get(index) instanceof Maybe || shape.isAnnotatedNullable(index);
        }
    }
}
