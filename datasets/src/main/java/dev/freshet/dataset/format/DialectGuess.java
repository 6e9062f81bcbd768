package dev.freshet.dataset.format;

import dev.freshet.dataset.format.CellGrid.RawCell;
import dev.freshet.dataset.format.CellGrid.RawRow;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the dialect of a text: the one under which most lines have the same number of cells, and of equals the
 * simplest.
 */
final class DialectGuess {
    private static final int ROWS = 200;
    private static final Pattern SEP_LINE = Pattern.compile("\"?sep=(.)\"?\\R.*", Pattern.DOTALL);
    private static final Pattern EMBEDDED = Pattern.compile("[;\\t|]");
    /** A delimiter is preferred to those behind it. */
    private static final String DELIMITERS = "\t;|,:";

    /**
     * A dialect and how well it fits.
     *
     * @param fit the share of lines behind the first usual one that are usual, in percent
     */
    private record Candidate(CsvDialect dialect, int complexity, int width, long skipped, int fit) {}

    private static final Comparator<Candidate> BEST = Comparator.comparingInt(
                    (Candidate c) -> c.width() > 1 && c.fit() >= 70 ? 0 : 1)
            .thenComparing(Comparator.comparingInt(Candidate::fit).reversed())
            .thenComparingLong(Candidate::skipped)
            .thenComparingInt(Candidate::complexity)
            .thenComparingInt(c -> DELIMITERS.indexOf(c.dialect().delimiter()));

    private final String text;
    private final boolean isWhole;
    private final Predicate<String> isValue;
    /** What the predicate said, which tries many patterns. Each cell is asked about under several dialects. */
    private final Map<String, Boolean> values = new HashMap<>();

    /** @param isValue whether a cell is a number, a date or the like, which no header is */
    DialectGuess(String text, boolean isWhole, Predicate<String> isValue) {
        this.text = text;
        this.isWhole = isWhole;
        this.isValue = isValue;
    }

    /** Returns the dialect. Its first line that is not skipped is the first one of the table. */
    CsvDialect best() {
        List<Candidate> candidates = new ArrayList<>();
        Matcher sep = SEP_LINE.matcher(text);
        boolean hasSep = sep.matches();
        String delimiters = hasSep ? sep.group(1) : DELIMITERS;
        for (int i = 0; i < delimiters.length(); i++) {
            char delimiter = delimiters.charAt(i);
            if (text.indexOf(delimiter) >= 0 || delimiter == ',') {
                candidates(delimiter, hasSep, candidates);
            }
        }
        return candidates.stream().min(BEST).orElseThrow().dialect();
    }

    private void candidates(char delimiter, boolean hasSep, List<Candidate> all) {
        boolean hasEscape = text.indexOf('\\') >= 0;
        boolean hasComment = text.startsWith("#") || text.contains("\n#") || text.contains("\r#");
        boolean hasBlanks = text.contains(delimiter + " ") || text.contains(" " + delimiter);
        for (int quote : quotes()) {
            for (int escape : hasEscape ? List.of(CsvDialect.NONE, (int) '\\') : List.of(CsvDialect.NONE)) {
                for (int comment : hasComment ? List.of(CsvDialect.NONE, (int) '#') : List.of(CsvDialect.NONE)) {
                    for (boolean trims : hasBlanks ? List.of(false, true) : List.of(false)) {
                        int complexity = (quote == '"' ? 0 : quote == '\'' ? 4 : 8)
                                + (escape == CsvDialect.NONE ? 0 : 2)
                                + (comment == CsvDialect.NONE ? 0 : 1)
                                + (trims ? 1 : 0);
                        all.add(candidate(
                                dialect(delimiter, quote, escape, comment, trims, 0, hasSep), complexity, hasSep));
                    }
                }
            }
        }
    }

    private List<Integer> quotes() {
        List<Integer> quotes = new ArrayList<>(List.of((int) '"'));
        if (text.indexOf('\'') >= 0) {
            quotes.add((int) '\'');
        }
        if (text.indexOf('"') >= 0) {
            quotes.add(CsvDialect.NONE);
        }
        return quotes;
    }

    private static CsvDialect dialect(
            char delimiter, int quote, int escape, int comment, boolean trims, long skipped, boolean hasSep) {
        return new CsvDialect(
                delimiter, quote, escape, comment, trims, true, skipped, hasSep, List.of(), StandardCharsets.UTF_8);
    }

