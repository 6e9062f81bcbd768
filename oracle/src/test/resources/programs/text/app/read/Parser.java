package read;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Loops with labels, resources, exceptions, assertions. */
class Parser implements AutoCloseable {
    private final Reader in;
    private static final int MAX = 100;
    private boolean open = true;
    int line = 1;

    Parser(String text) {
        in = new StringReader(text);
    }

    int next() throws IOException {
        int c = in.read();
        if (c == '\n') {
            line++;
        }
        assert line > 0 : "line " + line;
        return c;
    }

    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        try (Parser parser = new Parser(text)) {
            StringBuilder word = new StringBuilder();
            int c;
            do {
                c = parser.next();
                if (c < 0 || Character.isWhitespace(c)) {
                    if (word.length() > 0) {
                        words.add(word.toString() + parser.line);
                        word.setLength(0);
                    }
                    continue;
                }
                word.append((char) c);
            } while (c >= 0 && words.size() < MAX);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            words.add("end");
        }
        return words;
    }

    static int find(int[][] grid, int wanted) {
        int steps = 0;
        search:
        for (int[] row : grid) {
            for (int cell : row) {
                steps++;
                if (cell == wanted) {
                    break search;
                }
                if (cell > 10) {
                    continue search;
                }
            }
        }
        return steps;
    }

    static String guarded(String text) {
        try {
            return "n" + Integer.parseInt(text.trim());
        } catch (NumberFormatException | NullPointerException e) {
            return "bad " + e.getClass().getSimpleName();
        } finally {
            last = text;
        }
    }

    static String last = "";

    synchronized boolean isOpen() {
        return open;
    }

    @Override
    public void close() throws IOException {
        open = false;
        in.close();
    }
}
