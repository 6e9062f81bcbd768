package dev.freshet.oracle;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A program at one moment.
 *
 * @param sources the text of each file by its path, {@code shop/Flow.java}. Files below {@code lib/} are a module of their own
 *     where a build has modules: they are compiled first, and the others against them
 * @param resources contents of files on the class path
 */
public record Version(SortedMap<String, String> sources, SortedMap<String, byte[]> resources) {
    private static final String LOWER = "lib/";

    /** A program without resources. */
    public static Version of(Map<String, String> sources) {
        return new Version(new TreeMap<>(sources), new TreeMap<>());
    }

    /** The same with one file's text replaced, or with a file more. */
    public Version with(String path, String text) {
        SortedMap<String, String> changed = new TreeMap<>(sources);
        changed.put(path, text);
        return new Version(changed, resources);
    }

    /** The same without a file. */
    public Version without(String path) {
        SortedMap<String, String> changed = new TreeMap<>(sources);
        changed.remove(path);
        return new Version(changed, resources);
    }

    /** The sources of the lower module, or those of the other. */
    SortedMap<String, String> module(boolean isLower) {
        return select(path -> path.startsWith(LOWER) == isLower);
    }

    boolean hasModules() {
        return sources.keySet().stream().anyMatch(path -> path.startsWith(LOWER));
    }

    /** The sources that are new, or that another version has with another text. */
    SortedMap<String, String> changedSince(Version before) {
        return select(path -> !sources.get(path).equals(before.sources.get(path)));
    }

    private SortedMap<String, String> select(Predicate<String> paths) {
        return sources.entrySet().stream()
                .filter(entry -> paths.test(entry.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, TreeMap::new));
    }
}
