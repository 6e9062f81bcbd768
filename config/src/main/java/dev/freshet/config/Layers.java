package dev.freshet.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts configuration files together: the files of one environment side by side, one environment over another. */
public final class Layers {
    private Layers() {}

    /**
     * The keys of all files of one environment.
     *
     * @throws ConfigException naming every mistake of every file, and keys that two files have
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
            // Keys with an underscore only hold anchors, which each file may name as it likes.
            if (earlier != null && !key.startsWith("_")) {
                problems.add(new ConfigProblem(
                        entry.key(), "the key \"" + key + "\" is there twice; first at " + earlier.key()));
            }
        }));
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        String name = files.isEmpty() ? "" : files.get(0).name();
        return new MappingNode(all, Position.of(name));
    }

    /** One layer over another; a key of the upper one replaces the whole value below. */
    static MappingNode replace(MappingNode lower, MappingNode upper) {
        Map<String, MappingNode.Entry> all = new LinkedHashMap<>(lower.entries());
        all.putAll(upper.entries());
        return new MappingNode(
                all, lower.keys().isEmpty() && !upper.keys().isEmpty() ? upper.position() : lower.position());
    }

    /** One layer over another; mappings are merged key by key. */
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
