package dev.freshet.dataset.format;

import dev.freshet.dataset.MalformedContent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that are lists of texts: the cells of each line, in order, including the first line. */
public final class ListRows implements Rows {
    private int width = -1;
    private List<@Nullable String> cells = new ArrayList<>();

    @Override
    public boolean hasNames() {
        return false;
    }

    @Override
    public void header(List<String> names) {
        throw new IllegalStateException("lists have no names");
    }

    @Override
    public void width(int columns) {
        width = columns;
    }

    @Override
    public void cell(int index, char[] buffer, int offset, int length, boolean quoted) {
        if (index == 0) {
            cells = new ArrayList<>(width);
        }
        cells.add(Rows.text(buffer, offset, length, quoted));
    }

    @Override
    public Object row() {
        return Collections.unmodifiableList(cells);
    }

    @Override
    public List<String> columns(@Nullable Object first) {
        return List.of();
    }

    @Override
    @SuppressWarnings("unchecked") // the catalog opens this dataset for lists of strings only
    public void write(Object row, CellOutput out) {
        List<@Nullable String> written = (List<@Nullable String>) row;
        if (written.isEmpty()) {
            throw new MalformedContent("", "it has no cells");
        }
        width = width < 0 ? written.size() : width;
        if (written.size() != width) {
            throw new MalformedContent("", "it has " + written.size() + " cells, but the first row has " + width);
        }
        written.forEach(out::cell);
    }
}
