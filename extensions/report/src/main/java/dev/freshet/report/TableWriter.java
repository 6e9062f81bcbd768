package dev.freshet.report;

import dev.freshet.report.Table.Cells;
import java.util.List;

/** Writes tables. */
final class TableWriter {
    private static final int SHORT = 20;

    private TableWriter() {}

    static void write(Markup out, Table table) {
        int rows = table.columns().stream()
                .mapToInt(column -> column.texts().size())
                .max()
                .orElse(0);
        write(out, table, table.caption().isEmpty() ? "Table" : table.caption(), rows);
    }

    /**
     * Writes a table.
     *
     * @param name what a screen reader calls it
     * @param rows how many rows there are, of which the table may hold only the first
     */
    static void write(Markup out, Table table, String name, int rows) {
        if (rows == 0) {
            if (!table.caption().isEmpty()) {
                out.element("p", table.caption(), "class", "caption", "dir", "auto");
            }
            out.element("p", "No rows", "class", "note").line();
            return;
        }
        out.scrolled(name).open("table");
        if (!table.caption().isEmpty()) {
            out.element("caption", table.caption(), "dir", "auto");
        }
        out.open("thead").open("tr");
        for (Cells column : table.columns()) {
            out.element("th", column.name(), "scope", "col", "dir", "auto", "class", kind(column));
        }
        out.close("tr").close("thead").open("tbody").line();
        int shown = Math.min(rows, table.limit());
        List<Bars> bars = table.columns().stream()
                .map(column -> Bars.of(column.lengths()))
                .toList();
        for (int row = 0; row < shown; row++) {
            row(out, table, row, bars);
        }
        out.close("tbody").close("table").close("div").line();
        if (rows > shown) {
            out.element("p", "and " + Numbers.single(rows - shown) + " more", "class", "note")
                    .line();
        }
    }

    private static void row(Markup out, Table table, int row, List<Bars> bars) {
        out.open("tr");
        for (int i = 0; i < table.columns().size(); i++) {
            Cells column = table.columns().get(i);
            String text = column.texts().get(row);
            if (column.lengths().isEmpty()) {
                out.element("td", text, "dir", "auto", "class", kind(column));
            } else {
                int letters =
                        column.texts().stream().mapToInt(String::length).max().orElse(0);
                out.open("td", "class", kind(column), "style", "--w:" + letters + "ch")
                        .element("span", text);
                bars.get(i).write(out, column.lengths().get(row), 1);
                out.close("td");
            }
        }
        out.close("tr").line();
    }

    /** Returns the classes of a column's cells: numbers are on the right, and short words on one line. */
    private static String kind(Cells column) {
        if (!column.lengths().isEmpty()) {
            return "bar";
        }
        boolean isShort = column.texts().stream().allMatch(text -> text.length() <= SHORT);
        return column.isNumeric() ? "n" : isShort ? "k" : "";
    }
}
