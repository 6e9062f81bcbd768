package dev.freshet.runtime.cli;

import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** The output streams of a command. */
final class Console {
    private final PrintStream out;
    private final PrintStream err;
    private @Nullable Boolean terminal;

    private Console(PrintStream out, PrintStream err, @Nullable Boolean terminal) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
    }

    /** Returns the console of the process. Whether it is a terminal is determined on demand, because that is slow. */
    static Console system() {
        return new Console(System.out, System.err, null);
    }

    static Console of(PrintStream out, PrintStream err, boolean terminal) {
        return new Console(out, err, terminal);
    }

    PrintStream out() {
        return out;
    }

    PrintStream err() {
        return err;
    }

    /** Returns whether {@link #out} is an interactive terminal that can rewrite a line. */
    synchronized boolean isTerminal() {
        if (terminal == null) {
            terminal = Terminal.isInteractive();
        }
        return terminal;
    }
}
