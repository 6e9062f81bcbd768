package dev.freshet.dataset.format;

import java.nio.charset.Charset;
import java.util.List;

/**
 * How a table is written as lines of cells. A character that a dialect does not have is {@link #NONE}.
 *
 * @param quote the character around cells
 * @param escape the character before a character that would otherwise have a meaning
 * @param comment the character at the start of lines that are no rows
 * @param trims whether blanks around cells and quotes do not count
 * @param hasHeader whether the first line names the columns; without, they are known by their order
 * @param skippedLines the number of lines before the header
 * @param hasSeparatorLine whether a line such as {@code sep=;} can come first
 * @param nulls the cells without quotes that stand for null, besides empty ones; the first one is written
 */
record CsvDialect(
        char delimiter,
        int quote,
        int escape,
        int comment,
        boolean trims,
        boolean hasHeader,
        long skippedLines,
        boolean hasSeparatorLine,
        List<String> nulls,
        Charset encoding) {
    static final int NONE = -1;

    /** A dialect with quotes and nothing else. */
    static CsvDialect plain(char delimiter, char quote, boolean hasHeader, Charset encoding) {
        return new CsvDialect(delimiter, quote, NONE, NONE, false, hasHeader, 0, false, List.of(), encoding);
    }

    CsvDialect withNulls(List<String> words) {
        return new CsvDialect(
                delimiter, quote, escape, comment, trims, hasHeader, skippedLines, hasSeparatorLine, words, encoding);
    }

    /** Returns the dialect with a backslash as the escape character. */
    CsvDialect withEscapes() {
        return new CsvDialect(
                delimiter, quote, '\\', comment, trims, hasHeader, skippedLines, hasSeparatorLine, nulls, encoding);
    }

    /** Returns the dialect whose blanks around cells count. */
    CsvDialect withBlanks() {
        return new CsvDialect(
                delimiter, quote, escape, comment, false, hasHeader, skippedLines, hasSeparatorLine, nulls, encoding);
    }

    /** Returns whether quotes are all that can be special about a cell, as in RFC 4180. */
    boolean isPlain() {
        return quote != NONE && escape == NONE && comment == NONE && !trims && skippedLines == 0 && !hasSeparatorLine;
    }

    /** Returns whether a blank around a cell does not count. */
    boolean isTrimmed(int c) {
        return trims && isBlank(c) && c != delimiter;
    }

    private static boolean isBlank(int c) {
        return c == ' ' || c == '\t' || c == '\u00a0';
    }

    /** Returns what the character behind an escape character stands for. */
    char unescaped(char c) {
        if (escape != '\\') {
            return c;
        }
        return switch (c) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> c;
        };
    }
}
