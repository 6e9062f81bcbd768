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
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/** The catalog of a configuration: how each dataset is stored, by name. Safe for use by several threads. */
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
     * Returns the catalog of a configuration. Entries are checked by {@link #check}, or when they are opened.
     *
     * @throws ConfigException if an entry is not a mapping, or has a name that no dataset can have
     */
    public static Catalog of(Configuration configuration) {
        return new Catalog(CatalogEntries.of(configuration));
    }

    /**
     * Returns this catalog for one run. All versions that the run saves have the same name, the time of this call.
     *
     * @param loaded the names of versions to load in place of the newest, by dataset
     * @throws ConfigException naming every dataset that is not versioned, and every text that is not the name of a
     *     version
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

    /** Returns whether a given version of a dataset is loaded, and not the newest. */
    public boolean loadsGivenVersion(String dataset) {
        return versions.loaded(dataset).isPresent();
    }

    /**
     * Returns the names of all versions of a dataset, the newest last; empty if it has none, or is not versioned.
     *
     * @throws DatasetException if the storage cannot be read
     */
    public List<String> versions(String dataset) {
        return entries.find(dataset)
                .flatMap(CatalogEntry::file)
                .filter(FileEntry::isVersioned)
                .map(entry -> entry.versions(versions))
                .orElse(List.of());
    }

    /**
     * Returns whether there is an entry with a full name, such as {@code flights@csv}, or a pattern that matches it.
     */
    public boolean contains(String dataset) {
        return entries.find(dataset).isPresent();
    }

    /** Returns the full names of all entries, in the order of the files. */
    public Set<String> names() {
        return entries.names();
    }

    /** Returns where the name of an entry is written. */
    public Optional<Position> position(String dataset) {
        return entries.find(dataset).map(CatalogEntry::position);
    }

    /** Returns whether a built-in dataset type holds values of a Java type; false if there is no such dataset type. */
    public static boolean accepts(String datasetType, Type type) {
        return DatasetTypes.named(datasetType)
                .filter(named -> named.accepts(type))
                .isPresent();
    }

    /** Returns all options of a dataset type, including those of all files; none if there is no such dataset type. */
    public static List<Option> options(String datasetType) {
        return DatasetTypes.named(datasetType).map(DatasetType::options).orElse(List.of());
    }

    /**
     * Returns whether an entry keeps its value longer than the process lives.
     *
     * @throws ConfigException if the entry has no dataset type, or an unknown one
     */
    public boolean isStored(String dataset) {
        return stored(dataset).isPresent();
    }

    /** Returns whether nodes that read a dataset partition by partition receive only new and changed partitions. */
    public boolean isIncremental(String dataset) {
        return entries.find(dataset)
                .flatMap(CatalogEntry::file)
                .filter(FileEntry::isIncremental)
                .isPresent();
    }

    /** Returns the names of the classes whose values cannot leave the process of the run. */
    public Set<String> processBound() {
        return DatasetTypes.processBound();
    }

    /** Returns whether a dataset is partitioned. */
    public boolean isPartitioned(String dataset) {
        return entries.find(dataset)
                .flatMap(CatalogEntry::file)
                .filter(FileEntry::isPartitioned)
                .isPresent();
    }

    /**
     * Returns what anybody may see of an entry; empty if there is no such entry.
     *
     * @throws ConfigException if the entry has no dataset type, or an unknown one
     */
    public Optional<DatasetSummary> summary(String dataset) {
        return entries.find(dataset).map(CatalogEntry::read).map(DatasetSummary::of);
    }

    /** Returns whether the value of a stored dataset is kept in memory for all of its consumers in a run. */
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
     * Returns the dataset of an entry, with values of a Java type.
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

    /**
     * Checks that no file is where a dataset needs a directory, and no directory where it needs a file.
     *
     * @param isMissing whether it is an input that was not found
     * @throws ConfigException saying what is there, and what to do
     * @throws DatasetException if the storage cannot be reached
     */
    public void requirePlace(String dataset, boolean isMissing) {
        entries.find(dataset)
                .flatMap(CatalogEntry::file)
                .ifPresent(entry -> entry.takenPlace(isMissing, versions).require());
    }

    private Dataset<Object> open(Entry entry, Type type) {
        if (entry instanceof StoredEntry stored) {
            return stored.dataset(type, () -> content(stored));
        }
        entry.check();
        return memory.computeIfAbsent(entry.name(), MemoryDataset::new);
    }

    /**
     * Returns the stored form of a dataset, whatever Java type it holds; empty if there is no such entry, or it is in
     * memory.
     *
     * @throws ConfigException if the entry does not say where the dataset is stored
     */
    public Optional<StoredContent> content(String dataset) {
        return stored(dataset).map(this::content);
    }

    /**
     * A dataset whose saves are staged.
     *
     * @param dataset stages what is saved to it; see {@link StoredContent#staged}
     */
    public record Staging(Dataset<Object> dataset, StoredContent content) {}

    /**
     * Returns a stored dataset whose saves are {@linkplain StoredContent#staging staged}; empty if there is no such
     * entry, it is in memory, or its dataset type cannot stage.
     *
     * @throws ConfigException if the entry has mistakes, or its dataset type cannot hold such values
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
     * Returns the entry's options except location and credentials, as text: entries with equal meanings have equal
     * texts. Empty if there is no such entry.
     */
    public Optional<String> declaration(String dataset) {
        return entries.find(dataset).map(entry -> Declaration.of(entry.read()));
    }

    /**
     * The classes that read, write and validate the values of a dataset; empty if there is no such entry.
     *
     * @param type returns the dataset's Java type
     */
    public List<Class<?>> code(String dataset, Supplier<Type> type) {
        return entries.find(dataset)
                .map(entry -> DatasetCode.of(entry.read(), type))
                .orElse(List.of());
    }

    /**
     * Returns the dataset type that passes values of a dataset in memory to another process: the option {@code spill}
     * of its entry, otherwise a dataset type that restores every value of its Java type unchanged; empty if none is
     * known.
     *
     * @throws ConfigException if the entry has mistakes, or the dataset type does not hold such values
     */
    public Optional<String> spillFormat(String dataset, Type type) {
        return entries.find(dataset)
                .map(CatalogEntry::read)
                .flatMap(entry -> entry instanceof MemoryEntry inMemory ? inMemory.spill(type) : Optional.empty())
                .or(() -> SpillFile.format(type));
    }

    /**
     * Returns a file that passes a value to another process within a run.
     *
     * @param format the name of a dataset type that keeps values in files
     */
    public static Dataset<Object> spill(String dataset, Type type, String format, Path file) {
        return SpillFile.open(dataset, type, format, file);
    }

    /**
     * Returns a catalog whose datasets are in a scratch directory, each in a subdirectory and without versions. Leaves
     * out datasets that are not in files.
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
     * Returns the first difference between the contents of a dataset in this catalog and in another one with the same
     * dataset type.
     *
     * @param type the Java type of its values
     * @return the difference; empty if there is none
     * @throws DatasetException if one of the contents cannot be read
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
     * Returns all entries as JSON, for another process of the same run. The text contains the credentials that they
     * need, so it must be neither stored nor shown.
     */
    public String toJson() {
        return new JsonMapper().writeValueAsString(new Json(entries.toJson(), versions));
    }

    /** Reads the text of {@link #toJson}. */
    public static Catalog ofJson(String text) {
        Json json = new JsonMapper().readValue(text, Json.class);
        return new Catalog(CatalogEntries.of(json.entries()), new ConcurrentHashMap<>(), json.versions());
    }

    /** Returns the objects that nodes receive through parameters with {@link dev.freshet.Injected}. */
    public InjectedObjects injected() {
        return new InjectedObjects(entries.extensions()::settings);
    }

    /**
     * Returns the settings of an extension in the configuration.
     *
     * @param file the name of their file without its suffix
     * @throws dev.freshet.config.ConfigException naming every mistake, and no secret
     */
    public ExtensionSettings settings(String file) {
        return entries.extensions().settings(file);
    }

    /** Returns the entry of a stored dataset. */
    Optional<StoredEntry> stored(String dataset) {
        return entries.find(dataset)
                .map(CatalogEntry::read)
                .flatMap(entry -> entry instanceof StoredEntry stored ? Optional.of(stored) : Optional.empty());
    }

    private StoredContent content(StoredEntry entry) {
        return contents.computeIfAbsent(entry.name(), name -> entry.content(versions));
    }
}
