package dev.freshet.dataset.value;

import dev.freshet.dataset.ComponentNames;
import dev.freshet.dataset.InferredType;
import dev.freshet.dataset.InferredType.Component;
import dev.freshet.dataset.InferredType.Plain;
import dev.freshet.dataset.InferredType.RecordOf;
import dev.freshet.dataset.cell.ColumnNames;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gives the columns of a table to the components of a record, for {@code catalog infer}. A column that no component can
 * hold is left out, and a note says so: readers ignore such columns. Used by one thread.
 */
public final class InferredRecord {
    /**
     * The limit on parameters of the constructor; {@code long} and {@code double} count twice. Java's own is 255, of which
     * calls by reflection need some.
     */
    private static final int MOST_PARAMETERS = 250;

    private final List<String> header;
    private final String path;
    private final boolean canRename;
    private final List<String> notes;
    private final ComponentNames names = new ComponentNames();
    private final List<Component> components = new ArrayList<>();
    private final Map<String, String> renamed = new LinkedHashMap<>();
    private int parameters;
    private boolean isFull;

    /**
     * Creates a record without components.
     *
     * @param header the names of all columns
     * @param path what stands before the name of a column in notes, such as {@code place.}; empty for the outer record
     * @param canRename whether an option of the entry can give a component a column of another name
     * @param notes takes a line for each column that is left out
     */
    public InferredRecord(List<String> header, String path, boolean canRename, List<String> notes) {
        this.header = List.copyOf(header);
        this.path = path;
        this.canRename = canRename;
        this.notes = notes;
    }

    /** Adds a component for a column, by its index, if a name leads to the column and the record has room for it. */
    public void add(int column, InferredType type) {
        int width = type.equals(new Plain(long.class)) || type.equals(new Plain(double.class)) ? 2 : 1;
        if (isFull || parameters + width > MOST_PARAMETERS) {
            if (!isFull) {
                leaveOut(column, "a record has no room for more components, so later columns are left out too");
            }
            isFull = true;
            return;
        }
        String title = header.get(column);
        String name = names.spoken(title);
        if (!ColumnNames.isFound(name, column, header)) {
            if (!canRename || Collections.frequency(header, title) > 1) {
                leaveOut(column, "no component can have a name that leads to it");
                return;
            }
            renamed.put(name, title);
        }
        parameters += width;
        components.add(new Component(name, type));
    }

    /** Notes that there is no component for a column. */
    public void leaveOut(int column, String reason) {
        notes.add("\"" + path + header.get(column) + "\" is left out: " + reason + ".");
    }

    /** Returns the record; empty if it would have no component. */
    public Optional<RecordOf> type() {
        return components.isEmpty() ? Optional.empty() : Optional.of(new RecordOf(components));
    }

    /** Returns the columns of components that have another name. */
    public Map<String, String> renamed() {
        return new LinkedHashMap<>(renamed);
    }
}
