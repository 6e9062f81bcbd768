package dev.freshet.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parameters that {@code secret} in {@code run.yml} names: their values are never printed. */
public final class SecretParameters {
    /** The setting's name. */
    public static final String NAME = "secret";

    private SecretParameters() {}

    /**
     * Returns the parameters with the named ones marked as secret.
     *
     * @param runs the settings of {@code run.yml}
     * @param given values that replace those of the files; those of secret parameters are known as secret
     * @throws ConfigException if a name is no parameter, or the setting is no list of names
     */
    static MappingNode marked(MappingNode parameters, MappingNode runs, Map<String, String> given) {
        ConfigNode setting = runs.get(NAME).orElse(null);
        if (setting == null) {
            return parameters;
        }
        List<ConfigProblem> problems = new ArrayList<>();
        MappingNode marked = parameters;
        for (ConfigNode item : setting instanceof SequenceNode list ? list.items() : List.of(setting)) {
            if (!(item instanceof ScalarNode name)) {
                problems.add(
                        new ConfigProblem(item.position(), "\"secret\" lists names of parameters, as in api.token"));
                continue;
            }
            String path = name.text();
            if (given.containsKey(path)) {
                KnownSecrets.add(given.get(path));
            }
            if (Paths.find(marked, path).isPresent()) {
                marked = marked(marked, path);
            } else if (!given.containsKey(path)) {
                problems.add(new ConfigProblem(
                        name.position(),
                        "there is no parameter \"" + path + "\"" + NearestName.suffix(path, Paths.all(parameters))));
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return marked;
    }

    private static MappingNode marked(MappingNode mapping, String path) {
        Map<String, MappingNode.Entry> entries = new LinkedHashMap<>();
        mapping.entries().forEach((key, entry) -> {
            ConfigNode value = entry.value();
            if (key.equals(path)) {
                value = Secrets.known(value);
            } else if (path.startsWith(key + ".") && value instanceof MappingNode inner) {
                value = marked(inner, path.substring(key.length() + 1));
            }
            entries.put(key, new MappingNode.Entry(entry.key(), value));
        });
        return new MappingNode(entries, mapping.position());
    }
}
