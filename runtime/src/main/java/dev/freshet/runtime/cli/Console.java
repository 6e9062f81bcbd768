package dev.freshet.runtime.cli;

import java.io.PrintStream;

/**
 * Where a command prints.
 *
 * @param isTerminal whether a person looks at {@code out} on a screen that can rewrite a line
 */
record Console(PrintStream out, PrintStream err, boolean isTerminal) {}
