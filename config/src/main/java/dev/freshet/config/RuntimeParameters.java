package dev.freshet.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parameters given when a run starts, such as {@code split.ratio=0.8}, over those of the files. */
final class RuntimeParameters {
    private RuntimeParameters() {}

    /**
     * The parameters of the files with those of the run over them.
     *
     * @throws ConfigException naming every path that is not one, or that leads into a single value
     */
    static MappingNode over(MappingNode files, Map<String, String> runtime) {
        List<ConfigProblem> problems = new ArrayList<>();
        MappingNode result = files;
        for (Map.Entry<String, String> parameter : runtime.entrySet()) {
            Position position = new Position("--params " + parameter.getKey(), 0, 0);
            List<String> words = List.of(parameter.getKey().split("\\.", -1));
            if (words.stream().anyMatch(String::isBlank)) {
                problems.add(new ConfigProblem(position, "a path such as split.ratio is expected before the \"=\""));
                continue;
            }
            try {
                result = with(result, words, Scalars.plain(parameter.getValue(), position), "");
            } catch (ConfigException e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return result;
    }

    private static MappingNode with(MappingNode mapping, List<String> words, ScalarNode value, String prefix) {
        String key = words.get(0);
        MappingNode.Entry earlier = mapping.entries().get(key);
        Position keyPosition = earlier == null ? value.position() : earlier.key();
        Map<String, MappingNode.Entry> entries = new LinkedHashMap<>(mapping.entries());
        if (words.size() == 1) {
            entries.put(key, new MappingNode.Entry(keyPosition, value));
        } else {
            MappingNode group = group(earlier, prefix + key, value.position());
            MappingNode inner = with(group, words.subList(1, words.size()), value, prefix + key + ".");
            entries.put(key, new MappingNode.Entry(keyPosition, inner));
        }
        return new MappingNode(entries, mapping.position());
    }

    private static MappingNode group(MappingNode.@Nullable Entry earlier, String path, Position position) {
        if (earlier == null
                || (earlier.value() instanceof ScalarNode scalar && scalar.kind() == ScalarNode.Kind.NULL)) {
            return new MappingNode(Map.of(), position);
        }
        if (earlier.value() instanceof MappingNode mapping) {
            return mapping;
        }
        throw new ConfigException(
                position, "\"" + path + "\" is not a group of parameters; it has its value at " + earlier.key());
    }
}
