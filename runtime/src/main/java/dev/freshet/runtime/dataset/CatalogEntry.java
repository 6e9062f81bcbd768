package dev.freshet.runtime.dataset;

import dev.freshet.config.ConfigException;
import dev.freshet.config.MappingNode;
import dev.freshet.config.NamePatterns;
import dev.freshet.config.Position;
import dev.freshet.config.ScalarNode;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One dataset of the catalog as it is declared.
 *
 * @param position the place of its name
 * @param storages where paths lead to
 */
record CatalogEntry(String name, Position position, MappingNode options, Storages storages) {
    private static final Set<String> PLACE = Set.of("path", "credentials");
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
        if (type.isStored()) {
            storages.check(read, NamePatterns.isPattern(name));
        }
        checkFormat(read, type);
        read.require();
    }

    private void checkFormat(EntryOptions read, DatasetType type) {
        if (type.equals(DatasetType.CSV)) {
            dialect(read);
            read.texts("formats");
            read.texts("columns");
        } else if (type.equals(DatasetType.TEXT)) {
            read.encoding();
        } else if (!type.isStored()) {
            read.spill();
        }
    }

    private DatasetType common(EntryOptions read) {
        DatasetType type = read.type();
        read.checkCredentials(storages.credentials());
        path().filter(path -> type.isStored())
                .flatMap(Compression::missing)
                .ifPresent(missing -> read.problem(read.position("path"), missing));
        return type;
    }

    private Optional<String> path() {
        return options.get("path")
                .flatMap(path -> path instanceof ScalarNode scalar ? Optional.of(scalar.text()) : Optional.empty());
    }

    /** What the entry says but for the place and how one gets in: another declaration means another value. */
    String declaration() {
        String version = type().format().map(FileFormat::version).orElse("");
        return CanonicalText.without(options, PLACE) + (version.isEmpty() ? "" : " version " + version);
    }

    /**
     * The file, or the files, that hold the dataset.
     *
     * @throws ConfigException if the entry does not name any
     */
    StoredContent content() {
        EntryOptions read = new EntryOptions(options, position);
        read.checkCredentials(storages.credentials());
        FileLocation location = storages.locate(read);
        read.require();
        return isInParts()
                ? new PartitionedContent(name, new PartitionPath(location))
                : new FileContent(name, location);
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
        Optional<Type> held = isInParts() ? JavaTypes.part(type) : Optional.of(type);
        if (held.filter(datasetType::accepts).isEmpty()) {
            read.problem(
                    position,
                    "the pipeline has \"" + name + "\" as " + JavaTypes.show(type) + ", but a " + datasetType.word()
                            + (isInParts()
                                    ? " dataset in parts holds a Map<String, T>, where each part T is "
                                    : " dataset holds ")
                            + datasetType.holds());
            checkFormat(read, datasetType);
            read.require();
        }
        FileCodec format = format(datasetType, read, held.orElse(type));
        read.require();
        return content.get() instanceof PartitionedContent parts
                ? new FilePartitions(name, parts, format)
                : FileDataset.of(name, (FileContent) content.get(), format);
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
                        "\"" + name + "\" cannot be the dataset " + Cells.shown(dataset) + ": the path would have "
                                + Cells.shown(text) + " for {" + placeholder + "}, which is no part of a file's name");
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
        return options.get("path")
                .filter(path -> path instanceof ScalarNode text
                        && StoragePath.of(text.text()).isPresent())
                .flatMap(path -> read.credentials());
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
            case "csv" -> csv(read, JavaTypes.element(type));
            case "json" -> new JsonFormat(type);
            case "jsonl" -> new JsonLinesFormat(JavaTypes.element(type));
            case "text" -> type == String.class ? new TextFormat(read.encoding()) : new LinesFormat(read.encoding());
            default -> new BytesFormat();
        };
    }

    private FileCodec own(FileFormat format, EntryOptions read, Type type) {
        Map<String, String> given = new LinkedHashMap<>();
        format.options().forEach(option -> read.given(option).ifPresent(text -> given.put(option, text)));
        try {
            return format.open(type, given);
        } catch (IllegalArgumentException e) {
            read.problem(position, "dataset \"" + name + "\": " + e.getMessage());
            return new BytesFormat();
        }
    }

    /** Whether the file's name says that tabs are between the cells. */
    private boolean isTabbed() {
        return path().map(path -> Compression.unpacked(path.toLowerCase(Locale.ROOT)))
                .filter(path -> path.endsWith(".tsv"))
                .isPresent();
    }

    private CsvFormat.Dialect dialect(EntryOptions read) {
        CsvFormat.Dialect dialect = new CsvFormat.Dialect(
                read.character("delimiter", isTabbed() ? '\t' : ','),
                read.character("quote", '"'),
                read.flag("header", true),
                read.encoding());
        if (dialect.delimiter() == dialect.quote()) {
            read.problem(read.position("quote"), "\"quote\" must be another character than \"delimiter\"");
        }
        return dialect;
    }

    private CsvFormat csv(EntryOptions read, Type row) {
        CsvFormat.Dialect dialect = dialect(read);
        Map<String, ScalarNode> formats = read.texts("formats");
        Map<String, ScalarNode> columns = read.texts("columns");
        Class<?> raw = JavaTypes.raw(row);
        if (!raw.isRecord()) {
            noRecord(read, "formats", formats, row);
            noRecord(read, "columns", columns, row);
            return new CsvFormat(dialect, raw == Map.class ? MapRows::new : ListRows::new, false);
        }
        Map<String, String> headers = texts(columns);
        Set<String> components = Arrays.stream(raw.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        known(read, "columns", columns, components, raw);
        Set<String> formattable = new LinkedHashSet<>(components);
        formattable.addAll(headers.values());
        known(read, "formats", formats, formattable, raw);
        read.require();
        Supplier<Rows> rows = () -> new RecordRows(raw, texts(formats), headers);
        try {
            Objects.requireNonNull(rows.get(), "made once now, so that mistakes of the record show before the run");
        } catch (MalformedContent e) {
            read.problem(position, "dataset \"" + name + "\": " + e.problem());
        }
        boolean lossless =
                formats.isEmpty() && dialect.encoding().equals(StandardCharsets.UTF_8) && LosslessTypes.inTable(row);
        return new CsvFormat(dialect, rows, lossless);
    }

    private static void noRecord(EntryOptions read, String option, Map<String, ScalarNode> given, Type row) {
        if (!given.isEmpty()) {
            read.problem(
                    read.position(option),
                    "\"" + option + "\" is for rows that are records, not for " + JavaTypes.show(row));
        }
    }

    private static void known(
            EntryOptions read, String option, Map<String, ScalarNode> given, Set<String> legal, Class<?> record) {
        given.keySet().forEach(key -> {
            if (!legal.contains(key)) {
                read.problem(
                        read.keyPosition(option, key),
                        "\"" + option + "\" has \"" + key + "\", which is not a component of " + JavaTypes.show(record)
                                + "; " + EntryOptions.hint(key, legal));
            }
        });
    }

    private static Map<String, String> texts(Map<String, ScalarNode> scalars) {
        Map<String, String> texts = new LinkedHashMap<>();
        scalars.forEach((key, value) -> texts.put(key, value.text()));
        return texts;
    }
}
