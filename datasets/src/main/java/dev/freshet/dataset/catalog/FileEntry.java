package dev.freshet.dataset.catalog;

import dev.freshet.config.Article;
import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.DatasetException;
import dev.freshet.dataset.FileCodec;
import dev.freshet.dataset.OptionValues;
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
import dev.freshet.dataset.rule.Validation;
import dev.freshet.dataset.rule.ValueChecks;
import dev.freshet.wiring.JavaTypes;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** An entry whose values are in files. */
record FileEntry(CatalogEntry written, DatasetType.OfFiles type, EntryOptions options) implements StoredEntry {
    @Override
    public void check() {
        Mistakes mistakes = mistakes();
        written.storages().check(options, mistakes, written.isPattern());
        checkFormat(mistakes);
        mistakes.require();
    }

    /** Returns the mistakes of the options, of the compression, and of versions and partitions. */
    @Override
    public Mistakes mistakes() {
        Mistakes mistakes = StoredEntry.super.mistakes();
        options.path().flatMap(Compression::missing).ifPresent(missing -> mistakes.at("path", missing));
        if (options.values().isGiven("keep") && !isVersioned()) {
            mistakes.at("keep", "\"keep\" is for datasets that are versioned; add \"versioned: true\"");
        }
        if (isIncremental() && !isPartitioned()) {
            mistakes.at(
                    "incremental",
                    "only a partitioned dataset can be incremental; write a star in its path, as in data/days/*.csv");
        }
        if (isVersioned() && isPartitioned()) {
            mistakes.at(
                    "versioned", "a partitioned dataset cannot be versioned; version its partitions by their names");
        }
        return mistakes;
    }

    private void checkFormat(Mistakes mistakes) {
        if (options.hasPlaceholders()) {
            return;
        }
        try {
            type.format().check(options.values());
        } catch (IllegalArgumentException e) {
            mistakes.refused(e, name());
        }
    }

    /** Returns whether each save adds a version. */
    boolean isVersioned() {
        return options.values().flag("versioned");
    }

    /** Returns whether nodes that read it partition by partition receive only new and changed partitions. */
    boolean isIncremental() {
        return options.values().flag("incremental");
    }

    /** Returns whether its value is kept in memory for all of its consumers in a run. */
    boolean isCached() {
        return options.values().flag("cached");
    }

    /** Returns what happens with values that violate the constraints of their types. */
    Validation validation() {
        return switch (options.values().text("validate")) {
            case "true" -> Validation.FAIL;
            case "false" -> Validation.OFF;
            default -> Validation.WARN;
        };
    }

    /** Returns whether it is partitioned: stored in all files that its path matches. */
    boolean isPartitioned() {
        return options.path().filter(PartitionPath::isIn).isPresent();
    }

    /** Returns how its files are compressed. */
    Compression compression() {
        return options.path().map(Compression::of).orElse(Compression.NONE);
    }

    @Override
    public Optional<String> neededCredentials() {
        return options.path().flatMap(StoragePath::of).flatMap(path -> options.credentials());
    }

    @Override
    public StoredContent content(RunVersions versions) {
        Mistakes mistakes = mistakes();
        FileLocation location = written.storages().locate(options, mistakes);
        mistakes.require();
        if (isPartitioned()) {
            return new PartitionedContent(name(), new PartitionPath(location));
        }
        return new FileContent(
                name(),
                isVersioned()
                        ? new FileLocation(versioned(location.storage(), versions), location.key(), location.shown())
                        : location);
    }

    /** Returns the location of its file, or of all of its versions; empty after a mistake. */
    Optional<FileLocation> location() {
        Mistakes mistakes = mistakes();
        FileLocation location = written.storages().locate(options, mistakes);
        return mistakes.areThere() ? Optional.empty() : Optional.of(location);
    }

    /** Finds a file where the entry needs a directory, or a directory where it needs a file. See {@link TakenPlace}. */
    Mistakes takenPlace(boolean isMissing, RunVersions versions) {
        Mistakes mistakes = mistakes();
        FileLocation location = written.storages().locate(options, mistakes);
        if (!mistakes.areThere()) {
            new TakenPlace(this, location, versions, mistakes).check(isMissing);
        }
        return mistakes;
    }

    private VersionedStorage versioned(Storage storage, RunVersions versions) {
        OptionValues values = options.values();
        return new VersionedStorage(
                storage, versions.saved(), versions.loaded(name()).orElse(null), (int)
                        Math.min(Integer.MAX_VALUE, values.findNumber("keep").orElse(0)));
    }

    /**
     * Returns the names of all versions, the newest last.
     *
     * @throws dev.freshet.config.ConfigException if the entry has mistakes
     * @throws DatasetException if the storage cannot be read
     */
    List<String> versions(RunVersions versions) {
        Mistakes mistakes = mistakes();
        FileLocation location = written.storages().locate(options, mistakes);
        mistakes.require();
        VersionedStorage versioned = versioned(location.storage(), versions);
        try {
            return versioned.versions(location.key());
        } catch (IOException e) {
            throw new DatasetException(name(), location.shown(), versioned.reading(e, location.key()), e);
        }
    }

    @Override
    public Dataset<Object> dataset(Type javaType, Supplier<StoredContent> content) {
        Mistakes mistakes = mistakes();
        written.storages().locate(options, mistakes);
        checkFormat(mistakes);
        Optional<Type> held = isPartitioned() ? JavaTypes.partition(javaType) : Optional.of(javaType);
        if (held.filter(type::accepts).isEmpty()) {
            mistakes.atEntry("the pipeline has \"" + name() + "\" as " + JavaTypes.show(javaType) + ", but "
                    + (isPartitioned()
                            ? "a partitioned " + type.word()
                                    + " dataset holds a Map<String, T>, where each partition T is "
                            : Article.before(type.word()) + " dataset holds ")
                    + type.holds()
                    + (isPartitioned()
                                    || JavaTypes.partition(javaType)
                                            .filter(type::accepts)
                                            .isEmpty()
                            ? ""
                            : "; for partitions, write a star in its path, as in data/days/*.csv"));
        }
        mistakes.require();
        FileCodec codec = codec(held.orElseThrow(), mistakes);
        ValueChecks checks = new ValueChecks(held.orElseThrow(), validation());
        return content.get() instanceof PartitionedContent partitions
                ? new FilePartitions(name(), partitions, codec, checks)
                : FileDataset.of(name(), (FileContent) content.get(), codec, checks);
    }

    private FileCodec codec(Type held, Mistakes mistakes) {
        try {
            return type.format().open(held, options.values());
        } catch (IllegalArgumentException e) {
            mistakes.refused(e, name());
            throw mistakes.failure();
        }
    }
}
