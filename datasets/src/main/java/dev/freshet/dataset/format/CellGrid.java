package dev.freshet.dataset.format;

import dev.freshet.dataset.MalformedContent;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The cells of the first lines of a file under one dialect, as texts. */
final class CellGrid implements CellSink {
    /** A cell, which is null only if it is empty and not in quotes. */
    record RawCell(String text, boolean quoted) {
        boolean isEmpty() {
            return text.isEmpty();
        }
    }

    /** @param line the line of the file at which the row begins */
    record RawRow(long line, List<RawCell> cells) {
        int width() {
            return cells.size();
        }
    }

    private final List<RawRow> rows = new ArrayList<>();
    private List<RawCell> cells = new ArrayList<>();
    private long line = 1;
    private boolean isBroken;
    private int broken;
    private boolean isCut;
    private char delimiter;

    private CellGrid() {}

    /**
     * Reads lines.
     *
     * @param isWhole whether the text is the whole file; if not, its last line is not looked at
     * @param most the limit on rows
     */
    static CellGrid of(String text, boolean isWhole, CsvDialect dialect, int most) {
        CellGrid grid = new CellGrid();
        CsvScanner scanner = new CsvScanner(new StringReader(text), dialect, grid);
        try {
            while (grid.rows.size() < most && scanner.next() != null) {
                // The grid has the row.
            }
            grid.isCut = scanner.next() != null || !isWhole;
        } catch (MalformedContent e) {
            grid.broken += isWhole ? grid.rows.size() + 1 : 1;
        } catch (IOException e) {
            throw new IllegalStateException("a text in memory cannot be read", e);
        }
        boolean hasOneMore = grid.rows.size() > most;
        if (hasOneMore || (!isWhole && !grid.rows.isEmpty())) {
            grid.rows.remove(grid.rows.size() - 1);
        }
        grid.delimiter = scanner.delimiter();
        return grid;
    }

    List<RawRow> rows() {
        return rows;
    }

    /** Returns the number of malformed lines; an unclosed quote breaks all lines. */
    int broken() {
        return broken;
    }

    /** Returns whether the file has more rows. */
    boolean isCut() {
        return isCut;
    }

    char delimiter() {
        return delimiter;
    }

    /** Returns the commonest number of cells in a row; 0 if there are no rows. */
    int width() {
        Map<Integer, Integer> counts = new HashMap<>();
        rows.forEach(row -> counts.merge(row.width(), 1, Integer::sum));
        int best = 0;
        for (Map.Entry<Integer, Integer> count : counts.entrySet()) {
            int most = counts.getOrDefault(best, 0);
            if (count.getValue() > most || (count.getValue() == most && count.getKey() > best)) {
                best = count.getKey();
            }
        }
        return best;
    }

    @Override
    public void begin(long line) {
        this.line = line;
        cells = new ArrayList<>();
        isBroken = false;
    }

    @Override
    public void cell(char[] buffer, int offset, int length, boolean quoted, int line, int column) {
        cells.add(new RawCell(new String(buffer, offset, length), quoted));
    }

    @Override
    public void broken(int line, int column, String problem) {
        isBroken = true;
    }

    @Override
    public @Nullable Object end() {
        if (isBroken) {
            broken++;
            return null;
        }
        if (cells.isEmpty()) {
            return null;
        }
        RawRow row = new RawRow(line, List.copyOf(cells));
        rows.add(row);
        return row;
    }
}
