package dev.freshet.dataset.format;

import dev.freshet.dataset.MalformedContent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Converts the lines of a CSV file to rows, and collects what is wrong with them. */
final class CsvTable implements CellSink {
    /** A cell of the first line, which is read before the columns are known. */
    private record FirstCell(@Nullable String text, int line, int column) {}

    private static final char[] NOTHING = {};

    private final Rows rows;
    private final CsvFaults faults;
    private final @Nullable WordSet nulls;
    private final boolean firstNames;
    private final boolean mayHaveSeparatorLine;
    private final List<FirstCell> first = new ArrayList<>();
    private final List<MalformedContent> bad = new ArrayList<>();
    private boolean isBroken;
    private int width = -1;
    private int count;
    private long firstLine = 1;

    CsvTable(Rows rows, CsvDialect dialect, CsvFaults faults) {
        this.rows = rows;
        this.faults = faults;
        nulls = dialect.nulls().isEmpty() ? null : new WordSet(dialect.nulls());
        firstNames = dialect.hasHeader() && rows.hasNames();
        mayHaveSeparatorLine = !dialect.hasSeparatorLine();
    }

    /** Returns whether no line has been read. */
    boolean isEmpty() {
        return width < 0;
    }

    /** Returns the line of the file in which the last row begins. */
    long firstLine() {
        return firstLine;
    }

    @Override
    public void begin(long line) {
        firstLine = line;
        count = 0;
        isBroken = false;
        bad.clear();
    }

    @Override
    public void cell(char[] buffer, int offset, int length, boolean quoted, int line, int column) {
        int index = count++;
        boolean isNull = nulls != null && !quoted && nulls.contains(buffer, offset, length);
        int used = isNull ? 0 : length;
        if (width < 0) {
            String text = used == 0 && !quoted ? null : new String(buffer, offset, length);
            first.add(new FirstCell(text, line, column));
        } else if (index < width) {
            read(index, buffer, offset, used, quoted, line, column);
        }
    }

    private void read(int index, char[] buffer, int offset, int length, boolean quoted, int line, int column) {
        try {
            rows.cell(index, buffer, offset, length, quoted);
        } catch (Rows.BadCell e) {
            bad.add(new MalformedContent(place(line, column), String.valueOf(e.getMessage())));
        }
    }

    private static String place(int line, int column) {
        return ":" + line + ":" + column;
    }

    @Override
    public void broken(int line, int column, String problem) {
        isBroken = true;
        bad.clear();
        bad.add(new MalformedContent(place(line, column), problem));
    }

    /**
     * Returns the row; null for the column names, for blank lines and for rows with mistakes. If the number of cells is
     * wrong, the cells themselves are not reported.
     */
    @Override
    public @Nullable Object end() {
        if (isBroken && width >= 0) {
            faults.add(bad);
            return null;
        }
        if (isBroken) {
            throw bad.get(0);
        }
        if (width < 0 && learn()) {
            return null;
        }
        if (count == 0) {
            if (width > 1 || !rows.mayBeBlank()) {
                return null;
            }
            cell(NOTHING, 0, 0, false, (int) firstLine, 1);
        }
        if (count != width) {
            bad.clear();
            String columnCount = width == 1 ? "there is 1 column" : "there are " + width + " columns";
            bad.add(new MalformedContent(
                    ":" + firstLine,
                    "the line has " + count + (count == 1 ? " cell" : " cells") + ", but " + columnCount));
        }
        if (!bad.isEmpty()) {
            faults.add(bad);
            return null;
        }
        return row();
    }

    /** Determines the columns from the first line; returns true if the line holds only their names. */
    private boolean learn() {
        width = Math.max(1, count);
        if (firstNames) {
            header(first.stream()
                    .map(cell -> cell.text() == null ? "" : cell.text())
                    .toList());
            return true;
        }
        rows.width(width);
        for (int i = 0; i < first.size(); i++) {
            FirstCell cell = first.get(i);
            char[] text = cell.text() == null ? NOTHING : cell.text().toCharArray();
            read(i, text, 0, text.length, cell.text() != null, cell.line(), cell.column());
        }
        return false;
    }

    private void header(List<String> names) {
        try {
            rows.header(names);
        } catch (MalformedContent e) {
            boolean isSeparatorLine =
                    mayHaveSeparatorLine && !names.isEmpty() && names.get(0).startsWith("sep=");
            String hint = isSeparatorLine ? "; set \"sep-line: true\" for a file that begins with sep=" : "";
            throw new MalformedContent(":" + firstLine, e.problem() + hint);
        }
    }

    private @Nullable Object row() {
        try {
            return rows.row();
        } catch (MalformedContent e) {
            faults.add(List.of(new MalformedContent(":" + firstLine, e.problem(), e.getCause())));
            return null;
        }
    }
}
