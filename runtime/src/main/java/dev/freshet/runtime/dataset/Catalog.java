package dev.freshet.runtime.dataset;

import dev.freshet.config.ConfigException;
import dev.freshet.config.ConfigNode;
import dev.freshet.config.ConfigProblem;
import dev.freshet.config.Configuration;
import dev.freshet.config.MappingNode;
import dev.freshet.config.Position;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Where each dataset is kept, by name, as the configuration's catalog files say. */
public final class Catalog {
    private record Entry(Position position, MappingNode options) {}

    private final Map<String, Entry> entries;
    private final Path directory;
    private final MappingNode credentials;

    private Catalog(Map<String, Entry> entries, Path directory, MappingNode credentials) {
        this.entries = entries;
        this.directory = directory;
        this.credentials = credentials;
    }

    /** A catalog without entries: every dataset is handed on in memory. */
    public static Catalog empty() {
        return new Catalog(Map.of(), Path.of(""), new MappingNode(Map.of(), new Position("", 0, 0)));
    }

    /**
     * The catalog of a configuration. Entries are checked by {@link #check} or when they are opened.
     *
     * @throws ConfigException if an entry is not a mapping
     */
    public static Catalog of(Configuration configuration) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        List<ConfigProblem> problems = new ArrayList<>();
        configuration.catalog().entries().forEach((name, entry) -> {
            if (name.startsWith("_")) {
                return;
            }
            ConfigNode value = entry.value();
            if (value instanceof MappingNode options) {
                entries.put(name, new Entry(entry.key(), options));
            } else {
                problems.add(new ConfigProblem(
                        value.position(), "the dataset \"" + name + "\" must have options, as in \"type: csv\""));
            }
        });
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return new Catalog(entries, configuration.projectDirectory(), configuration.credentials());
    }

    /** Whether there is an entry of that full name. */
    public boolean contains(String dataset) {
        return entries.containsKey(dataset);
    }

    /** The names of all entries in order. */
    public Set<String> names() {
        return entries.keySet();
    }

    /** Where an entry is declared. */
    public Optional<Position> position(String dataset) {
        return Optional.ofNullable(entries.get(dataset)).map(Entry::position);
    }

    /** Whether a built-in dataset type holds values of a Java type; false if there is no such dataset type. */
    public static boolean accepts(String datasetType, Type type) {
        return DatasetType.named(datasetType)
                .filter(named -> named.accepts(type))
                .isPresent();
    }

    /** Whether an entry keeps its value beyond the process. */
    public boolean isStored(String dataset) {
        Entry entry = entries.get(dataset);
        return entry != null && new EntryOptions(entry.options()).type() != DatasetType.MEMORY;
    }

    /**
     * Checks every entry without touching the data.
     *
     * @throws ConfigException naming the first mistake of each entry
     */
    public void check() {
        List<ConfigProblem> problems = new ArrayList<>();
        for (String name : names()) {
            try {
                build(name, Object.class, false);
            } catch (ConfigException e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
    }

    /**
     * The dataset of an entry, holding values of a Java type.
     *
     * @throws ConfigException if there is no such entry, it has mistakes, or its dataset type cannot hold such values
     */
    @SuppressWarnings("unchecked") // the dataset type holds values of this Java type, which open checks
    public <T> Dataset<T> open(String dataset, Type type) {
        return (Dataset<T>) build(dataset, type, true);
    }

    private Dataset<Object> build(String name, Type type, boolean checkType) {
        Entry entry = entries.get(name);
        if (entry == null) {
            throw new ConfigException(new Position("catalog", 0, 0), "there is no dataset \"" + name + "\"");
        }
        EntryOptions options = new EntryOptions(entry.options());
        DatasetType datasetType = options.type();
        options.checkCredentials(credentials);
        if (checkType && !datasetType.accepts(type)) {
            throw new ConfigException(
                    entry.position(),
                    "the pipeline has \"" + name + "\" as " + JavaTypes.show(type) + ", but a " + datasetType.word()
                            + " dataset holds " + datasetType.holds());
        }
        if (datasetType == DatasetType.MEMORY) {
            return new MemoryDataset(name);
        }
        String path = options.text("path");
        FileLocation location = new FileLocation(directory.resolve(path), path);
        try {
            return new FileDataset(name, location, format(datasetType, options, type));
        } catch (MalformedContent e) {
            throw new ConfigException(entry.position(), "dataset \"" + name + "\": " + e.problem());
        }
    }

    private static FileDataset.Format format(DatasetType datasetType, EntryOptions options, Type type) {
        return switch (datasetType) {
            case BYTES, MEMORY -> new BytesFormat();
            case CSV -> csv(options, type);
            case JSON -> new JsonFormat(type, false);
            case JSONL -> new JsonFormat(JavaTypes.isMany(type) ? JavaTypes.element(type) : type, true);
            case TEXT -> new TextFormat(options.encoding(), type != String.class);
        };
    }

    private static CsvFormat csv(EntryOptions options, Type type) {
        CsvFormat.Dialect dialect = new CsvFormat.Dialect(
                options.character("delimiter", ','),
                options.character("quote", '"'),
                options.flag("header", true),
                options.encoding());
        Map<String, String> formats = options.texts("formats");
        Map<String, String> columns = options.texts("columns");
        Type row = JavaTypes.isMany(type) ? JavaTypes.element(type) : type;
        Class<?> raw = JavaTypes.raw(row);
        Supplier<Rows> rows = raw.isRecord()
                ? () -> new RecordRows(raw, formats, columns)
                : raw == Map.class ? Rows.Maps::new : Rows.Lists::new;
        rows.get();
        return new CsvFormat(dialect, rows);
    }
}
