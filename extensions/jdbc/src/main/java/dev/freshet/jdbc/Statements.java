package dev.freshet.jdbc;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks that a text is one statement that reads. The transaction in which it runs can then not be ended by it. */
final class Statements {
    /** What a semicolon can stand in: texts, names in quotes, and comments. Others follow the words that open them. */
    private static final Pattern QUOTED = Pattern.compile(
            "(?<![A-Za-z0-9_$])[eE]'(?:[^'\\\\]|\\\\.|'')*+'"
                    + "|'(?:[^']|'')*+'"
                    + "|\"(?:[^\"]|\"\")*+\""
                    + "|`[^`]*+`"
                    + "|--[^\\n]*+"
                    + "|(?<![A-Za-z0-9_$])\\$([A-Za-z_]\\w*+)?\\$.*?\\$\\1\\$",
            Pattern.DOTALL);

    private static final Pattern FIRST_WORD = Pattern.compile("[A-Za-z]+");
    private static final Set<String> TRANSACTION_WORDS =
            Set.of("begin", "start", "commit", "rollback", "end", "abort", "savepoint", "release", "prepare", "set");

    private Statements() {}

    /** Returns what is wrong with a statement that must only read; empty if nothing is. */
    static Optional<String> problem(String sql) {
        String bare = withoutComments(sql);
        int end = bare.indexOf(';');
        if (end >= 0 && !bare.substring(end).replace(";", "").isBlank()) {
            return Optional.of("there is more than one statement; write one that selects the rows");
        }
        Matcher first = FIRST_WORD.matcher(bare);
        if (first.find() && TRANSACTION_WORDS.contains(first.group().toLowerCase(Locale.ROOT))) {
            return Optional.of("\"" + first.group() + "\" selects no rows; write a statement that does");
        }
        return Optional.empty();
    }

    /** Returns a statement with a space instead of each quoted text and each comment. */
    private static String withoutComments(String sql) {
        StringBuilder bare = new StringBuilder();
        Matcher quoted = QUOTED.matcher(sql);
        int at = 0;
        while (at < sql.length()) {
            if (sql.startsWith("/*", at)) {
                at = endOfComment(sql, at);
                bare.append(' ');
            } else if (quoted.region(at, sql.length())
                    .useTransparentBounds(true)
                    .lookingAt()) {
                bare.append(' ');
                at = quoted.end();
            } else {
                bare.append(sql.charAt(at));
                at++;
            }
        }
        return bare.toString();
    }

    /** Comments of PostgreSQL and H2 nest. A comment without an end ends nothing. */
    private static int endOfComment(String sql, int start) {
        int depth = 0;
        int at = start;
        while (at < sql.length()) {
            if (sql.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (sql.startsWith("*/", at)) {
                depth--;
                at += 2;
            } else {
                at++;
            }
            if (depth == 0) {
                return at;
            }
        }
        return at;
    }
}
