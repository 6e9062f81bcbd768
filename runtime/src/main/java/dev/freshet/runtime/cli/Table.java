package dev.freshet.runtime.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * Texts in columns. Picocli's {@code TextTable} breaks or cuts texts that are wider than their column. Here a long text
 * moves the rest of its line, so that people can still search and copy it.
 */
final class Table {
    private static final String GAP = "  ";

    private Table() {}

    /**
     * A column.
     *
     * @param width the least number of columns of a terminal
     * @param isRight whether texts end at the same place, rather than start there
     */
    record Column(int width, boolean isRight) {
        private String padded(String text) {
            String padding = " ".repeat(Math.max(0, width - TextWidth.of(text)));
            return isRight ? padding + text : text + padding;
        }
    }

    /** One line of as many texts as there are columns. */
    static String line(List<Column> columns, String... texts) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < texts.length; i++) {
            line.append(i == 0 ? "" : GAP).append(columns.get(i).padded(texts[i]));
        }
        return line.toString().stripTrailing();
    }

    /** Returns the lines of rows with equal numbers of texts. Each column is as wide as its widest text. */
    static List<String> lines(List<List<String>> rows) {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; !rows.isEmpty() && i < rows.get(0).size(); i++) {
            int widest = 0;
            for (List<String> row : rows) {
                widest = Math.max(widest, TextWidth.of(row.get(i)));
            }
            columns.add(new Column(widest, false));
        }
        return rows.stream()
                .map(row -> line(columns, row.toArray(String[]::new)))
                .toList();
    }

    static void print(Console console, List<List<String>> rows) {
        lines(rows).forEach(console.out()::println);
    }
}
