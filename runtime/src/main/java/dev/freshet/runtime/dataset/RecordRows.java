package dev.freshet.runtime.dataset;

import dev.freshet.config.NearestName;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Rows that are records: a column for each component, found by name. */
final class RecordRows implements Rows {
    /** Characters of the header that a message shows. */
    private static final int MOST_LISTED = 300;

    private static final Pattern SEPARATORS = Pattern.compile("[_\\-\\s]");

    private final RecordShape shape;
    private final List<RecordColumn> columns = new ArrayList<>();
    private @Nullable Object[] values;
    private @Nullable RecordColumn[] atPlaces = {};

    /**
     * Rows of a record class.
     *
     * @param formats patterns of dates by column or component
     * @param headers names of columns by component, where they differ
     * @throws MalformedContent if a component is not a single value, or a pattern does not fit
     */
    RecordRows(Class<?> type, Map<String, String> formats, Map<String, String> headers) {
        shape = new RecordShape(type);
        for (int i = 0; i < shape.names().size(); i++) {
            String component = shape.names().get(i);
            String name = headers.getOrDefault(component, component);
            Type declared = shape.type(i);
            boolean optional = JavaTypes.raw(declared) == Optional.class;
            Type value = optional ? optionalOf(declared) : declared;
            String format = formats.getOrDefault(component, formats.get(name));
            columns.add(new RecordColumn(i, name, cell(component, value, format), optional, shape.isNullable(i)));
        }
        values = new Object[columns.size()];
    }

    private static Type optionalOf(Type declared) {
        return declared instanceof ParameterizedType optional ? optional.getActualTypeArguments()[0] : Object.class;
    }

    private Cells.Cell cell(String component, Type value, @Nullable String format) {
        String which = "component \"" + component + "\" of " + shape.shown() + " is " + JavaTypes.show(value);
        if (format == null) {
            return Cells.of(value).orElseThrow(() -> new MalformedContent("", which + ", which a cell cannot hold"));
        }
        return Cells.formatted(value, format)
                .orElseThrow(() -> new MalformedContent("", which + ", which has no format"));
    }

    @Override
    public void header(List<String> header) {
        int[] places = new int[columns.size()];
        List<String> missing = new ArrayList<>();
        for (int i = 0; i < places.length; i++) {
            places[i] = find(columns.get(i).name(), header);
            if (places[i] < 0) {
                missing.add(columns.get(i).name());
            }
        }
        if (!missing.isEmpty()) {
            String all = missing.stream()
                    .map(name -> "no column \"" + name + "\"" + near(name, header))
                    .collect(Collectors.joining(", "));
            throw new MalformedContent(":1", all + "; the file has " + listed(header));
        }
        place(places, header.size());
    }

    private static String listed(List<String> header) {
        String all = String.join(", ", header);
        return all.length() <= MOST_LISTED ? all : all.substring(0, MOST_LISTED) + "...";
    }

    /** One column of the file may be read as several components, and as none. */
    private void place(int[] places, int width) {
        atPlaces = new RecordColumn[width];
        for (int i = places.length - 1; i >= 0; i--) {
            columns.get(i).prepare(atPlaces[places[i]]);
            atPlaces[places[i]] = columns.get(i);
        }
    }

    private static String near(String name, List<String> header) {
        return NearestName.of(name, header)
                .map(near -> " (did you mean \"" + near + "\"?)")
                .orElse("");
    }

    /** The column of exactly that name, or else the only one that differs in case and separators. */
    private static int find(String name, List<String> header) {
        int exact = only(name, header, header.stream().map(name::equals).toList());
        return exact >= 0
                ? exact
                : only(
                        name,
                        header,
                        header.stream().map(at -> loose(at).equals(loose(name))).toList());
    }

    private static int only(String name, List<String> header, List<Boolean> matches) {
        int first = matches.indexOf(true);
        int last = matches.lastIndexOf(true);
        if (first != last) {
            throw new MalformedContent(
                    ":1",
                    "two columns for \"" + name + "\": \"" + header.get(first) + "\" and \"" + header.get(last) + "\"");
        }
        return first;
    }

    private static String loose(String name) {
        return SEPARATORS.matcher(name).replaceAll("").toLowerCase(Locale.ROOT);
    }

    @Override
    public void width(int width) {
        if (width != columns.size()) {
            throw new MalformedContent(
                    ":1",
                    shape.shown() + " has " + columns.size() + " components, but the file has " + width + " columns");
        }
        place(IntStream.range(0, width).toArray(), width);
    }

    @Override
    public boolean mayBeBlank() {
        return columns.stream().allMatch(RecordColumn::isNullable);
    }

    @Override
    public void cell(int index, char[] buffer, int offset, int length, boolean quoted) {
        for (RecordColumn column = atPlaces[index]; column != null; column = column.next()) {
            values[column.component()] = column.read(buffer, offset, length, quoted);
        }
    }

    @Override
    public Object row() {
        @Nullable Object[] row = values;
        values = new Object[row.length];
        try {
            return shape.create(row);
        } catch (InvocationTargetException e) {
            throw new MalformedContent("", shape.shown() + " refuses the row: " + RecordShape.reason(e), e.getCause());
        }
    }

    @Override
    public List<String> columns(@Nullable Object first) {
        return columns.stream().map(RecordColumn::name).toList();
    }

    @Override
    public void write(Object row, CellOutput out) {
        for (RecordColumn column : columns) {
            column.write(shape.value(row, column.component()), out);
        }
    }
}
