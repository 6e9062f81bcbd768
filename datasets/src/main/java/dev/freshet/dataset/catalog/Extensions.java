package dev.freshet.dataset.catalog;

import dev.freshet.config.ConfigException;
import dev.freshet.config.ConfigNode;
import dev.freshet.config.Configuration;
import dev.freshet.config.MappingNode;
import dev.freshet.config.ScalarNode;
import dev.freshet.dataset.Credentials;
import dev.freshet.dataset.DatasetProvider;
import dev.freshet.dataset.ExtensionSettings;
import dev.freshet.dataset.InjectedObjects;
import dev.freshet.dataset.parameter.ConfigJson;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The settings of extensions in a configuration, each in a separate file, and the objects that extensions inject. A
 * file is read on first use. Safe for use by several threads.
 */
final class Extensions {
    private static final String CREDENTIALS = "credentials";

    private final Function<String, MappingNode> files;
    private final CredentialsFile credentials;
    private final Map<String, ExtensionSettings> read = new ConcurrentHashMap<>();

    private Extensions(Function<String, MappingNode> files, CredentialsFile credentials) {
        this.files = files;
        this.credentials = credentials;
    }

    static Extensions of(Configuration configuration, CredentialsFile credentials) {
        return new Extensions(configuration::settings, credentials);
    }

    static Extensions none() {
        return new Extensions(file -> ExtensionSettings.NONE.values(), CredentialsFile.none());
    }

    /**
     * Returns the settings in a file.
     *
     * @param file the name of the file without its suffix; empty if the extension has none
     * @throws ConfigException naming every mistake, and no secret
     */
    ExtensionSettings settings(String file) {
        return file.isEmpty() ? ExtensionSettings.NONE : read.computeIfAbsent(file, name -> read(files.apply(name)));
    }

    private ExtensionSettings read(MappingNode written) {
        Optional<ConfigNode> named = written.get(CREDENTIALS);
        if (named.isEmpty()) {
            return new ExtensionSettings(written, Credentials.NONE);
        }
        if (!(named.get() instanceof ScalarNode name)) {
            throw new ConfigException(named.get().position(), "\"credentials\" must be the name of credentials");
        }
        Map<String, MappingNode.Entry> others = new LinkedHashMap<>(written.entries());
        others.remove(CREDENTIALS);
        return new ExtensionSettings(
                new MappingNode(others, written.position()), credentials.read(name.text(), name.position()));
    }

    /** Returns the settings of all extensions on the class path as JSON, without their credentials. */
    Map<String, ConfigJson.Node> toJson() {
        Map<String, ConfigJson.Node> json = new TreeMap<>();
        for (String file : fileNames()) {
            MappingNode written = files.apply(file);
            json.put(file, ConfigJson.write(written));
        }
        return json;
    }

    /** Returns the names of the credentials in these files. */
    Set<String> neededCredentials() {
        Set<String> needed = new TreeSet<>();
        for (String file : fileNames()) {
            if (files.apply(file).get(CREDENTIALS).orElse(null) instanceof ScalarNode name) {
                needed.add(name.text());
            }
        }
        return needed;
    }

    private static Set<String> fileNames() {
        Set<String> names = new TreeSet<>();
        InjectedObjects.providers().forEach(provider -> names.add(provider.settings()));
        DatasetTypes.providers().stream().map(DatasetProvider::settings).forEach(names::add);
        names.remove("");
        return names;
    }

    static Extensions ofJson(Map<String, ConfigJson.Node> json, CredentialsFile credentials) {
        return new Extensions(
                file -> Optional.ofNullable(json.get(file))
                        .map(ConfigJson::readMapping)
                        .orElse(ExtensionSettings.NONE.values()),
                credentials);
    }
}
