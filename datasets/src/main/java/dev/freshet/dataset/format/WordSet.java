package dev.freshet.dataset.format;

import java.util.List;

/** A few words, which are looked for in a buffer without a {@code String} for each cell. */
final class WordSet {
    private final char[][] words;

    WordSet(List<String> words) {
        this.words = words.stream().map(String::toCharArray).toArray(char[][]::new);
    }

    boolean contains(char[] buffer, int offset, int length) {
        for (char[] word : words) {
            if (word.length == length && isAt(word, buffer, offset)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAt(char[] word, char[] buffer, int offset) {
        for (int i = 0; i < word.length; i++) {
            if (word[i] != buffer[offset + i]) {
                return false;
            }
        }
        return true;
    }
}
