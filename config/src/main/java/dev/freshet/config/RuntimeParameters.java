package dev.freshet.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Applies parameters that were given for a run, such as {@code split.ratio=0.8}, to the files' parameters. */
final class RuntimeParameters {
    private RuntimeParameters() {}

    /**
     * Returns the files' parameters, overridden by those of the run. A value in place of a secret one is secret.
     *
     * @throws ConfigException if a path is malformed or leads into a single value; it lists every such path
     */
    static MappingNode over(MappingNode files, Map<String, String> runtime, Wording wording) {
        List<ConfigProblem> problems = new ArrayList<>();
        MappingNode result = files;
        for (Map.Entry<String, String> parameter : runtime.entrySet()) {
            Position position = new Position(wording.parameter(parameter.getKey()), 0, 0);
            List<String> words = List.of(parameter.getKey().split("\\.", -1));
            if (words.stream().anyMatch(String::isBlank)) {
                problems.add(new ConfigProblem(position, "a path such as split.ratio is expected before the \"=\""));
                continue;
            }
            try {
                ConfigNode value = value(parameter.getValue(), position);
                boolean isSecret = Paths.find(files, parameter.getKey())
                        .filter(Secrets::isIn)
                        .isPresent();
                if (isSecret) {
                    KnownSecrets.add(parameter.getValue());
                    value = Secrets.hide(value);
                }
                result = with(result, parameter.getKey(), value, "");
            } catch (ConfigException e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return result;
    }

    /** Reads a value. If it begins as a list, a group or a quoted text does in YAML, it is read as YAML. */
    private static ConfigNode value(String text, Position position) {
        String stripped = text.strip();
        if (stripped.isEmpty() || "[{\"'".indexOf(stripped.charAt(0)) < 0) {
            return Scalars.plain(text, position);
        }
        try {
            return Yaml.data(new SourceText(position.file(), stripped)).orElseThrow();
        } catch (ConfigException e) {
            throw new ConfigException(
                    position,
                    Excerpt.quoted(text) + " is not legal as YAML: "
                            + e.problems().get(0).message() + "; quote it if it is a text: '"
                            + stripped.replace("'", "''")
                            + "'");
        }
    }

    /**
     * Sets the value where {@link Paths#find} finds the path; otherwise in the group with the longest name along the
     * path.
     */
    private static MappingNode with(MappingNode mapping, String path, ConfigNode value, String prefix) {
        String key = key(mapping, path);
        MappingNode.Entry earlier = mapping.entries().get(key);
        Position keyPosition = earlier == null ? value.position() : earlier.key();
        ConfigNode now = value;
        if (key.length() < path.length()) {
            MappingNode group = group(earlier, prefix + key, value.position());
            now = with(group, path.substring(key.length() + 1), value, prefix + key + ".");
        }
        Map<String, MappingNode.Entry> entries = new LinkedHashMap<>(mapping.entries());
        entries.put(key, new MappingNode.Entry(keyPosition, now));
        return new MappingNode(entries, mapping.position());
    }

    /** Returns the key of the group that matches the start of a path. Keys can contain dots themselves. */
    private static String key(MappingNode mapping, String path) {
        if (mapping.get(path).isPresent()) {
            return path;
        }
        String group = "";
        for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
            String key = path.substring(0, dot);
            if (mapping.get(key).orElse(null) instanceof MappingNode inner) {
                group = key;
                if (Paths.find(inner, path.substring(dot + 1)).isPresent()) {
                    return key;
                }
            }
        }
        int first = path.indexOf('.');
        return !group.isEmpty() ? group : first < 0 ? path : path.substring(0, first);
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
