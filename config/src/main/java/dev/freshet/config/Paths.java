package dev.freshet.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Dotted paths of values in nested mappings, such as {@code split.ratio}. */
public final class Paths {
    private Paths() {}

    /** Returns the value at a path. Keys can contain dots themselves. */
    public static Optional<ConfigNode> find(MappingNode mapping, String path) {
        Optional<ConfigNode> whole = mapping.get(path);
        for (int dot = path.indexOf('.'); whole.isEmpty() && dot >= 0; dot = path.indexOf('.', dot + 1)) {
            if (mapping.get(path.substring(0, dot)).orElse(null) instanceof MappingNode inner) {
                whole = find(inner, path.substring(dot + 1));
            }
        }
        return whole;
    }

    /** Returns the paths of all values and groups. */
    public static Set<String> all(MappingNode mapping) {
        return positions(mapping, true).keySet();
    }

    /** Returns the paths of all values that are not groups, with the positions of their keys. */
    public static Map<String, Position> leaves(MappingNode mapping) {
        return positions(mapping, false);
    }

    private static Map<String, Position> positions(MappingNode mapping, boolean groups) {
        Map<String, Position> paths = new LinkedHashMap<>();
        collect(mapping, "", groups, paths);
        return paths;
    }

    private static void collect(MappingNode mapping, String prefix, boolean groups, Map<String, Position> paths) {
        mapping.entries().forEach((key, entry) -> {
            boolean isGroup = entry.value() instanceof MappingNode;
            if (groups || !isGroup) {
                paths.put(prefix + key, entry.key());
            }
            if (entry.value() instanceof MappingNode inner) {
                collect(inner, prefix + key + ".", groups, paths);
            }
        });
    }
}
