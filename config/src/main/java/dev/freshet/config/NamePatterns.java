package dev.freshet.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names with placeholders, such as {@code {region}_sales}; one pattern matches many names. If several patterns match a
 * name, the one with the most other characters wins, then the one with the most placeholders, then the first in the
 * alphabet. The rule is Kedro's.
 *
 * @param <T> the type of the values that belong to the patterns
 */
public final class NamePatterns<T> {
    private static final Pattern PLACEHOLDER = Pattern.compile("(?<!\\$)\\{(\\w+)}");

    /**
     * A pattern that matched a name.
     *
     * @param pattern the pattern as it is written
     * @param placeholders the text that each placeholder stands for
     */
    public record Match<T>(String pattern, T value, Map<String, String> placeholders) {}

    private record Known<T>(String text, Pattern regex, List<String> placeholders, int literal, T value) {}

    private final List<Known<T>> patterns = new ArrayList<>();

    /** Creates patterns from those names in a map that have placeholders. */
    public NamePatterns(Map<String, T> byName) {
        byName.forEach((name, value) -> {
            if (isPattern(name)) {
                patterns.add(known(name, value));
            }
        });
        patterns.sort(Comparator.comparingInt((Known<T> known) -> -known.literal())
                .thenComparingInt(known -> -known.placeholders().size())
                .thenComparing(Known::text));
    }

    private static <T> Known<T> known(String name, T value) {
        StringBuilder regex = new StringBuilder();
        List<String> placeholders = new ArrayList<>();
        Matcher matcher = PLACEHOLDER.matcher(name);
        int from = 0;
        int literal = 0;
        while (matcher.find()) {
            regex.append(Pattern.quote(name.substring(from, matcher.start()))).append("(.+?)");
            literal += matcher.start() - from;
            placeholders.add(matcher.group(1));
            from = matcher.end();
        }
        regex.append(Pattern.quote(name.substring(from)));
        literal += name.length() - from;
        return new Known<>(name, Pattern.compile(regex.toString()), placeholders, literal, value);
    }

    /** Returns whether a name has placeholders. */
    public static boolean isPattern(String name) {
        return PLACEHOLDER.matcher(name).find();
    }

    /** Returns the placeholders in a text, in order. */
    public static Set<String> placeholders(String text) {
        Set<String> found = new LinkedHashSet<>();
        Matcher matcher = PLACEHOLDER.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    /** Returns whether there are no patterns. */
    public boolean isEmpty() {
        return patterns.isEmpty();
    }

    /** Returns the pattern that wins for a name; empty if none matches. */
    public Optional<Match<T>> match(String name) {
        for (Known<T> known : patterns) {
            Matcher matcher = known.regex().matcher(name);
            if (matcher.matches()) {
                Map<String, String> values = new LinkedHashMap<>();
                for (int i = 0; i < known.placeholders().size(); i++) {
                    values.put(known.placeholders().get(i), matcher.group(i + 1));
                }
                return Optional.of(new Match<>(known.text(), known.value(), values));
            }
        }
        return Optional.empty();
    }

    /** Returns what is wrong with a pattern: it has a placeholder twice, or another pattern also matches everything. */
    public static Optional<String> problem(String pattern, Set<String> all) {
        if (placeholders(pattern).size()
                < PLACEHOLDER.matcher(pattern).results().count()) {
            return Optional.of("\"" + pattern + "\" has a placeholder twice");
        }
        return all.stream()
                .takeWhile(other -> !other.equals(pattern))
                .filter(other -> isCatchAll(other) && isCatchAll(pattern))
                .findFirst()
                .map(other -> "\"" + pattern + "\" and \"" + other + "\" both match everything");
    }

    private static boolean isCatchAll(String pattern) {
        return isPattern(pattern) && PLACEHOLDER.matcher(pattern).replaceAll("").isEmpty();
    }

    /** Replaces the placeholders in a text. */
    public static String fill(String text, Map<String, String> placeholders) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(
                        found -> Matcher.quoteReplacement(placeholders.getOrDefault(found.group(1), found.group())));
    }

    /** Replaces the placeholders in a value. */
    public static ConfigNode fill(ConfigNode node, Map<String, String> placeholders) {
        if (node instanceof ScalarNode scalar) {
            return new ScalarNode(fill(scalar.text(), placeholders), scalar.kind(), scalar.position(), scalar.secret());
        }
        if (node instanceof SequenceNode sequence) {
            return new SequenceNode(
                    sequence.items().stream()
                            .map(item -> fill(item, placeholders))
                            .toList(),
                    sequence.position());
        }
        return fill((MappingNode) node, placeholders);
    }

    /** Replaces the placeholders in an entry. */
    public static MappingNode fill(MappingNode node, Map<String, String> placeholders) {
        Map<String, MappingNode.Entry> entries = new LinkedHashMap<>();
        node.entries()
                .forEach((key, entry) ->
                        entries.put(key, new MappingNode.Entry(entry.key(), fill(entry.value(), placeholders))));
        return new MappingNode(entries, node.position());
    }

    /** Returns a problem for each placeholder in an entry's values that the entry's name does not have. */
    public static List<ConfigProblem> unknownPlaceholders(String pattern, ConfigNode node) {
        List<ConfigProblem> problems = new ArrayList<>();
        Set<String> known = placeholders(pattern);
        if (node instanceof ScalarNode scalar) {
            for (String placeholder : placeholders(scalar.text())) {
                if (!known.contains(placeholder)) {
                    String hint = NearestName.of(placeholder, known)
                            .map(near -> "did you mean \"{" + near + "}\"?")
                            .orElse("it has {" + String.join("}, {", known) + "}");
                    problems.add(new ConfigProblem(
                            scalar.position(),
                            "\"" + pattern + "\" has no placeholder \"{" + placeholder + "}\"; " + hint));
                }
            }
        } else if (node instanceof SequenceNode sequence) {
            sequence.items().forEach(item -> problems.addAll(unknownPlaceholders(pattern, item)));
        } else if (node instanceof MappingNode mapping) {
            mapping.entries().values().forEach(entry -> problems.addAll(unknownPlaceholders(pattern, entry.value())));
        }
        return problems;
    }
}
