package dev.freshet.config;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The secret values that this process has read from configurations, and what texts look like without them. Whatever
 * leaves the process and may hold the text of somebody else goes through here: messages of exceptions, reports, logs.
 *
 * <p>Texts of one or two characters cannot be hidden: they are in every text. Short ones are hidden only where they
 * stand alone, so that the password {@code ali} does not turn "invalid" into stars.
 */
public final class KnownSecrets {
    private static final String MASK = "***";
    private static final int SHORTEST = 3;
    private static final int LONG = 8;
    private static final int MOST_CAUSES = 10;
    private static final Set<String> VALUES = ConcurrentHashMap.newKeySet();
    /** Words that are no secret wherever they stand. */
    private static final Set<String> PLAIN =
            Set.of("true", "false", "null", "yes", "no", "none", "default", "localhost");

    private KnownSecrets() {}

    /** Adds a value. */
    public static void add(String value) {
        String text = value.strip();
        if (text.length() >= SHORTEST && !PLAIN.contains(text)) {
            VALUES.add(text);
        }
    }

    /** Returns all values, for another process of the same run. They must be neither kept nor shown. */
    public static List<String> values() {
        return VALUES.stream().sorted().toList();
    }

    /** Returns whether there are values to hide in a text. */
    public static boolean isIn(String text) {
        return !VALUES.isEmpty() && !masked(text).equals(text);
    }

    /** Returns what an exception and its causes say, in one line, with stars in place of secret values. */
    public static String masked(Throwable thrown) {
        StringBuilder text = new StringBuilder();
        int causes = 0;
        for (Throwable each = thrown; each != null && causes < MOST_CAUSES; each = each.getCause()) {
            text.append(causes++ == 0 ? "" : ", because of ").append(each);
        }
        return masked(text.toString().replaceAll("\\R", " "));
    }

    /** Returns a text with stars in place of secret values. */
    public static String masked(String text) {
        if (VALUES.isEmpty()) {
            return text;
        }
        String masked = text;
        // The longest first, so that nothing of a value is left that contains another one.
        for (String value : VALUES.stream()
                .filter(text::contains)
                .sorted((a, b) -> b.length() - a.length())
                .toList()) {
            masked = value.length() >= LONG ? masked.replace(value, MASK) : withoutWord(masked, value);
        }
        return masked;
    }

    private static String withoutWord(String text, String word) {
        StringBuilder masked = new StringBuilder();
        int from = 0;
        for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
            int end = at + word.length();
            if (at >= from && !continues(text, at - 1, at) && !continues(text, end - 1, end)) {
                masked.append(text, from, at).append(MASK);
                from = end;
            }
        }
        return masked.append(text, from, text.length()).toString();
    }

    /** Returns whether two neighbouring characters belong to one word. */
    private static boolean continues(String text, int before, int after) {
        return before >= 0
                && after < text.length()
                && Character.isLetterOrDigit(text.charAt(before))
                && Character.isLetterOrDigit(text.charAt(after));
    }
}
