package dev.freshet.runtime.cli.terminal;

import java.util.Map;

/**
 * The colours of status words: green for what succeeded, red for what failed, yellow for what did not come to its end
 * or will run. Words of nothing new have none.
 */
public enum Colours {
    OFF,
    ON;

    private static final String GREEN = "\u001b[32m";
    private static final String RED = "\u001b[31m";
    private static final String YELLOW = "\u001b[33m";
    private static final String RESET = "\u001b[0m";

    private static final Map<String, String> BY_WORD = Map.ofEntries(
            Map.entry("succeeded", GREEN),
            Map.entry("fetched", GREEN),
            Map.entry("failed", RED),
            Map.entry("differs", RED),
            Map.entry("not deterministic", RED),
            Map.entry("blocked", YELLOW),
            Map.entry("cancelled", YELLOW),
            Map.entry("not run", YELLOW),
            Map.entry("run", YELLOW),
            Map.entry("kept back", YELLOW),
            Map.entry("maybe", YELLOW));

    /**
     * Returns whether to print colours, following <a href="https://no-color.org">no-color.org</a>: not if the variable
     * {@code NO_COLOR} has a value.
     */
    static Colours of(boolean isTerminal, Map<String, String> environment) {
        return isTerminal && environment.getOrDefault("NO_COLOR", "").isEmpty() ? ON : OFF;
    }

    /** Returns a word as it is printed. */
    String paint(String word) {
        String colour = this == OFF ? null : BY_WORD.get(word);
        return colour == null ? word : colour + word + RESET;
    }
}
