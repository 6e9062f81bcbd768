package dev.freshet.runtime.cli.terminal;

import dev.freshet.config.VisibleText;
import java.util.ArrayList;
import java.util.List;

/**
 * Texts in columns. Picocli's {@code TextTable} breaks or cuts texts that are wider than their column. Here a long text
 * moves the rest of its line, so that people can still search and copy it.
 */
public final class Table {
    private static final String GAP = "  ";
    private static final int NONE = -1;

    private Table() {}

    /**
     * A column.
     *
     * @param width the least number of columns of a terminal
     * @param isRight whether texts end at the same place, rather than start there
     * @param colours the colours of its words
     */
    public record Column(int width, boolean isRight, Colours colours) {
        private String padded(String text) {
            String visible = VisibleText.line(text);
            String padding = " ".repeat(Math.max(0, width - TextWidth.of(visible)));
            String painted = colours.paint(visible);
            return isRight ? padding + painted : painted + padding;
        }
    }

    /** One line of as many texts as there are columns. */
    public static String line(List<Column> columns, String... texts) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < texts.length; i++) {
            line.append(i == 0 ? "" : GAP).append(columns.get(i).padded(texts[i]));
        }
        return line.toString().stripTrailing();
    }

    /**
     * Returns the lines of rows with equal numbers of texts. Each column is as wide as its widest text.
     *
     * @param status the number of the column with the status, the only one that may have colours
     */
    public static List<String> lines(List<List<String>> rows, int status, Colours colours) {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; !rows.isEmpty() && i < rows.get(0).size(); i++) {
            int widest = 0;
            for (List<String> row : rows) {
                widest = Math.max(widest, TextWidth.of(VisibleText.line(row.get(i))));
            }
            columns.add(new Column(widest, false, i == status ? colours : Colours.OFF));
        }
        return rows.stream()
                .map(row -> line(columns, row.toArray(String[]::new)))
                .toList();
    }

    /** Prints rows of which none has a status. */
    public static void print(Console console, List<List<String>> rows) {
        lines(rows, NONE, Colours.OFF).forEach(console.out()::println);
    }

    /** Prints rows with a status in one column. */
    public static void print(Console console, int status, List<List<String>> rows) {
        lines(rows, status, console.colours()).forEach(console.out()::println);
    }
}
