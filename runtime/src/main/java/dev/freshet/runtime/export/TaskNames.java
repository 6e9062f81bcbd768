package dev.freshet.runtime.export;

import dev.freshet.fingerprint.Digest;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Creates names that an engine accepts. A legal name stays unchanged. Names that would be equal, or that would lose all
 * of their letters, get the beginning of their digest, so that no name depends on the order of the others.
 *
 * @param illegal the characters that a hyphen replaces
 * @param isLowerCase whether letters must be lower case
 * @param longest the largest number of characters
 */
record TaskNames(Pattern illegal, boolean isLowerCase, int longest) {
    /** Labels of Kubernetes, by RFC 1123. */
    static final TaskNames KUBERNETES = new TaskNames(Pattern.compile("[^a-z0-9]+"), true, 63);

    /** Keys of Airflow, in characters that each database can compare. */
    static final TaskNames AIRFLOW = new TaskNames(Pattern.compile("[^A-Za-z0-9_.]+"), false, 200);

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final int SHORTEST_DIGEST = 8;

    /** Returns a different name for each of the wanted names, in their order. */
    List<String> of(List<String> wanted, Set<String> taken) {
        Map<String, Integer> counts = new HashMap<>();
        wanted.forEach(name -> counts.merge(of(name), 1, Integer::sum));
        Set<String> used = new HashSet<>(taken);
        wanted.stream().filter(name -> of(name).equals(name)).forEach(used::add);
        List<String> names = new ArrayList<>();
        for (String name : wanted) {
            String legal = of(name);
            boolean isOwn = legal.equals(name) && !taken.contains(name);
            boolean isAlone = counts.getOrDefault(legal, 0) == 1 && !legal.isEmpty() && !used.contains(legal);
            names.add(isOwn || isAlone ? legal : digested(legal, name, used));
            used.add(names.get(names.size() - 1));
        }
        return names;
    }

    private static String digested(String legal, String name, Set<String> used) {
        String digest = new Digest().add(name).hex();
        String start = legal.isEmpty() ? "n" : legal;
        int length = SHORTEST_DIGEST;
        while (used.contains(start + "-" + digest.substring(0, length))) {
            length++;
        }
        return start + "-" + digest.substring(0, length);
    }

    /** Returns the nearest legal name, with room for a digest; an empty text if no character is legal. */
    String of(String name) {
        String plain =
                MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFKD)).replaceAll("");
        String cased = isLowerCase ? plain.toLowerCase(Locale.ROOT) : plain;
        String legal = trimmed(illegal.matcher(cased).replaceAll("-"));
        int most = longest - SHORTEST_DIGEST * 2;
        return legal.length() <= most ? legal : trimmed(legal.substring(0, most));
    }

    private static String trimmed(String name) {
        int start = 0;
        int end = name.length();
        while (start < end && !isLetterOrDigit(name.charAt(start))) {
            start++;
        }
        while (end > start && !isLetterOrDigit(name.charAt(end - 1))) {
            end--;
        }
        return name.substring(start, end);
    }

    private static boolean isLetterOrDigit(char character) {
        return character < 128 && Character.isLetterOrDigit(character);
    }
}
