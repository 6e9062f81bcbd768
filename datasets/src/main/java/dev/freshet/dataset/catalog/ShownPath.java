package dev.freshet.dataset.catalog;

import java.util.regex.Pattern;

/** Shortens paths, so that what other people see reveals nothing about this machine. */
public final class ShownPath {
    private static final Pattern SCHEME = Pattern.compile("(?i)[a-z][a-z0-9+.-]*://.*", Pattern.DOTALL);
    private static final Pattern USER = Pattern.compile("(?<=://)[^/@\\s]*@");
    private static final Pattern QUERY = Pattern.compile("[?#].*", Pattern.DOTALL);
    private static final Pattern ABSOLUTE =
            Pattern.compile("(?i)(?:file:)?(?:[/\\\\~]|[a-z]:[/\\\\]).*", Pattern.DOTALL);
    private static final Pattern DIRECTORIES = Pattern.compile(".*[/\\\\]", Pattern.DOTALL);
    private static final Pattern IN_TEXT = Pattern.compile(
            "(?i)(?<![\\w./:*\\\\])(?:file:/*)?(?:[a-z]:[/\\\\]|[/\\\\~])(?:[^\\s/\\\\\"',;]+[/\\\\])*(?=[^\\s/\\\\])");
    private static final String LEFT_OUT = ".../";

    private ShownPath() {}

    /** Returns a path without the directories of an absolute one, and a URL without user and query. */
    static String of(String path) {
        boolean isUrl = SCHEME.matcher(path).matches() && !path.regionMatches(true, 0, "file:", 0, "file:".length());
        if (isUrl) {
            return QUERY.matcher(USER.matcher(path).replaceFirst("")).replaceFirst("");
        }
        return ABSOLUTE.matcher(path).matches()
                ? LEFT_OUT + DIRECTORIES.matcher(path).replaceFirst("")
                : path;
    }

    /** Returns a text, such as a reason, without the directories of absolute paths and without users in URLs. */
    public static String inText(String text) {
        return USER.matcher(IN_TEXT.matcher(text).replaceAll(LEFT_OUT)).replaceAll("");
    }
}
