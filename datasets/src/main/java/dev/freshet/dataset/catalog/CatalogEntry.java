package dev.freshet.dataset.catalog;

import dev.freshet.config.ConfigException;
import dev.freshet.config.Excerpt;
import dev.freshet.config.MappingNode;
import dev.freshet.config.NamePatterns;
import dev.freshet.config.Position;
import dev.freshet.config.ScalarNode;
import dev.freshet.dataset.parameter.ConfigJson;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An entry of the catalog, as written. Its options are read once, on first use. */
final class CatalogEntry {
    /** Characters that would make the name of a file a path, or several names. */
    private static final Pattern NOT_IN_NAMES = Pattern.compile("[/\\\\*\\p{Cntrl}]|^\\.+$");

    private final String name;
    private final Position position;
    private final MappingNode options;
    private final Storages storages;
    /** The result of reading the options. Several threads may read them at once; their results are equal. */
    private volatile @Nullable Reading reading;

    private record Reading(@Nullable Entry entry, @Nullable ConfigException failure) {}

    /**
     * An entry.
     *
     * @param position the place of its name
     * @param storages the storages to which paths lead
     */
    CatalogEntry(String name, Position position, MappingNode options, Storages storages) {
        this.name = name;
        this.position = position;
        this.options = options;
        this.storages = storages;
    }

    String name() {
        return name;
    }

    Position position() {
        return position;
    }

    MappingNode options() {
        return options;
    }

    Storages storages() {
        return storages;
    }

    boolean isPattern() {
        return NamePatterns.isPattern(name);
    }

    /**
     * Reads the options of the entry.
     *
     * @throws ConfigException if the entry names no existing dataset type; other mistakes are part of the result
     */
    Entry read() {
        Reading known = reading();
        if (known.entry() == null) {
            throw known.failure();
        }
        return known.entry();
    }

    /** Reads the options of the entry, if its values are in files. */
    Optional<FileEntry> file() {
        return reading().entry() instanceof FileEntry file ? Optional.of(file) : Optional.empty();
    }

    /** Returns the name of the credentials that are needed to read and write the dataset. */
    Optional<String> neededCredentials() {
        return reading().entry() instanceof StoredEntry stored ? stored.neededCredentials() : Optional.empty();
    }

    private Reading reading() {
        Reading known = reading;
        if (known == null) {
            known = readOnce();
            reading = known;
        }
        return known;
    }

    private Reading readOnce() {
        try {
            DatasetType type = EntryOptions.type(this);
            EntryOptions read = EntryOptions.of(this, type);
            if (type instanceof DatasetType.OfFiles files) {
                return new Reading(new FileEntry(this, files, read), null);
            }
            return new Reading(
                    type instanceof DatasetType.Provided provided
                            ? new ProvidedEntry(this, provided, read)
                            : new MemoryEntry(this, type, read),
                    null);
        } catch (ConfigException e) {
            return new Reading(null, e);
        }
    }

    /**
     * Returns the entry of a dataset that matches this pattern.
     *
     * @throws ConfigException if a placeholder would lead the path to another directory
     */
    CatalogEntry of(String dataset, Map<String, String> placeholders) {
        Set<String> inPath = options.get(CommonOptions.PATH.name())
                .map(path ->
                        path instanceof ScalarNode text ? NamePatterns.placeholders(text.text()) : Set.<String>of())
                .orElse(Set.of());
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
}
