package dev.freshet.dataset.catalog;

import dev.freshet.config.ConfigException;
import dev.freshet.config.ConfigProblem;
import dev.freshet.config.Configuration;
import dev.freshet.config.Position;
import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.DatasetException;
import dev.freshet.dataset.Difference;
import dev.freshet.dataset.ExtensionSettings;
import dev.freshet.dataset.InjectedObjects;
import dev.freshet.dataset.Option;
import dev.freshet.dataset.StoredContent;
import dev.freshet.dataset.file.RunVersions;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.json.JsonMapper;

/** Where each dataset is kept, by name, as the configuration's catalog files say. Safe for use by several threads. */
public final class Catalog {
    private final CatalogEntries entries;
    private final Map<String, MemoryDataset> memory;
    private final RunVersions versions;

    private final Map<String, StoredContent> contents = new ConcurrentHashMap<>();

    private Catalog(CatalogEntries entries) {
        this(entries, new ConcurrentHashMap<>(), RunVersions.now(Map.of()));
    }

    private Catalog(CatalogEntries entries, Map<String, MemoryDataset> memory, RunVersions versions) {
        this.entries = entries;
        this.memory = memory;
        this.versions = versions;
    }

    /** Returns a catalog without entries: every dataset stays in memory. */
    public static Catalog empty() {
        return new Catalog(new CatalogEntries(Map.of(), Storages.local(Path.of(""))));
    }

    /**
     * The catalog of a configuration. What an entry says is checked by {@link #check} or when it is opened.
     *
     * @throws ConfigException if an entry is not a mapping, or has a name that no dataset can have
     */
    public static Catalog of(Configuration configuration) {
        return new Catalog(CatalogEntries.of(configuration));
    }

    /**
     * This catalog for one run: all versions that the run saves have one name, the time of this call.
     *
     * @param loaded the names of versions to load in place of the newest, by dataset
     * @throws ConfigException naming what is no versioned dataset, or no name of a version
     */
    public Catalog forRun(Map<String, String> loaded) {
        List<ConfigProblem> problems = new ArrayList<>();
        loaded.forEach((dataset, version) -> loadProblem(dataset, version)
                .ifPresent(problem -> problems.add(new ConfigProblem(Position.of("versions to load"), problem))));
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return new Catalog(entries, memory, RunVersions.now(loaded));
    }

    private Optional<String> loadProblem(String dataset, String version) {
        return notVersioned(dataset)
                .or(() -> RunVersions.isLegal(version)
                        ? Optional.empty()
                        : Optional.of("\"" + version + "\" is no version of \"" + dataset + "\""));
    }

    private Optional<String> notVersioned(String dataset) {
        Optional<CatalogEntry> entry = entries.find(dataset);
        if (entry.isEmpty()) {
            return Optional.of(entries.unknown(dataset));
        }
        return entry.get().file().filter(FileEntry::isVersioned).isPresent()
                ? Optional.empty()
                : Optional.of("the dataset \"" + dataset + "\" is not versioned");
    }

    /**
     * Checks that each save of a dataset adds a version.
     *
     * @throws ConfigException if there is no such dataset, or it is not versioned
     */
    public void requireVersioned(String dataset) {
        notVersioned(dataset).ifPresent(problem -> {
            throw new ConfigException(Position.of("catalog"), problem);
        });
    }

    /** Whether a given version of a dataset is loaded, and not the newest. */
    public boolean loadsGivenVersion(String dataset) {
        return versions.loaded(dataset).isPresent();
    }

    /**
     * The names of all versions of a dataset, the newest last; empty if it has none, or is not versioned.
     *
     * @throws DatasetException if the storage cannot be asked
     */
    public List<String> versions(String dataset) {
        return entries.find(dataset)
                .flatMap(CatalogEntry::file)
                .filter(FileEntry::isVersioned)
                .map(entry -> entry.versions(versions))
                .orElse(List.of());
    }

    /** Whether there is an entry of that full name, such as {@code flights@csv}, or a pattern that matches it. */
    public boolean contains(String dataset) {
        return entries.find(dataset).isPresent();
    }

    /** The full names of all entries, in the order of the files. */
    public Set<String> names() {
        return entries.names();
    }

