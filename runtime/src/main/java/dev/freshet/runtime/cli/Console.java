package dev.freshet.runtime.cli;

import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** Where a command prints. */
final class Console {
    private final PrintStream out;
    private final PrintStream err;
    private @Nullable Boolean terminal;

    private Console(PrintStream out, PrintStream err, @Nullable Boolean terminal) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
    }

    /** The process's own; what it is connected to is found out when it is asked for, since that takes long. */
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

    /** Whether a person looks at {@link #out} on a screen that can rewrite a line. */
    synchronized boolean isTerminal() {
        if (terminal == null) {
            terminal = Terminal.isInteractive();
        }
        return terminal;
    }
}
