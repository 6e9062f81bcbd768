package dev.freshet.runtime.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Splits and joins the words of a command as a shell does, with quotes and backslashes, but without variables and
 * patterns.
 */
public final class Words {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean isWord;

    private Words() {}

    /** Returns the words of a command; empty if a quote is not closed. */
    public static Optional<List<String>> split(String command) {
        return new Words().read(command);
    }

    private Optional<List<String>> read(String command) {
        char quote = 0;
        for (int i = 0; i < command.length(); i++) {
            char character = command.charAt(i);
            boolean isEscape = character == '\\' && quote != '\'' && i + 1 < command.length();
            if (isEscape && (quote == 0 || "\"\\".indexOf(command.charAt(i + 1)) >= 0)) {
                i++;
                add(command.charAt(i));
            } else if (quote != 0 && character == quote) {
                quote = 0;
            } else if (quote == 0 && (character == '"' || character == '\'')) {
                quote = character;
                isWord = true;
            } else if (quote == 0 && Character.isWhitespace(character)) {
                end();
            } else {
                add(character);
            }
        }
        end();
        return quote == 0 ? Optional.of(List.copyOf(words)) : Optional.empty();
    }

    private void add(char character) {
        word.append(character);
        isWord = true;
    }

    private void end() {
        if (isWord) {
            words.add(word.toString());
        }
        word.setLength(0);
        isWord = false;
    }

    /** Returns words as one command, in quotes where a shell would otherwise change them. */
    public static String join(List<String> words) {
        return words.stream().map(Words::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
