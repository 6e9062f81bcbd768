package dev.freshet.runtime.dataset;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that are lists of texts: the cells of each line in order, the first line as well. */
final class ListRows implements Rows {
    private int width = -1;

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
    public Object read(List<@Nullable String> cells) {
        return Collections.unmodifiableList(new ArrayList<>(cells));
    }

    @Override
    public List<String> columns(@Nullable Object first) {
        return List.of();
    }

    @Override
    @SuppressWarnings("unchecked") // the catalog opens this dataset for lists of strings only
    public List<@Nullable String> write(Object row) {
        List<@Nullable String> cells = (List<@Nullable String>) row;
        if (cells.isEmpty()) {
            throw new MalformedContent("", "it has no cells");
        }
        width = width < 0 ? cells.size() : width;
        if (cells.size() != width) {
            throw new MalformedContent("", "it has " + cells.size() + " cells, but the first row has " + width);
        }
        return cells;
    }
}
