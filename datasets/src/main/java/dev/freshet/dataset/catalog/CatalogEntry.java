package dev.freshet.dataset.catalog;

import dev.freshet.config.Article;
import dev.freshet.config.ConfigException;
import dev.freshet.config.Excerpt;
import dev.freshet.config.MappingNode;
import dev.freshet.config.NamePatterns;
import dev.freshet.config.Position;
import dev.freshet.config.ScalarNode;
import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.DatasetException;
import dev.freshet.dataset.DatasetProvider;
import dev.freshet.dataset.FileCodec;
import dev.freshet.dataset.FileFormat;
import dev.freshet.dataset.OpenedDataset;
import dev.freshet.dataset.Storage;
import dev.freshet.dataset.StoredContent;
import dev.freshet.dataset.file.Compression;
import dev.freshet.dataset.file.FileContent;
import dev.freshet.dataset.file.FileDataset;
import dev.freshet.dataset.file.FileLocation;
import dev.freshet.dataset.file.FilePartitions;
import dev.freshet.dataset.file.PartitionPath;
import dev.freshet.dataset.file.PartitionedContent;
import dev.freshet.dataset.file.RunVersions;
import dev.freshet.dataset.file.VersionedStorage;
import dev.freshet.dataset.format.BytesFormat;
import dev.freshet.dataset.format.Json;
import dev.freshet.dataset.format.JsonFormat;
import dev.freshet.dataset.format.JsonLinesFormat;
import dev.freshet.dataset.format.LinesFormat;
import dev.freshet.dataset.format.TextFormat;
import dev.freshet.dataset.parameter.ConfigJson;
import dev.freshet.dataset.rule.Validation;
import dev.freshet.dataset.rule.ValueChecks;
import dev.freshet.wiring.JavaTypes;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * One dataset of the catalog as it is declared.
 *
 * @param position the place of its name
 * @param storages where paths lead to
 */
record CatalogEntry(String name, Position position, MappingNode options, Storages storages) {
    static final String PATH = "path";
    /** What would make a file's name a path, or several names. */
    private static final Pattern NOT_IN_NAMES = Pattern.compile("[/\\\\*\\p{Cntrl}]|^\\.+$");

    /**
     * The dataset type.
     *
     * @throws ConfigException if there is none of that name
     */
    DatasetType type() {
        return new EntryOptions(options, position).type();
    }

    /**
     * Checks the entry by itself, whatever Java type it is to hold.
     *
     * @throws ConfigException naming every mistake
     */
    void check() {
        EntryOptions read = new EntryOptions(options, position);
        DatasetType type = common(read);
        if (type.provider().isPresent()) {
            new ProvidedDatasets(this, type.provider().get()).check(read, NamePatterns.isPattern(name));
        } else if (type.isStored()) {
            checkKept(read);
            storages.check(read, NamePatterns.isPattern(name));
            read.validation();
        }
        checkFormat(read, type);
        read.require();
    }

    private void checkFormat(EntryOptions read, DatasetType type) {
        if (type.equals(DatasetType.CSV)) {
            new CsvOptions(this, read).check();
        } else if (type.equals(DatasetType.TEXT)) {
            read.encoding();
        } else if (!type.isStored()) {
            read.spill();
        }
    }

    private void checkKept(EntryOptions read) {
        read.keptVersions();
        read.flag(EntryOptions.CACHED, false);
        if (read.flag(EntryOptions.INCREMENTAL, false) && !isInParts()) {
            read.problem(
                    read.position(EntryOptions.INCREMENTAL),
                    "only a dataset in parts can be incremental; write a star in its path, as in data/days/*.csv");
        }
        if (read.flag(EntryOptions.VERSIONED, false) && isInParts()) {
            read.problem(
                    read.position(EntryOptions.VERSIONED),
                    "a dataset in parts cannot be versioned; version its parts by their names");
        }
    }

    /** Whether each save adds a version. */
    boolean isVersioned() {
        return new EntryOptions(options, position).flag(EntryOptions.VERSIONED, false);
    }

    /** Whether those who read it part by part are given only what they have not been given before. */
    boolean isIncremental() {
        return new EntryOptions(options, position).flag(EntryOptions.INCREMENTAL, false);
    }

    /** Whether its value is kept in memory for all its readers in a run. */
    boolean isCached() {
        return new EntryOptions(options, position).flag(EntryOptions.CACHED, false);
    }

    private DatasetType common(EntryOptions read) {
        DatasetType type = read.type();
        read.checkCredentials(storages.credentials());
        path().filter(path -> type.isStored())
                .flatMap(Compression::missing)
                .ifPresent(missing -> read.problem(read.position(PATH), missing));
        return type;
    }

