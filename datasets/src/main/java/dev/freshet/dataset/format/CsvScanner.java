package dev.freshet.dataset.format;

import dev.freshet.dataset.MalformedContent;
import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds the cells of files with comments, escape characters, blanks around cells, lines before the header, or without
 * quotes. FastCSV, which is faster, reads all other files.
 */
final class CsvScanner {
    private static final int BUFFER = 1 << 15;
    private static final int END = -1;

    private final Reader in;
    private final CsvDialect dialect;
    private final CellSink sink;
    private final @Nullable WordSet nulls;
    private final char[] buffer = new char[BUFFER];
    private int position;
    private int limit;
    private char[] cell = new char[256];
    private int length;
    private final StringBuilder raw = new StringBuilder();
    private char delimiter;
    private boolean hasBegun;
    private int line = 1;
    private int column = 1;

    CsvScanner(Reader in, CsvDialect dialect, CellSink sink) {
        this.in = in;
        this.dialect = dialect;
        this.sink = sink;
        delimiter = dialect.delimiter();
        nulls = dialect.escape() == CsvDialect.NONE || dialect.nulls().isEmpty() ? null : new WordSet(dialect.nulls());
    }

    /** Returns the character between cells, which the first line can give. */
    char delimiter() {
        return delimiter;
    }

    /**
     * Returns the value of the next line that has one; null at the end.
     *
     * @throws MalformedContent if the rest of the file cannot be read
     */
    @Nullable
    Object next() throws IOException {
        begin();
        while (peek() != END) {
            if (peek() == dialect.comment()) {
                skipLine();
                continue;
            }
            sink.begin(line);
            boolean more = true;
            boolean isFirst = true;
            while (more) {
                more = readCell(isFirst);
                isFirst = false;
            }
            Object value = sink.end();
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private void begin() throws IOException {
        if (hasBegun) {
            return;
        }
        hasBegun = true;
        for (long i = 0; i < dialect.skippedLines(); i++) {
            if (peek() == END) {
                throw new MalformedContent(
                        "",
                        "the file has " + i + (i == 1 ? " line" : " lines") + ", but \"skip-lines\" is "
                                + dialect.skippedLines());
            }
            skipLine();
        }
        if (dialect.hasSeparatorLine()) {
            separatorLine();
        }
    }

    /** Reads a line such as {@code sep=;}, if there is one. */
    private void separatorLine() throws IOException {
        fill();
        int quotes = limit > position && buffer[position] == dialect.quote() ? 1 : 0;
        int from = position + quotes;
        if (limit - from > 4 && String.valueOf(buffer, from, 4).equalsIgnoreCase("sep=")) {
            delimiter = buffer[from + 4];
            skipLine();
        }
    }

    /** Reads a cell and what ends it; returns whether another cell follows in the line. */
    private boolean readCell(boolean isFirst) throws IOException {
        length = 0;
        skipBlanks();
        int atLine = line;
        int atColumn = column;
        boolean quoted = dialect.quote() != CsvDialect.NONE && peek() == dialect.quote();
        if (quoted) {
            readQuoted(atLine, atColumn);
            skipBlanks();
            if (!isCellEnd(peek())) {
                sink.broken(line, column, "a delimiter or the end of the line must follow a closing quote");
                skipLine();
                return false;
            }
        } else {
            quoted = readUnquoted();
        }
        boolean isBlankLine = isFirst && !quoted && length == 0 && peek() != delimiter;
        if (!isBlankLine) {
            sink.cell(cell, 0, length, quoted, atLine, atColumn);
        }
        return pastEnd();
    }

    private void readQuoted(int atLine, int atColumn) throws IOException {
        take();
        while (true) {
            int c = take();
            if (c == END) {
                throw new MalformedContent(":" + atLine, "not CSV: the quote at column " + atColumn + " is not closed");
            }
            if (c == dialect.escape() && peek() != END) {
                add(dialect.unescaped((char) take()));
            } else if (c != dialect.quote()) {
                add((char) c);
            } else if (peek() == dialect.quote()) {
                add((char) take());
            } else {
                return;
            }
        }
    }

    /** Reads a cell without quotes; returns whether it was escaped, and so stands for itself like one in quotes. */
    private boolean readUnquoted() throws IOException {
        int kept = 0;
        boolean isEscaped = false;
        raw.setLength(0);
        while (!isCellEnd(peek())) {
            char c = (char) take();
            if (c == dialect.escape() && peek() != END) {
                char next = (char) take();
                raw.append(c).append(next);
                add(dialect.unescaped(next));
                isEscaped = true;
                kept = length;
            } else {
                raw.append(c);
                add(c);
            }
        }
        while (length > kept && dialect.isTrimmed(cell[length - 1])) {
            length--;
        }
        if (isEscaped && nulls != null) {
            char[] text = raw.toString().strip().toCharArray();
            if (nulls.contains(text, 0, text.length)) {
                length = 0;
                return false;
            }
        }
        return isEscaped;
    }

    private boolean isCellEnd(int c) {
        return c == delimiter || c == '\n' || c == '\r' || c == END;
    }

    /** Moves past the end of a cell; returns whether it was a delimiter. */
    private boolean pastEnd() throws IOException {
        int end = take();
        if (end == '\r' && peek() == '\n') {
            take();
        }
        return end == delimiter;
    }

    private void skipBlanks() throws IOException {
        while (dialect.isTrimmed(peek()) && peek() != delimiter) {
            take();
        }
    }

    private void skipLine() throws IOException {
        int c = take();
        while (c != '\n' && c != '\r' && c != END) {
            c = take();
        }
        if (c == '\r' && peek() == '\n') {
            take();
        }
    }

    private void add(char c) {
        if (length == cell.length) {
            cell = Arrays.copyOf(cell, 2 * length);
        }
        cell[length++] = c;
    }

    private int peek() throws IOException {
        if (position == limit) {
            limit = Math.max(0, in.read(buffer, 0, BUFFER));
            position = 0;
            if (limit == 0) {
                return END;
            }
        }
        return buffer[position];
    }

    /** Reads ahead as far as a short line needs. */
    private void fill() throws IOException {
        limit -= position;
        System.arraycopy(buffer, position, buffer, 0, limit);
        position = 0;
        int count = 0;
        while (count >= 0 && limit < 10) {
            count = in.read(buffer, limit, BUFFER - limit);
            limit += Math.max(0, count);
        }
    }

    /** Returns the next character and moves past it, counting lines as FastCSV does. */
    private int take() throws IOException {
        int c = peek();
        if (c == END) {
            return END;
        }
        position++;
        if (c == '\n' || (c == '\r' && peek() != '\n')) {
            line++;
            column = 1;
        } else {
            column++;
        }
        return c;
    }
}
