package dev.freshet.dataset.value;

import dev.freshet.dataset.MalformedContent;
import dev.freshet.dataset.cell.ColumnNames;
import dev.freshet.dataset.cell.RecordShape;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A record class for dataset types that make records of parts: its components, its constructor, its accessors. */
public final class RecordBinding {
    private final RecordShape shape;

    private RecordBinding(RecordShape shape) {
        this.shape = shape;
    }

    /**
     * The binding of a record class.
     *
     * @throws IllegalArgumentException if the record's module does not open its package; the message says how
     */
    public static RecordBinding of(Class<?> record) {
        try {
            return new RecordBinding(new RecordShape(record));
        } catch (MalformedContent e) {
            throw new IllegalArgumentException(e.problem(), e);
        }
    }

    /** The names of the components, in order. */
    public List<String> names() {
        return shape.names();
    }

    /** The type of a component. */
    public Type type(int component) {
        return shape.type(component);
    }

    /** Whether a component may be null. */
    public boolean isNullable(int component) {
        return shape.isNullable(component);
    }

    /** The record's name for messages. */
    public String shown() {
        return shape.shown();
    }

    /**
     * Makes a record.
     *
     * @throws MalformedContent if its constructor refuses the values
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
     * The values of a record's components.
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
     * Where the columns of a table are, for each component: those of exactly its name, or else those that only differ in
     * case, {@code _}, {@code -} and spaces.
     *
     * @param place what follows the file's name if a column is missing or there twice
     * @throws MalformedContent if a column is missing or there twice
     */
    public int[] columns(List<String> header, String place) {
        return columns(shape.names(), header, place, "the file");
    }

    /**
     * Where columns are, for each name: those of exactly that name, or else those that only differ in case, {@code _},
     * {@code -} and spaces.
     *
     * @param place what follows the file's name if a column is missing or there twice
     * @param holder what has the columns, such as {@code the file}
     * @throws MalformedContent if a column is missing or there twice
     */
    public static int[] columns(List<String> names, List<String> header, String place, String holder) {
        return ColumnNames.find(names, header, place, holder);
    }
}