    private Optional<String> path() {
        return options.get(PATH)
                .flatMap(path -> path instanceof ScalarNode scalar ? Optional.of(scalar.text()) : Optional.empty());
    }

    /** What decides the values of the dataset: another declaration means another value. */
    String declaration() {
        return Declaration.of(this);
    }

    /** How its files are packed. */
    Compression compression() {
        return path().map(Compression::of).orElse(Compression.NONE);
    }

    /** What the name of the file ends with, in lower case and without what says how it is packed, such as {@code .csv}. */
    String ending() {
        String unpacked = path().map(path -> Compression.unpacked(path.toLowerCase(Locale.ROOT)))
                .orElse("");
        int dot = unpacked.lastIndexOf('.');
        return dot <= unpacked.lastIndexOf('/') ? "" : unpacked.substring(dot);
    }

    /**
     * What holds the dataset: a file, files, or what its provider opens.
     *
     * @throws ConfigException if the entry does not name any
     */
    StoredContent content(RunVersions versions) {
        EntryOptions read = new EntryOptions(options, position);
        read.checkCredentials(storages.credentials());
        Optional<DatasetProvider> provider = type().provider();
        if (provider.isPresent()) {
            return new ProvidedDatasets(this, provider.get()).content(read);
        }
        FileLocation location = storages.locate(read);
        checkKept(read);
        read.require();
        if (isInParts()) {
            return new PartitionedContent(name, new PartitionPath(location));
        }
        return new FileContent(
                name,
                read.flag(EntryOptions.VERSIONED, false)
                        ? new FileLocation(versions(location.storage(), versions), location.key(), location.shown())
                        : location);
    }

    /** The place of its file, or of all of its versions; empty after a mistake. */
    Optional<FileLocation> location() {
        EntryOptions read = new EntryOptions(options, position);
        FileLocation location = storages.locate(read);
        return read.hasProblems() ? Optional.empty() : Optional.of(location);
    }

    /** What its provider opens; empty after a mistake. */
    Optional<OpenedDataset> provided() {
        return type().provider()
                .flatMap(provider -> new ProvidedDatasets(this, provider).open(new EntryOptions(options, position)));
    }

    private VersionedStorage versions(Storage storage, RunVersions versions) {
        return new VersionedStorage(
                storage,
                versions.saved(),
                versions.loaded(name).orElse(null),
                new EntryOptions(options, position).keptVersions());
    }

    /**
     * The names of all versions, the newest last.
     *
     * @throws ConfigException if the entry has mistakes
     */
    List<String> versions(RunVersions versions) {
        EntryOptions read = new EntryOptions(options, position);
        FileLocation location = storages.locate(read);
        read.require();
        VersionedStorage versioned = versions(location.storage(), versions);
        try {
            return versioned.versions(location.key());
        } catch (IOException e) {
            throw new DatasetException(name, location.shown(), versioned.reading(e, location.key()), e);
        }
    }

    /**
     * A dataset that is stored and holds values of a Java type.
     *
     * @throws ConfigException naming every mistake
     */
    Dataset<Object> stored(Type type, Supplier<StoredContent> content) {
        Optional<DatasetProvider> provider = type().provider();
        return provider.isEmpty() ? inFile(type, content) : provided(type, provider.get());
    }

    private Dataset<Object> provided(Type type, DatasetProvider provider) {
        EntryOptions read = new EntryOptions(options, position);
        DatasetType datasetType = common(read);
        if (!datasetType.accepts(type)) {
            read.problem(
                    position,
                    "the pipeline has \"" + name + "\" as " + JavaTypes.show(type) + ", but "
                            + Article.before(datasetType.word()) + " dataset holds " + datasetType.holds());
        }
        return new ProvidedDatasets(this, provider).dataset(read, type);
    }

    /** Whether it is kept in as many files as its path matches. */
    private boolean isInParts() {
        return path().filter(PartitionPath::isIn).isPresent();
    }

    /** A dataset in memory, after a check of the entry. */
    Dataset<Object> inMemory(Supplier<MemoryDataset> dataset) {
        check();
        return dataset.get();
    }