    /** Where the name of an entry is written. */
    public Optional<Position> position(String dataset) {
        return entries.find(dataset).map(CatalogEntry::position);
    }

    /** Whether a built-in dataset type holds values of a Java type; false if there is no such dataset type. */
    public static boolean accepts(String datasetType, Type type) {
        return DatasetTypes.named(datasetType)
                .filter(named -> named.accepts(type))
                .isPresent();
    }

    /** All options of a dataset type, those of every file among them; none if there is no such dataset type. */
    public static List<Option> options(String datasetType) {
        return DatasetTypes.named(datasetType).map(DatasetType::options).orElse(List.of());
    }

    /**
     * Whether an entry keeps its value beyond the process.
     *
     * @throws ConfigException if the entry has no dataset type, or an unknown one
     */
    public boolean isStored(String dataset) {
        return stored(dataset).isPresent();
    }

    /** Whether those who read a dataset partition by partition are given only what they have not been given before. */
    public boolean isIncremental(String dataset) {
        return entries.find(dataset)
                .flatMap(CatalogEntry::file)
                .filter(FileEntry::isIncremental)
                .isPresent();
    }

    /** The names of the classes whose values cannot leave the process of the run. */
    public Set<String> processBound() {
        return DatasetTypes.processBound();
    }

    /** Whether a dataset has several files, one for each key. */
    public boolean isPartitioned(String dataset) {
        return entries.find(dataset)
                .flatMap(CatalogEntry::file)
                .filter(FileEntry::isPartitioned)
                .isPresent();
    }

    /**
     * What can be shown to everybody of an entry; empty if there is no such entry.
     *
     * @throws ConfigException if the entry has no dataset type, or an unknown one
     */
    public Optional<DatasetSummary> summary(String dataset) {
        return entries.find(dataset).map(CatalogEntry::read).map(DatasetSummary::of);
    }

    /** Whether the value of a dataset that is stored is kept in memory for all its readers in a run. */
    public boolean isCached(String dataset) {
        return entries.find(dataset)
                .flatMap(CatalogEntry::file)
                .filter(FileEntry::isCached)
                .isPresent();
    }

    /**
     * Checks every entry without touching the data.
     *
     * @throws ConfigException naming every mistake
     */
    public void check() {
        List<ConfigProblem> problems = entries.problems();
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
    }

    /**
     * The dataset of an entry, holding values of a Java type.
     *
     * @param <T> the Java type that {@code type} stands for
     * @throws ConfigException if there is no such entry, it has mistakes, or its dataset type cannot hold such values
     */
    @SuppressWarnings("unchecked") // the dataset type holds values of this Java type, which the entry checks
    public <T> Dataset<T> open(String dataset, Type type) {
        CatalogEntry entry = entries.find(dataset)
                .orElseThrow(() -> new ConfigException(Position.of("catalog"), entries.unknown(dataset)));
        return (Dataset<T>) open(entry.read(), type);
    }

    private Dataset<Object> open(Entry entry, Type type) {
        if (entry instanceof StoredEntry stored) {
            return stored.dataset(type, () -> content(stored));
        }
        entry.check();
        return memory.computeIfAbsent(entry.name(), MemoryDataset::new);
    }

    /**
     * The stored form of a dataset, whatever Java type it holds; empty if there is no such entry, or it is in memory.
     *
     * @throws ConfigException if the entry does not say where it is
     */
    public Optional<StoredContent> content(String dataset) {
        return stored(dataset).map(this::content);
    }

    /**
     * A dataset whose saves are staged.
     *
     * @param dataset what is saved to it is in {@link StoredContent#staged} of the content
     */
    public record Staging(Dataset<Object> dataset, StoredContent content) {}

    /**
     * A stored dataset whose saves are {@linkplain StoredContent#staging staged}; empty if there is no such entry, it is
     * in memory, or its dataset type cannot stage.
     *
     * @throws ConfigException if it has mistakes, or its dataset type cannot hold such values
     */
    public Optional<Staging> staging(String dataset, Type type, String name) {
        return stored(dataset)
                .flatMap(entry -> content(entry)
                        .staging(name)
                        .map(content -> new Staging(entry.dataset(type, () -> content), content)));
    }

