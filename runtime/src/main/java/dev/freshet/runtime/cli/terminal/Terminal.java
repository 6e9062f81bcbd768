package dev.freshet.runtime.cli.terminal;

import java.io.Console;
import java.util.Map;

/** Finds out what standard output is connected to. */
public final class Terminal {
    private static final int USUAL_WIDTH = 80;

    private Terminal() {}

    /** Returns whether standard output is an interactive terminal that can rewrite a line. */
    static boolean isInteractive() {
        String kind = System.getenv("TERM");
        return kind != null && !kind.equals("dumb") && System.getenv("CI") == null && hasConsole();
    }

    /** From JDK 22, a console exists even without a terminal, so the console itself must be asked. */
    @SuppressWarnings("SystemConsoleNull") // that it is never null on newer ones is what the rest is about
    private static boolean hasConsole() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException beforeJdk22) {
            return true;
        }
    }

    /** Returns the number of characters in a line. */
    public static int width(Map<String, String> environment) {
        try {
            return Math.max(20, Integer.parseInt(environment.getOrDefault("COLUMNS", Integer.toString(USUAL_WIDTH))));
        } catch (NumberFormatException e) {
            return USUAL_WIDTH;
        }
    }
}
