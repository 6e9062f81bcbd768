package dev.freshet.excel;

import dev.freshet.dataset.value.OptionalType;
import dev.freshet.dataset.value.RecordBinding;
import dev.freshet.dataset.value.TextValue;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a sheet, one for each component of a record.
 *
 * @param binding the record
 * @param all the columns, in the order of the components
 */
record SheetColumns(RecordBinding binding, List<Column> all) {
    /**
     * A component and its column.
     *
     * @param value how the values are read from text
     * @param type the class of the values
     * @param optional the type of the component, if it is an optional
     */
    record Column(String name, TextValue value, Class<?> type, Optional<OptionalType> optional, boolean isNullable) {
        /** Returns the component for a value, wrapped if the component is optional. */
        @Nullable
        Object wrapped(@Nullable Object single) {
            return optional.isPresent() ? optional.get().holding(single) : single;
        }
    }

    /**
     * Returns the columns of a record class.
     *
     * @param record the class, with its type arguments if it is generic
     * @throws IllegalArgumentException if a cell cannot hold a component; it names the component
     */
    static SheetColumns of(Type record) {
        RecordBinding binding = RecordBinding.of(record);
        List<Column> all = new ArrayList<>();
        for (int i = 0; i < binding.names().size(); i++) {
            all.add(column(binding, i));
        }
        return new SheetColumns(binding, List.copyOf(all));
    }

    private static Column column(RecordBinding binding, int index) {
        Type declared = binding.type(index);
        Optional<OptionalType> optional = OptionalType.of(declared);
        Type single = optional.map(OptionalType::value).orElse(declared);
        String name = binding.names().get(index);
        TextValue value = TextValue.of(single)
                .orElseThrow(() -> new IllegalArgumentException("component \"" + name + "\" of " + binding.shown()
                        + " is " + shown(declared) + ", which a cell cannot hold"));
        return new Column(name, value, (Class<?>) single, optional, binding.isNullable(index));
    }

    private static String shown(Type type) {
        return type.getTypeName()
                .replaceAll("\\b(?:[\\p{Ll}_]\\w*\\.)+(?=\\p{Lu})", "")
                .replace('$', '.');
    }
}
