package dev.freshet.runtime.cli.terminal;

import dev.freshet.config.VisibleText;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;

/**
 * The last line of a terminal, which is rewritten in place. While it is shown, everything that the program prints to
 * {@code System.out} and {@code System.err} is printed above it: the line is erased first, and shown again only at the
 * beginning of a line.
 */
public final class StatusLine implements AutoCloseable {
    private static final String ERASE = "\r\u001b[K";
    /** Shells do not tell programs how wide the terminal is. Where it is narrower, the text is cut rather than wrapped. */
    private static final String NO_WRAP = "\u001b[?7l";

    private static final String WRAP = "\u001b[?7h";

    private final PrintStream out;
    private final PrintStream systemOut = System.out;
    private final PrintStream systemErr = System.err;
    private boolean isShown;
    private boolean isWithinLine;

    StatusLine(PrintStream out) {
        this.out = out;
    }

    /** From now on until it is closed, keeps the line apart from what the program prints. */
    void guardSystemStreams() {
        System.setOut(guarded(systemOut));
        System.setErr(guarded(systemErr));
    }

    private PrintStream guarded(PrintStream stream) {
        return new PrintStream(new Guard(stream), true, Charset.defaultCharset());
    }

    /** Shows a text in place of the last one, unless the program has begun a line and not ended it. */
    synchronized void show(String text) {
        if (!isWithinLine) {
            out.print("\r" + NO_WRAP + text + "\u001b[K" + WRAP);
            out.flush();
            isShown = true;
        }
    }

    /** Prints a line above. */
    synchronized void print(String line) {
        erase();
        out.println(VisibleText.line(line));
    }

    private void erase() {
        if (isShown) {
            out.print(ERASE);
            out.flush();
            isShown = false;
        }
    }

    @Override
    public synchronized void close() {
        erase();
        System.setOut(systemOut);
        System.setErr(systemErr);
    }

    /** Erases the line before anything is written. */
    private final class Guard extends FilterOutputStream {
        Guard(OutputStream stream) {
            super(stream);
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            synchronized (StatusLine.this) {
                if (length > 0) {
                    erase();
                    super.out.write(bytes, offset, length);
                    isWithinLine = bytes[offset + length - 1] != '\n';
                }
            }
        }
    }
}
