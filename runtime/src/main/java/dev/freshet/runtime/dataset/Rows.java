package dev.freshet.runtime.dataset;

import dev.freshet.config.NearestName;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How rows of a table become Java values and back. Empty cells are null, quoted empty cells are empty texts. */
interface Rows {
    /**
     * Learns where the columns are.
     *
     * @param header the names of the columns
     * @throws MalformedContent if a column is missing
     */
    void header(List<String> header);

    /** The value of a row with as many cells as the header. */
    Object read(List<@Nullable String> cells);

    /**
     * The names of the columns to write, taken from the first row where they are not known otherwise; null if no row is
     * there to tell.
     */
    @Nullable
    List<String> columns(Iterator<?> firstRow);

    /** The cells of a row in the order of the columns. */
    List<@Nullable String> write(Object row);

    /** Rows that are lists of texts: cells in order, without names. */
    final class Lists implements Rows {
        @Override
        public void header(List<String> header) {}

        @Override
        public Object read(List<@Nullable String> cells) {
            return new ArrayList<>(cells);
        }

        @Override
        public @Nullable List<String> columns(Iterator<?> firstRow) {
            return null;
        }

        @Override
        @SuppressWarnings("unchecked")
        public List<@Nullable String> write(Object row) {
            return (List<@Nullable String>) row;
        }
    }

    /** Rows that are maps from column to text. */
    final class Maps implements Rows {
        private List<String> names = List.of();

        @Override
        public void header(List<String> header) {
            names = header;
        }

        @Override
        public Object read(List<@Nullable String> cells) {
            Map<String, @Nullable String> row = new LinkedHashMap<>();
            for (int i = 0; i < names.size(); i++) {
                row.put(names.get(i), cells.get(i));
            }
            return row;
        }

        @Override
        public @Nullable List<String> columns(Iterator<?> firstRow) {
            if (!firstRow.hasNext()) {
                return null;
            }
            names = ((Map<?, ?>) firstRow.next())
                    .keySet().stream().map(String::valueOf).toList();
            return names;
        }

        @Override
        public List<@Nullable String> write(Object row) {
            Map<?, ?> map = (Map<?, ?>) row;
            for (Object key : map.keySet()) {
                if (!names.contains(String.valueOf(key))) {
                    String hint = NearestName.of(String.valueOf(key), names)
                            .map(near -> "; did you mean \"" + near + "\"?")
                            .orElse("");
                    throw new MalformedContent(
                            "", "a row has the key \"" + key + "\", which the first row has not" + hint);
                }
            }
            List<@Nullable String> cells = new ArrayList<>();
            names.forEach(name -> cells.add(map.get(name) == null ? null : String.valueOf(map.get(name))));
            return cells;
        }
    }
}