    private Candidate candidate(CsvDialect dialect, int complexity, boolean hasSep) {
        CellGrid grid = CellGrid.of(text, isWhole, dialect, ROWS);
        int width = grid.width();
        int first = first(grid, width);
        List<RawRow> rows = grid.rows().subList(first, grid.rows().size());
        long usual = rows.stream().filter(row -> row.width() == width).count();
        int fit = rows.isEmpty() ? 0 : (int) (100 * usual / (rows.size() + grid.broken()));
        if (",:".indexOf(dialect.delimiter()) >= 0 && hasEmbedded(rows)) {
            fit -= 40;
        }
        fit -= stray(rows);
        fit -= 2 * count(rows, row -> isPadded(row, rows.get(0))) > rows.size() ? 5 : 0;
        if (dialect.escape() == CsvDialect.NONE && rows.stream().anyMatch(DialectGuess::hasEscapedQuote)) {
            fit -= 5;
        }
        long skipped = first == 0 || hasSep ? 0 : rows.get(0).line() - 1;
        if (first > 0 && (hasSep || rows.get(0).cells().stream().anyMatch(this::isNoHeader))) {
            fit = 0;
        }
        CsvDialect found = dialect(
                dialect.delimiter(),
                dialect.quote(),
                dialect.escape(),
                dialect.comment(),
                dialect.trims(),
                skipped,
                hasSep);
        return new Candidate(found, complexity, width, skipped, fit);
    }

    private boolean isNoHeader(RawCell cell) {
        return cell.isEmpty() || isValue(cell);
    }

    private boolean isValue(RawCell cell) {
        return values.computeIfAbsent(cell.text(), isValue::test);
    }

    private static int first(CellGrid grid, int width) {
        for (int i = 0; i < grid.rows().size(); i++) {
            if (grid.rows().get(i).width() == width) {
                return i;
            }
        }
        return 0;
    }

    /** Returns whether most rows have what separates cells in other dialects. */
    private static boolean hasEmbedded(List<RawRow> rows) {
        long found = rows.stream()
                .filter(row -> row.cells().stream()
                        .anyMatch(cell ->
                                !cell.quoted() && EMBEDDED.matcher(cell.text()).find()))
                .count();
        return 2 * found > rows.size();
    }

    /** Returns how much speaks against a dialect: cells that are still in quotes, and remarks among rows. */
    private static int stray(List<RawRow> rows) {
        long wrapped = count(rows, row -> row.cells().stream().anyMatch(DialectGuess::isWrapped));
        long remarks = count(rows.subList(Math.min(1, rows.size()), rows.size()), DialectGuess::isRemark);
        boolean hasRemarks = remarks > 0 && 2 * remarks < rows.size();
        return (10 * wrapped >= rows.size() && wrapped > 0 ? 5 : 0) + (hasRemarks ? 5 : 0);
    }

    private static long count(List<RawRow> rows, Predicate<RawRow> test) {
        return rows.stream().filter(test).count();
    }

    /** Returns whether a cell begins and ends with quotes that the dialect does not know as such. */
    private static boolean isWrapped(RawCell cell) {
        String text = cell.text().strip();
        int last = text.length() - 1;
        return !cell.quoted() && last > 0 && "\"'".indexOf(text.charAt(0)) >= 0 && text.charAt(0) == text.charAt(last);
    }

    /**
     * Returns whether a row has blanks that separate cells and belong to none: around a number or the like, around
     * nothing, or in a column whose first cell has them too. Other blanks belong to their texts.
     */
    private boolean isPadded(RawRow row, RawRow first) {
        for (int i = 0; i < row.width(); i++) {
            RawCell cell = row.cells().get(i);
            if (!hasBlankAtEdge(cell)) {
                continue;
            }
            boolean isLayout = i < first.width() && hasBlankAtEdge(first.cells().get(i));
            if (isLayout || cell.text().isBlank() || isValue(cell)) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether blanks are around a text that is not in quotes. */
    static boolean hasBlankText(RawCell cell) {
        return hasBlankAtEdge(cell) && !cell.text().isBlank() && !isWrapped(cell);
    }

    /** Returns whether blanks are before or behind the text of a cell, outside of quotes. */
    static boolean hasBlankAtEdge(RawCell cell) {
        return !cell.quoted() && !cell.text().equals(cell.text().strip());
    }

    /** Returns whether a cell has a quote behind a backslash, which nobody writes who has no escape character. */
    private static boolean hasEscapedQuote(RawRow row) {
        return row.cells().stream()
                .anyMatch(cell -> !cell.quoted() && cell.text().contains("\\\""));
    }

    private static boolean isRemark(RawRow row) {
        RawCell first = row.cells().get(0);
        return !first.quoted() && first.text().startsWith("#");
    }
}
