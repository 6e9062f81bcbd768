package dev.freshet.jdbc;

import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.DatasetProvider;
import dev.freshet.dataset.DatasetRequest;
import dev.freshet.dataset.FileFormat;
import dev.freshet.dataset.OpenedDataset;
import dev.freshet.dataset.StoredContent;
import java.lang.reflect.Type;
import java.util.Optional;
import java.util.Set;

/** What tables and queries have in common. */
abstract class DatabaseProvider implements DatasetProvider {
    static final String VERSION = "version";
    static final String COLUMNS = "columns";

    DatabaseProvider() {}

    @Override
    public String holds() {
        return "a List, Collection or Iterable of records";
    }

    @Override
    public boolean accepts(Type type) {
        return FileFormat.element(type)
                .filter(element -> element instanceof Class<?> record && record.isRecord())
                .isPresent();
    }

    @Override
    public Set<String> groups() {
        return Set.of(COLUMNS);
    }

    @Override
    public String credentialsFor() {
        return "a database";
    }

    @Override
    public Set<String> credentials() {
        return Access.KEYS;
    }

    @Override
    public Optional<String> problem(String key, String value) {
        return Access.problem(key, value);
    }

    @Override
    public OpenedDataset open(DatasetRequest request) {
        Access access = Access.of(request);
        Source source = source(request, access);
        Settings settings = Settings.of(request);
        Database database = new Database(request.name(), source.location(), access);
        return new OpenedDataset() {
            @Override
            public StoredContent content() {
                return new DatabaseContent(database, source, request.option(VERSION), settings.fetchSize());
            }

            @Override
            public Optional<String> place() {
                return source.place(access);
            }

            @Override
            public Dataset<Object> dataset(Type type) {
                Class<?> record = (Class<?>) FileFormat.element(type).orElseThrow();
                return new DatabaseDataset(
                        database, source, new RecordColumns(record, request.group(COLUMNS)), settings);
            }
        };
    }

    /** @throws IllegalArgumentException if the options do not identify the rows */
    abstract Source source(DatasetRequest request, Access access);
}
