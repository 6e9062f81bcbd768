package dev.freshet.dataset.catalog;

import dev.freshet.config.ConfigException;
import dev.freshet.config.ConfigNode;
import dev.freshet.config.ConfigProblem;
import dev.freshet.config.Configuration;
import dev.freshet.config.MappingNode;
import dev.freshet.config.NearestName;
import dev.freshet.config.Position;
import dev.freshet.config.ScalarNode;
import dev.freshet.dataset.Credentials;
import dev.freshet.dataset.DatasetProvider;
import dev.freshet.dataset.Option;
import dev.freshet.dataset.OptionKind;
import dev.freshet.dataset.StorageProvider;
import dev.freshet.dataset.backend.StateBackendProvider;
import dev.freshet.dataset.parameter.ConfigJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The credentials of a configuration. Each group is resolved on first use, so that a machine without its environment
 * variables can run everything that does not need them.
 */
final class CredentialsFile {
    private final Set<String> names;
    private final Function<String, ConfigNode> groups;
    private final Set<String> used = ConcurrentHashMap.newKeySet();

    private CredentialsFile(Set<String> names, Function<String, ConfigNode> groups) {
        this.names = names;
        this.groups = groups;
    }

    static CredentialsFile of(Configuration configuration) {
        return new CredentialsFile(configuration.credentials().keys(), configuration::credentials);
    }

    static CredentialsFile none() {
        return new CredentialsFile(Set.of(), name -> {
            throw new IllegalArgumentException(name);
        });
    }

    Set<String> names() {
        return names;
    }

    /**
     * The legal keys of credentials.
     *
     * @param of what they are for, in messages
     * @param keys the legal keys
     */
    record Rules(String of, List<Option> keys) {
        static Rules of(StorageProvider provider) {
            return new Rules(provider.scheme(), provider.credentials());
        }

        static Rules of(StateBackendProvider provider) {
            return new Rules(provider.scheme(), provider.credentials());
        }

        static Rules of(DatasetProvider provider) {
            return new Rules(provider.credentialsFor(), provider.credentials());
        }
    }

    /**
     * Returns the checked values of a group.
     *
     * @throws ConfigException naming every mistake, and no value
     */
    Credentials read(String name, Rules rules) {
        ConfigNode group = groups.apply(name);
        used.add(name);
        if (!(group instanceof MappingNode mapping)) {
            throw new ConfigException(group.position(), "the credentials \"" + name + "\" must have keys with values");
        }
        Map<String, String> values = new LinkedHashMap<>();
        List<ConfigProblem> problems = new ArrayList<>();
        mapping.entries().forEach((key, entry) -> {
            if (entry.value() instanceof ScalarNode value) {
                values.put(key, value.text());
            }
            problem(key, entry, rules).ifPresent(problems::add);
        });
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return Credentials.of(values);
    }

    /**
     * Returns the values of a group, whose keys the caller checks.
     *
     * @param place the position of the group's name
     * @throws ConfigException if there is no such group, or it contains anything but keys with values
     */
    Credentials read(String name, Position place) {
        if (!names.contains(name)) {
            throw new ConfigException(
                    place,
                    "no credentials named \"" + name + "\"; "
                            + NearestName.hint(name, names, "add them to credentials.yml"));
        }
        ConfigNode group = groups.apply(name);
        used.add(name);
        Map<String, String> values = new LinkedHashMap<>();
        if (group instanceof MappingNode mapping) {
            mapping.entries().forEach((key, entry) -> {
                if (entry.value() instanceof ScalarNode value) {
                    values.put(key, value.text());
                }
            });
        }
        if (!(group instanceof MappingNode mapping)
                || values.size() < mapping.keys().size()) {
            throw new ConfigException(group.position(), "the credentials \"" + name + "\" must have keys with values");
        }
        return Credentials.of(values);
    }

    /**
     * Returns the problem of a key or its value; empty if there is none. The message never contains the value or a hint
     * at it.
     */
    private static Optional<ConfigProblem> problem(String key, MappingNode.Entry entry, Rules rules) {
        Optional<Option> declared = rules.keys().stream()
                .filter(option -> option.name().equals(key))
                .findFirst();
        if (declared.isEmpty()) {
            String hint = NearestName.hint(
                    key, rules.keys().stream().map(Option::name).toList());
            return Optional.of(new ConfigProblem(
                    entry.key(), "unknown key \"" + key + "\" of credentials for " + rules.of() + "; " + hint));
        }
        OptionKind kind = declared.get().kind();
        boolean hasValue = entry.value() instanceof ScalarNode value
                && value.kind() != ScalarNode.Kind.NULL
                && !value.text().isBlank();
        if (!hasValue) {
            return Optional.of(new ConfigProblem(entry.value().position(), "\"" + key + "\" must have a value"));
        }
        return kind.parse(((ScalarNode) entry.value()).text()).isPresent()
                ? Optional.empty()
                : Optional.of(new ConfigProblem(entry.value().position(), "\"" + key + "\" must be " + kind.legal()));
    }

    /**
     * The credentials as JSON, for a worker process of the same run.
     *
     * @param groups the groups whose values are included
     */
    record Json(Set<String> names, Map<String, ConfigJson.Node> groups) {
        /** Returns the names only. */
        @Override
        public String toString() {
            return "credentials " + names;
        }
    }

    /** Returns the values of some groups and of the groups that were used so far, and the names of all groups. */
    Json toJson(Set<String> wanted) {
        Set<String> all = new TreeSet<>(wanted);
        all.addAll(used);
        Map<String, ConfigJson.Node> written = new TreeMap<>();
        for (String name : all) {
            try {
                if (names.contains(name)) {
                    written.put(name, ConfigJson.write(groups.apply(name)));
                }
            } catch (ConfigException e) {
                // The error was already reported; a worker is never asked to open such a dataset.
            }
        }
        return new Json(names, written);
    }

    static CredentialsFile of(Json json) {
        return new CredentialsFile(json.names(), name -> {
            ConfigJson.Node group = json.groups().get(name);
            if (group == null) {
                throw new IllegalArgumentException("the credentials \"" + name + "\" were not sent");
            }
            return ConfigJson.read(group);
        });
    }
}
