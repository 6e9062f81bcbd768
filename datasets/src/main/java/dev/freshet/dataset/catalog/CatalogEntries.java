package dev.freshet.dataset.catalog;

import dev.freshet.config.ConfigException;
import dev.freshet.config.ConfigProblem;
import dev.freshet.config.Configuration;
import dev.freshet.config.MappingNode;
import dev.freshet.config.NamePatterns;
import dev.freshet.config.NearestName;
import dev.freshet.dataset.parameter.ConfigJson;
import dev.freshet.dataset.parameter.Parameters;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** The entries of a catalog, found by the names of datasets. Safe for use by several threads. */
final class CatalogEntries {
    private final Map<String, CatalogEntry> entries;
    private final Storages storages;

    /** Entries whose names have placeholders, and the entries that were created from them. */
    private final NamePatterns<CatalogEntry> patterns;

    private final Map<String, Optional<CatalogEntry>> made = new ConcurrentHashMap<>();

    CatalogEntries(Map<String, CatalogEntry> entries, Storages storages) {
        this.entries = entries;
        this.storages = storages;
        patterns = new NamePatterns<>(entries);
    }

    /**
     * Reads the entries of a configuration. Their options are checked later.
     *
     * @throws ConfigException if an entry is not a mapping, or has a name that no dataset can have
     */
    static CatalogEntries of(Configuration configuration) {
        CredentialsFile secrets = CredentialsFile.of(configuration);
        Storages storages =
                new Storages(configuration.projectDirectory(), secrets, Extensions.of(configuration, secrets));
        Map<String, CatalogEntry> entries = new LinkedHashMap<>();
        List<ConfigProblem> problems = new ArrayList<>();
        configuration.catalog().entries().forEach((name, entry) -> {
            if (name.startsWith("_")) {
                return;
            }
            if (Parameters.isName(name)) {
                problems.add(new ConfigProblem(
                        entry.key(), "\"" + name + "\" is the name of parameters; a dataset needs another"));
            } else if (entry.value() instanceof MappingNode options) {
                if (NamePatterns.isPattern(name)) {
                    problems.addAll(NamePatterns.unknownPlaceholders(name, options));
                    NamePatterns.problem(name, configuration.catalog().keys())
                            .ifPresent(problem -> problems.add(new ConfigProblem(entry.key(), problem)));
                }
                entries.put(name, new CatalogEntry(name, entry.key(), options, storages));
            } else {
                problems.add(new ConfigProblem(
                        entry.value().position(),
                        "the dataset \"" + name + "\" must have options, as in \"type: csv\""));
            }
        });
        CatalogEntries read = new CatalogEntries(entries, storages);
        if (!problems.isEmpty()) {
            // All mistakes are reported at once, and not only after the first ones have been corrected.
            problems.addAll(read.problems());
            throw new ConfigException(problems);
        }
        return read;
    }

    /** Returns the entry with a name, otherwise that of the pattern that matches best. */
    Optional<CatalogEntry> find(String dataset) {
        CatalogEntry exact = entries.get(dataset);
        return exact != null || patterns.isEmpty() || Parameters.isName(dataset)
                ? Optional.ofNullable(exact)
                : made.computeIfAbsent(
                        dataset,
                        name -> patterns.match(name).map(match -> match.value().of(name, match.placeholders())));
    }

    /** Returns the full names of all entries, in the order of the files. */
    Set<String> names() {
        return entries.keySet();
    }

    /** Returns the message about an unknown dataset, with the nearest name. */
    String unknown(String dataset) {
        return "there is no dataset \"" + dataset + "\"" + NearestName.known(dataset, names());
    }

    /** Returns every mistake in the entries. */
    List<ConfigProblem> problems() {
        List<ConfigProblem> problems = new ArrayList<>();
        for (CatalogEntry entry : entries.values()) {
            try {
                entry.read().check();
            } catch (ConfigException e) {
                problems.addAll(e.problems());
            }
        }
        // Entries that share credentials share their mistakes.
        return problems.stream().distinct().toList();
    }

    Extensions extensions() {
        return storages.extensions();
    }

    /**
     * All entries, the settings of extensions, and the credentials that both need. It must be neither stored nor shown.
     */
    record Json(
            String directory,
            List<CatalogEntry.Json> entries,
            CredentialsFile.Json credentials,
            Map<String, ConfigJson.Node> settings) {}

    Json toJson() {
        Set<String> needed = new TreeSet<>();
        entries.values().forEach(entry -> entry.neededCredentials().ifPresent(needed::add));
        needed.addAll(storages.extensions().neededCredentials());
        return new Json(
                storages.directory().toAbsolutePath().toString(),
                entries.values().stream().map(CatalogEntry::toJson).toList(),
                storages.credentialsToJson(needed),
                storages.extensions().toJson());
    }

    static CatalogEntries of(Json json) {
        CredentialsFile secrets = CredentialsFile.of(json.credentials());
        Storages storages =
                new Storages(Path.of(json.directory()), secrets, Extensions.ofJson(json.settings(), secrets));
        Map<String, CatalogEntry> entries = new LinkedHashMap<>();
        json.entries().forEach(entry -> entries.put(entry.name(), CatalogEntry.of(entry, storages)));
        return new CatalogEntries(entries, storages);
    }
}
