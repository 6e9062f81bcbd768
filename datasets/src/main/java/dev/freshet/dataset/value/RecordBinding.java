package dev.freshet.dataset.value;

import dev.freshet.dataset.MalformedContent;
import dev.freshet.dataset.cell.ColumnNames;
import dev.freshet.dataset.cell.RecordShape;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The components, constructor and accessors of a record class, for dataset types that assemble records. */
public final class RecordBinding {
    private final RecordShape shape;

    private RecordBinding(RecordShape shape) {
        this.shape = shape;
    }

    /**
     * Returns the binding of a record class.
     *
     * @param record the class, with its type arguments if it is generic
     * @throws IllegalArgumentException if the record's module does not open its package; the message says how
     */
    public static RecordBinding of(Type record) {
        try {
            return new RecordBinding(new RecordShape(record));
        } catch (MalformedContent e) {
            throw new IllegalArgumentException(e.problem(), e);
        }
    }

    /** Returns the names of the components, in order. */
    public List<String> names() {
        return shape.names();
    }

    /** Returns the type of a component, by its index, with the record's type arguments in place of its variables. */
    public Type type(int component) {
        return shape.type(component);
    }

    /** Returns whether a component can be null. */
    public boolean isNullable(int component) {
        return shape.isNullable(component);
    }

    /** Returns the record's name for messages. */
    public String shown() {
        return shape.shown();
    }

    /**
     * Creates a record from the values of its components.
     *
     * @throws MalformedContent if the record's constructor refuses the values
     */
    public Object create(@Nullable Object[] values) {
        try {
            return shape.create(values);
        } catch (InvocationTargetException e) {
            throw new MalformedContent(
                    "", shape.shown() + " refuses the record: " + RecordShape.reason(e), e.getCause());
        }
    }

    /**
     * Returns the values of a record's components.
     *
     * @throws MalformedContent if an accessor throws
     */
    public @Nullable Object[] values(Object record) {
        @Nullable Object[] values = new Object[shape.names().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = shape.value(record, i);
        }
        return values;
    }

    /**
     * Returns the index of a table's column for each component. An exact name wins; otherwise a name that differs only
     * in case, {@code _}, {@code -} and spaces.
     *
     * @param place the position that follows the file's name in the message
     * @throws MalformedContent if a column is missing or ambiguous
     */
    public int[] columns(List<String> header, String place) {
        return columns(shape.names(), header, place, "the file");
    }

    /**
     * Returns the index of a column for each name. An exact name wins; otherwise a name that differs only in case,
     * {@code _}, {@code -} and spaces.
     *
     * @param place the position that follows the file's name in the message
     * @param holder what contains the columns, for messages, such as {@code the file}
     * @throws MalformedContent if a column is missing or ambiguous
     */
    public static int[] columns(List<String> names, List<String> header, String place, String holder) {
        return ColumnNames.find(names, header, place, holder);
    }
}
