package dev.freshet.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Combines configuration files: the files of one environment, and one environment over another. */
public final class Layers {
    private Layers() {}

    /**
     * Returns the keys of all files of one environment.
     *
     * @throws ConfigException if a file has mistakes or two files have the same key; it lists all of them
     */
    public static MappingNode union(List<SourceText> files) {
        List<MappingNode> parsed = new ArrayList<>();
        List<ConfigProblem> problems = new ArrayList<>();
        for (SourceText file : files) {
            try {
                parsed.add(Yaml.parse(file));
            } catch (ConfigException e) {
                problems.addAll(e.problems());
            }
        }
        Map<String, MappingNode.Entry> all = new LinkedHashMap<>();
        parsed.forEach(file -> file.entries().forEach((key, entry) -> {
            MappingNode.Entry earlier = all.putIfAbsent(key, entry);
            // Keys with an underscore only hold anchors, and anchors belong to one file.
            if (earlier != null && !key.startsWith("_")) {
                problems.add(new ConfigProblem(
                        entry.key(), "duplicate key \"" + key + "\"; it is first at " + earlier.key()));
            }
        }));
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        String name = files.isEmpty() ? "" : files.get(0).name();
        return new MappingNode(all, Position.of(name));
    }

    /** Puts one layer over another; a key of the upper layer replaces the whole value of the lower one. */
    static MappingNode replace(MappingNode lower, MappingNode upper) {
        Map<String, MappingNode.Entry> all = new LinkedHashMap<>(lower.entries());
        all.putAll(upper.entries());
        return new MappingNode(
                all, lower.keys().isEmpty() && !upper.keys().isEmpty() ? upper.position() : lower.position());
    }

    /** Merges one layer into another, key by key. */
    static MappingNode merge(MappingNode lower, MappingNode upper) {
        Map<String, MappingNode.Entry> all = new LinkedHashMap<>(lower.entries());
        upper.entries().forEach((key, entry) -> {
            Optional<ConfigNode> below = lower.get(key);
            if (below.isPresent() && below.get() instanceof MappingNode a && entry.value() instanceof MappingNode b) {
                all.put(key, new MappingNode.Entry(entry.key(), merge(a, b)));
            } else {
                all.put(key, entry);
            }
        });
        return new MappingNode(
                all, lower.keys().isEmpty() && !upper.keys().isEmpty() ? upper.position() : lower.position());
    }
}
