package dev.freshet.oracle.edit;

import dev.freshet.oracle.Version;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A change of a program's sources.
 *
 * @param kind {@code group.rule}
 * @param added files by path, beside those that are there
 * @param removed paths of files
 */
public record Edit(String kind, List<Replacement> replacements, Map<String, String> added, List<String> removed) {
    static Edit of(String kind, Replacement... replacements) {
        return new Edit(kind, List.of(replacements), Map.of(), List.of());
    }

    /** The first part of the kind. */
    public String group() {
        return kind.substring(0, kind.indexOf('.'));
    }

    /** The program after the edit. */
    public Version applyTo(Version before) {
        Map<String, String> sources = new TreeMap<>(before.sources());
        replacements.stream()
                .sorted(Comparator.comparingInt(Replacement::start)
                        .thenComparingInt(Replacement::end)
                        .reversed())
                .forEach(each -> sources.computeIfPresent(
                        each.path(),
                        (path, text) -> text.substring(0, each.start()) + each.text() + text.substring(each.end())));
        removed.forEach(sources::remove);
        sources.putAll(added);
        return new Version(new TreeMap<>(sources), before.resources());
    }
}
