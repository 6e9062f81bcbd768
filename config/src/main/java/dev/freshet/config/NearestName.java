package dev.freshet.config;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the legal name that a user most likely meant. */
public final class NearestName {
    static final int MOST_EDITS = 3;
    private static final int MOST_NAMED = 5;

    private NearestName() {}

    /**
     * Returns the nearest legal name; empty if none is near. A name is near if at most a third of the word's letters,
     * and no more than three, are missing, extra, wrong or swapped. Names that differ in digits only, such as
     * {@code part1} and {@code part2}, are never near. A name that differs in punctuation and case only is always near, as
     * {@code splitData} is to {@code split_data}. Among equally near names, the first in the alphabet wins.
     */
    public static Optional<String> of(String word, Collection<String> legal) {
        int best = mostEdits(word) + 1;
        String nearest = null;
        for (String name : legal) {
            boolean isSame = isSpelledAlike(word, name);
            if (!isSame
                    && (Math.abs(name.length() - word.length()) > MOST_EDITS
                            || withoutDigits(name).equals(withoutDigits(word)))) {
                continue;
            }
            int edits = isSame ? 0 : edits(word.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
            if (edits < best || (edits == best && nearest != null && name.compareTo(nearest) < 0)) {
                best = edits;
                nearest = name;
            }
        }
        return Optional.ofNullable(nearest);
    }

    /** Returns how many edits away a name is still near. */
    static int mostEdits(String word) {
        return Math.min(MOST_EDITS, word.length() / 3);
    }

    /**
     * Returns the end of a message about an unknown word: the nearest legal name, or all legal names if none is near.
     */
    public static String hint(String word, Collection<String> legal) {
        return hint(word, legal, legal.isEmpty() ? "there is none" : "there are " + String.join(", ", legal));
    }

    /**
     * Returns the end of a message about an unknown word: the nearest legal name, or {@code otherwise} if none is near.
     */
    public static String hint(String word, Collection<String> legal, String otherwise) {
        return of(word, legal).map(near -> "did you mean \"" + near + "\"?").orElse(otherwise);
    }

    /** Returns a suffix for a complete message about an unknown word: the nearest legal name; empty if none is near. */
    public static String suffix(String word, Collection<String> legal) {
        String hint = hint(word, legal, "");
        return hint.isEmpty() ? "" : "; " + hint;
    }

    /**
     * Returns a suffix for a complete message about an unknown word: the nearest legal name, also behind a namespace, or
     * the first legal names if none is near.
     */
    public static String known(String word, Collection<String> legal) {
        Optional<String> near = inAnyNamespace(word, legal);
        if (near.isPresent()) {
            return "; did you mean \"" + near.get() + "\"?";
        }
        int more = legal.size() - MOST_NAMED;
        return switch (legal.size()) {
            case 0 -> "; there is none";
            case 1 -> "; there is only \"" + legal.iterator().next() + "\"";
            default ->
                "; there are " + legal.stream().limit(MOST_NAMED).collect(Collectors.joining(", "))
                        + (more > 0 ? " and " + more + " more" : "");
        };
    }

    /**
     * Returns the nearest legal name; if none is near, the first that has the word behind a namespace, as
     * {@code active.splitData} has {@code splitData}.
     */
    public static Optional<String> inAnyNamespace(String word, Collection<String> legal) {
        return of(word, legal)
                .or(() -> legal.stream()
                        .filter(name -> name.indexOf('.') > 0
                                && isSpelledAlike(word, name.substring(name.lastIndexOf('.') + 1)))
                        .sorted()
                        .findFirst());
    }

    private static boolean isSpelledAlike(String word, String name) {
        String letters = letters(word);
        return !letters.isEmpty() && letters.equals(letters(name));
    }

    static String letters(String word) {
        return word.replaceAll("[\\p{P}\\p{S}\\p{Zs}]+", "").toLowerCase(Locale.ROOT);
    }

    static String withoutDigits(String word) {
        return word.replaceAll("\\p{Nd}+", "");
    }

    /** Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment). */
    private static int edits(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] current = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                current[j] = Math.min(Math.min(last[j] + 1, current[j - 1] + 1), last[j - 1] + change);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    current[j] = Math.min(current[j], beforeLast[j - 2] + 1);
                }
            }
            int[] spare = beforeLast;
            beforeLast = last;
            last = current;
            current = spare;
        }
        return last[b.length()];
    }
}
