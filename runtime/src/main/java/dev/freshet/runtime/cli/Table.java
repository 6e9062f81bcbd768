package dev.freshet.runtime.cli;

import java.util.List;

/** Texts in columns. */
final class Table {
    private Table() {}

    /** Prints rows with equal numbers of texts. Each column is as wide as its widest text. */
    static void print(Console console, List<List<String>> rows) {
        int[] widths = new int[rows.isEmpty() ? 0 : rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
            }
            console.out().println(line.toString().stripTrailing());
        }
    }
}
