package dev.freshet.parquet;

import dev.freshet.dataset.MalformedContent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.jspecify.annotations.Nullable;

/** What Parquet calls for each value of a file. Each converter passes finished Java values to the one around it. */
final class Converters {
    private Converters() {}

    /** The components of a record. */
    static final class Row extends GroupConverter {
        private final JavaType.Row type;
        private final String path;
        private final Consumer<@Nullable Object> target;
        private final Converter[] fields;
        private final @Nullable Object[] values;
        private final List<Runnable> starts = new ArrayList<>();

        /** @param fields is filled by the caller */
        Row(JavaType.Row type, String path, Converter[] fields, Consumer<@Nullable Object> target) {
            this.type = type;
            this.path = path;
            this.target = target;
            this.fields = fields;
            values = new @Nullable Object[type.parts().size()];
        }

        Consumer<@Nullable Object> component(int index) {
            return value -> values[index] = value;
        }

        /** Returns where the elements of a component go that is a repeated column. */
        Consumer<@Nullable Object> elements(int index) {
            starts.add(() -> values[index] = new ArrayList<@Nullable Object>());
            return value -> list(values[index]).add(value);
        }

        @SuppressWarnings("unchecked") // The list of this class's own making.
        private static List<@Nullable Object> list(@Nullable Object list) {
            return (List<@Nullable Object>) Objects.requireNonNull(list);
        }

        @Override
        public Converter getConverter(int index) {
            return fields[index];
        }

        @Override
        public void start() {
            Arrays.fill(values, null);
            starts.forEach(Runnable::run);
        }

        @Override
        public void end() {
            @Nullable Object[] components = values.clone();
            for (int i = 0; i < components.length; i++) {
                JavaType part = type.parts().get(i);
                if (part instanceof JavaType.Maybe maybe) {
                    components[i] = maybe.type().holding(components[i]);
                } else if (part instanceof JavaType.Many many
                        && many.isSet()
                        && components[i] instanceof List<?> list) {
                    components[i] = set(list, path(i));
                } else if (components[i] == null && !type.binding().isNullable(i)) {
                    throw new MalformedContent(
                            "", "column \"" + path(i) + "\" is null, but must be " + ColumnValues.wanted(part));
                }
            }
            target.accept(type.binding().create(components));
        }

        private String path(int index) {
            return path + type.binding().names().get(index);
        }
    }

    private static Set<@Nullable Object> set(List<?> list, String path) {
        Set<@Nullable Object> set = new LinkedHashSet<>();
        for (Object element : list) {
            if (!set.add(element)) {
                throw new MalformedContent("", "column \"" + path + "\": a set has the element " + element + " twice");
            }
        }
        return set;
    }

    /** The elements of a list or set. */
    static final class Many extends GroupConverter {
        private final JavaType.Many type;
        private final String path;
        private final Consumer<@Nullable Object> target;
        private List<@Nullable Object> elements = new ArrayList<>();
        private @Nullable Converter repeated;

        Many(JavaType.Many type, String path, Consumer<@Nullable Object> target) {
            this.type = type;
            this.path = path;
            this.target = target;
        }

        void add(@Nullable Object element) {
            elements.add(element);
        }

        void repeated(Converter converter) {
            repeated = converter;
        }

        @Override
        public Converter getConverter(int index) {
            return Objects.requireNonNull(repeated);
        }

        @Override
        public void start() {
            elements = new ArrayList<>();
        }

        @Override
        public void end() {
            target.accept(type.isSet() ? set(elements, path) : elements);
        }
    }

    /** The group around an element, which is null if the group is empty. */
    static final class Element extends GroupConverter {
        private final Consumer<@Nullable Object> target;
        private @Nullable Object element;
        private @Nullable Converter converter;

        Element(Consumer<@Nullable Object> target) {
            this.target = target;
        }

        void set(@Nullable Object value) {
            element = value;
        }

        void converter(Converter inner) {
            converter = inner;
        }

        @Override
        public Converter getConverter(int index) {
            return Objects.requireNonNull(converter);
        }

        @Override
        public void start() {
            element = null;
        }

        @Override
        public void end() {
            target.accept(element);
        }
    }

    /** The entries of a map. */
    static final class Keyed extends GroupConverter {
        private final Consumer<@Nullable Object> target;
        private final Entry entry;
        private Map<Object, @Nullable Object> map = new LinkedHashMap<>();

        Keyed(String path, Consumer<@Nullable Object> target) {
            this.target = target;
            entry = new Entry(path, (key, value) -> put(path, key, value));
        }

        Entry entry() {
            return entry;
        }

        private void put(String path, Object key, @Nullable Object value) {
            if (map.containsKey(key)) {
                throw new MalformedContent("", "column \"" + path + "\": a map has the key " + key + " twice");
            }
            map.put(key, value);
        }

        @Override
        public Converter getConverter(int index) {
            return entry;
        }

        @Override
        public void start() {
            map = new LinkedHashMap<>();
        }

        @Override
        public void end() {
            target.accept(map);
        }
    }

    /** Takes the entries of a map. */
    interface Entries {
        void put(Object key, @Nullable Object value);
    }

    /** An entry of a map: the key, then the value. */
    static final class Entry extends GroupConverter {
        private final String path;
        private final Entries target;
        private final @Nullable Converter[] both = new @Nullable Converter[2];
        private @Nullable Object key;
        private @Nullable Object value;

        Entry(String path, Entries target) {
            this.path = path;
            this.target = target;
        }

        void setKey(@Nullable Object given) {
            key = given;
        }

        void setValue(@Nullable Object given) {
            value = given;
        }

        void converters(Converter keys, Converter values) {
            both[0] = keys;
            both[1] = values;
        }

        @Override
        public Converter getConverter(int index) {
            return Objects.requireNonNull(both[index]);
        }

        @Override
        public void start() {
            key = null;
            value = null;
        }

        @Override
        public void end() {
            if (key == null) {
                throw new MalformedContent("", "column \"" + path + "\": a map has the key null");
            }
            target.put(key, value);
        }
    }
}