    /**
     * A dataset in a file that holds values of a Java type.
     *
     * @throws ConfigException naming every mistake
     */
    Dataset<Object> inFile(Type type, Supplier<StoredContent> content) {
        EntryOptions read = new EntryOptions(options, position);
        DatasetType datasetType = common(read);
        storages.locate(read);
        Validation validation = read.validation();
        Optional<Type> held = isInParts() ? JavaTypes.part(type) : Optional.of(type);
        if (held.filter(datasetType::accepts).isEmpty()) {
            read.problem(
                    position,
                    "the pipeline has \"" + name + "\" as " + JavaTypes.show(type) + ", but "
                            + Article.before(datasetType.word())
                            + (isInParts()
                                    ? " dataset in parts holds a Map<String, T>, where each part T is "
                                    : " dataset holds ")
                            + datasetType.holds());
            checkFormat(read, datasetType);
            read.require();
        }
        FileCodec format = format(datasetType, read, held.orElse(type));
        read.require();
        ValueChecks checks = new ValueChecks(held.orElse(type), validation);
        return content.get() instanceof PartitionedContent parts
                ? new FilePartitions(name, parts, format, checks)
                : FileDataset.of(name, (FileContent) content.get(), format, checks);
    }

    /**
     * The dataset that a pattern gives.
     *
     * @throws ConfigException if a placeholder would lead the path to another directory
     */
    CatalogEntry of(String dataset, Map<String, String> placeholders) {
        Set<String> inPath = path().map(NamePatterns::placeholders).orElse(Set.of());
        placeholders.forEach((placeholder, text) -> {
            if (inPath.contains(placeholder) && NOT_IN_NAMES.matcher(text).find()) {
                throw new ConfigException(
                        position,
                        "\"" + name + "\" cannot be the dataset " + Excerpt.quoted(dataset) + ": the path would have "
                                + Excerpt.quoted(text) + " for {" + placeholder
                                + "}, which is no part of a file's name");
            }
        });
        return new CatalogEntry(dataset, position, NamePatterns.fill(options, placeholders), storages);
    }

    /** An entry as JSON. */
    record Json(String name, ConfigJson.Place place, ConfigJson.Node options) {}

    Json toJson() {
        return new Json(name, ConfigJson.Place.of(position), ConfigJson.write(options));
    }

    static CatalogEntry of(Json json, Storages storages) {
        return new CatalogEntry(json.name(), json.place().position(), ConfigJson.readMapping(json.options()), storages);
    }

    /** The name of the credentials that are needed to get at the dataset. */
    Optional<String> neededCredentials() {
        EntryOptions read = new EntryOptions(options, position);
        if (isProvided()) {
            return read.credentials();
        }
        return options.get(PATH)
                .filter(path -> path instanceof ScalarNode text
                        && StoragePath.of(text.text()).isPresent())
                .flatMap(path -> read.credentials());
    }

    private boolean isProvided() {
        return options.get("type")
                .filter(type -> type instanceof ScalarNode word
                        && DatasetType.named(word.text())
                                .flatMap(DatasetType::provider)
                                .isPresent())
                .isPresent();
    }

    /**
     * The format in which a dataset in memory is handed to another process, if the entry says one.
     *
     * @throws ConfigException if that does not hold values of the Java type
     */
    Optional<String> spill(Type type) {
        EntryOptions read = new EntryOptions(options, position);
        if (read.type().isStored()) {
            return Optional.empty();
        }
        Optional<DatasetType> format = read.spill();
        if (format.isPresent() && !format.get().accepts(type)) {
            read.problem(
                    read.position(EntryOptions.SPILL),
                    "the pipeline has \"" + name + "\" as " + JavaTypes.show(type) + ", but "
                            + format.get().word() + " holds " + format.get().holds());
        }
        read.require();
        return format.map(DatasetType::word);
    }

    private FileCodec format(DatasetType datasetType, EntryOptions read, Type type) {
        if (datasetType.format().isPresent()) {
            return own(datasetType.format().get(), read, type);
        }
        return switch (datasetType.word()) {
            case "csv" -> new CsvOptions(this, read).format(JavaTypes.element(type));
            case "json" -> new JsonFormat(type);
            case "jsonl" -> new JsonLinesFormat(JavaTypes.element(type));
            case "text" -> type == String.class ? new TextFormat(read.encoding()) : new LinesFormat(read.encoding());
            default -> new BytesFormat();
        };
    }

    private FileCodec own(FileFormat format, EntryOptions read, Type type) {
        Map<String, String> given = new LinkedHashMap<>();
        format.options().forEach(option -> read.given(option).ifPresent(text -> given.put(option, text)));
        // What a format is given is compared, and where a file is must not matter.
        given.computeIfPresent(PATH, (option, path) -> ending());
        try {
            return format.open(type, given);
        } catch (IllegalArgumentException e) {
            read.problem(position, "dataset \"" + name + "\": " + e.getMessage());
            return new BytesFormat();
        }
    }
}
