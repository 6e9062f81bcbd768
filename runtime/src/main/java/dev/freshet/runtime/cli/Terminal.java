package dev.freshet.runtime.cli;

import java.io.Console;
import java.util.Map;

/** What standard output is connected to. */
final class Terminal {
    private static final int USUAL_WIDTH = 80;

    private Terminal() {}

    /** Whether a person looks at it, on a screen that can rewrite a line. */
    static boolean isInteractive() {
        String kind = System.getenv("TERM");
        return kind != null && !kind.equals("dumb") && System.getenv("CI") == null && hasConsole();
    }

    /** From JDK 22 on there is a console even if nobody looks at it, and it must be asked. */
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

    /** How many characters fit into a line. */
    static int width(Map<String, String> environment) {
        try {
            return Math.max(20, Integer.parseInt(environment.getOrDefault("COLUMNS", Integer.toString(USUAL_WIDTH))));
        } catch (NumberFormatException e) {
            return USUAL_WIDTH;
        }
    }
}