    /** Returns the {@linkplain StoredContent#takeWarnings warnings} of all datasets that were used. */
    public List<String> takeWarnings() {
        List<String> warnings = new ArrayList<>();
        new TreeMap<>(contents).values().forEach(content -> warnings.addAll(content.takeWarnings()));
        return warnings;
    }

    /**
     * All that an entry says but for the place and the credentials, in one notation for equal meanings; empty if there
     * is no such entry.
     */
    public Optional<String> declaration(String dataset) {
        return entries.find(dataset).map(entry -> Declaration.of(entry.read()));
    }

    /**
     * The format in which values of a dataset that is not stored are handed to another process: what its entry says as
     * {@code spill}, else one that keeps every value of its Java type; empty if none is known to.
     *
     * @throws ConfigException if the entry has mistakes, or its format does not hold such values
     */
    public Optional<String> spillFormat(String dataset, Type type) {
        return entries.find(dataset)
                .map(CatalogEntry::read)
                .flatMap(entry -> entry instanceof MemoryEntry inMemory ? inMemory.spill(type) : Optional.empty())
                .or(() -> SpillFile.format(type));
    }

    /**
     * A file that hands a value to another process, and does not outlast the run.
     *
     * @param format the name of a dataset type that keeps values in files
     */
    public static Dataset<Object> spill(String dataset, Type type, String format, Path file) {
        return SpillFile.open(dataset, type, format, file);
    }

    /**
     * A catalog with datasets of this one that is kept in a directory, each alone in one of its own and without
     * versions. Only datasets in files can be kept there; the others are left out.
     */
    public Catalog inScratch(Path directory, Collection<String> datasets) {
        Map<String, CatalogEntry> moved = new LinkedHashMap<>();
        for (String dataset : datasets) {
            Path own = directory.resolve(Integer.toString(moved.size()));
            entries.find(dataset)
                    .flatMap(entry -> ScratchEntry.of(entry, own))
                    .ifPresent(entry -> moved.put(dataset, entry));
        }
        return new Catalog(new CatalogEntries(moved, Storages.local(directory)));
    }

    /**
     * The first difference between what a dataset holds here and in another catalog that has it in the same format.
     *
     * @param type the Java type of its values
     * @return empty if there is none
     * @throws DatasetException if one of them cannot be read
     */
    public Optional<Difference> difference(String dataset, Type type, Catalog other) {
        return entries.find(dataset)
                .flatMap(entry -> ScratchEntry.comparison(entry)
                        .difference(
                                content(dataset).orElseThrow(),
                                open(dataset, type),
                                other.content(dataset).orElseThrow(),
                                other.open(dataset, type)));
    }

    private record Json(CatalogEntries.Json entries, RunVersions versions) {}

    /**
     * All entries as JSON, for another process of the same run. It has the credentials that they need: it must be
     * neither kept nor shown.
     */
    public String toJson() {
        return new JsonMapper().writeValueAsString(new Json(entries.toJson(), versions));
    }

    /** Reads what {@link #toJson} gave. */
    public static Catalog ofJson(String text) {
        Json json = new JsonMapper().readValue(text, Json.class);
        return new Catalog(CatalogEntries.of(json.entries()), new ConcurrentHashMap<>(), json.versions());
    }

    /** The objects that nodes receive through parameters with {@link dev.freshet.Injected}. */
    public InjectedObjects injected() {
        return new InjectedObjects(entries.extensions()::settings);
    }

    /**
     * The settings that the configuration has for an extension.
     *
     * @param file the name of their file without the ending
     * @throws dev.freshet.config.ConfigException naming every mistake, and no secret
     */
    public ExtensionSettings settings(String file) {
        return entries.extensions().settings(file);
    }

    /** The entry of a dataset that is stored. */
    Optional<StoredEntry> stored(String dataset) {
        return entries.find(dataset)
                .map(CatalogEntry::read)
                .flatMap(entry -> entry instanceof StoredEntry stored ? Optional.of(stored) : Optional.empty());
    }

    private StoredContent content(StoredEntry entry) {
        return contents.computeIfAbsent(entry.name(), name -> entry.content(versions));
    }
}
