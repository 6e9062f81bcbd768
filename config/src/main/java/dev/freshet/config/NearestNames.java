package dev.freshet.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Many legal names, among which the nearest of many words are looked for. The answers are those of {@link NearestName},
 * and do not take a comparison with each name: names that begin alike are compared together, and left together once
 * their beginning is too far from the word's.
 */
public final class NearestNames {
    /** Longer words are compared with one name after the other, since the search is as deep as a word is long. */
    private static final int LONGEST = 500;

    private final Collection<String> legal;
    /** The names by their letters, of those that are spelled alike the first in the alphabet. */
    private final Map<String, String> byLetters = new HashMap<>();

    private final Beginning root = new Beginning();

    /** Names that begin alike. */
    private static final class Beginning {
        /** The next letters, in lower case. */
        private final Map<Character, Beginning> next = new TreeMap<>();
        /** The names that end here. */
        private final List<String> names = new ArrayList<>(1);
    }

    /** Prepares to search names, of which the collection must not change. */
    public NearestNames(Collection<String> legal) {
        this.legal = legal;
        for (String name : legal) {
            byLetters.merge(NearestName.letters(name), name, (one, other) -> one.compareTo(other) < 0 ? one : other);
            Beginning at = root;
            String lower = name.toLowerCase(Locale.ROOT);
            for (int i = 0; i < lower.length() && i < LONGEST + NearestName.MOST_EDITS; i++) {
                at = at.next.computeIfAbsent(lower.charAt(i), letter -> new Beginning());
            }
            at.names.add(name);
        }
    }

    /** Returns the nearest legal name as {@link NearestName#of} does. */
    public Optional<String> to(String word) {
        String letters = NearestName.letters(word);
        String alike = letters.isEmpty() ? null : byLetters.get(letters);
        if (alike != null) {
            return Optional.of(alike);
        }
        if (word.length() > LONGEST) {
            return NearestName.of(word, legal);
        }
        int most = NearestName.mostEdits(word);
        return most == 0 ? Optional.empty() : Optional.ofNullable(new Search(word, most).from(root));
    }

    /** The search for one word. */
    private static final class Search {
        private final String word;
        private final String withoutDigits;
        private final String lower;
        /** The edits from each beginning of the word to each beginning of a name: a row for each letter of the name. */
        private final int[][] edits;

        private int best;
        private @Nullable String nearest;

        Search(String word, int most) {
            this.word = word;
            withoutDigits = NearestName.withoutDigits(word);
            lower = word.toLowerCase(Locale.ROOT);
            edits = new int[lower.length() + NearestName.MOST_EDITS + 2][lower.length() + 1];
            best = most;
            for (int j = 0; j <= lower.length(); j++) {
                edits[0][j] = j;
            }
        }

        @Nullable
        String from(Beginning root) {
            follow(root, 0, '\0', Integer.MAX_VALUE);
            return nearest;
        }

        /**
         * @param row how many letters the names have so far, of which the last is given
         * @param leastBefore the fewest edits one letter before; two neighbours can be swapped, so that counts too
         */
        private void follow(Beginning beginning, int row, char last, int leastBefore) {
            if (edits[row][lower.length()] <= best) {
                beginning.names.forEach(name -> take(name, edits[row][lower.length()]));
            }
            if (row + 1 == edits.length) {
                return;
            }
            beginning.next.forEach((letter, longer) -> {
                int least = fill(row + 1, letter, last);
                if (Math.min(least, leastBefore == Integer.MAX_VALUE ? least : leastBefore + 1) <= best) {
                    follow(longer, row + 1, letter, least);
                }
            });
        }

        /** Computes a row, and returns the fewest edits in it. */
        private int fill(int row, char letter, char last) {
            int[] now = edits[row];
            int[] before = edits[row - 1];
            now[0] = row;
            int least = row;
            for (int j = 1; j < now.length; j++) {
                int change = letter == lower.charAt(j - 1) ? 0 : 1;
                now[j] = Math.min(Math.min(before[j] + 1, now[j - 1] + 1), before[j - 1] + change);
                if (row > 1 && j > 1 && letter == lower.charAt(j - 2) && last == lower.charAt(j - 1)) {
                    now[j] = Math.min(now[j], edits[row - 2][j - 2] + 1);
                }
                least = Math.min(least, now[j]);
            }
            return least;
        }

        private void take(String name, int needed) {
            if (Math.abs(name.length() - word.length()) > NearestName.MOST_EDITS
                    || NearestName.withoutDigits(name).equals(withoutDigits)) {
                return;
            }
            if (needed < best || nearest == null || name.compareTo(nearest) < 0) {
                best = needed;
                nearest = name;
            }
        }
    }
}
