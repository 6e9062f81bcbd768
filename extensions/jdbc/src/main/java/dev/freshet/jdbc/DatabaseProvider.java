package dev.freshet.jdbc;

import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.DatasetProvider;
import dev.freshet.dataset.DatasetRequest;
import dev.freshet.dataset.FileFormat;
import dev.freshet.dataset.OpenedDataset;
import dev.freshet.dataset.Option;
import dev.freshet.dataset.OptionException;
import dev.freshet.dataset.OptionValues;
import dev.freshet.dataset.StoredContent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;

/** What tables and queries have in common. */
abstract class DatabaseProvider implements DatasetProvider {
    static final Option VERSION = Option.text(
                    "version",
                    "a statement",
                    "A statement whose result changes whenever the rows change, such as `select max(updated_at) from flights`.")
            .notCompared();
    static final Option COLUMNS = Option.texts(
            "columns", "The names of columns by component, where they differ by more than case, `_` and `-`.");

    DatabaseProvider() {}

    @Override
    public String holds() {
        return "a List, Collection or Iterable of records";
    }

    @Override
    public boolean accepts(Type type) {
        return FileFormat.row(type).isPresent();
    }

    @Override
    public String credentialsFor() {
        return "a database";
    }

    @Override
    public List<Option> credentials() {
        return Access.KEYS;
    }

    @Override
    public OpenedDataset open(DatasetRequest request) {
        Access access = Access.of(request);
        request.options().findText(VERSION.name()).flatMap(Statements::problem).ifPresent(problem -> {
            throw new OptionException(VERSION.name(), problem);
        });
        Source source = source(request, access);
        Settings settings = settings(request.options());
        Database database = new Database(request.name(), source.location(), access);
        return new OpenedDataset() {
            @Override
            public StoredContent content() {
                return new DatabaseContent(
                        database, source, request.options().findText(VERSION.name()), settings.fetchSize());
            }

            @Override
            public Optional<String> place() {
                return source.place(access);
            }

            @Override
            public Dataset<Object> dataset(Type type) {
                Type record = FileFormat.row(type).orElseThrow();
                RecordColumns columns =
                        new RecordColumns(record, request.options().texts(COLUMNS.name()));
                columns.requireComponents(Settings.KEY.name(), settings.key());
                return new DatabaseDataset(database, source, columns, settings);
            }
        };
    }

    /** @throws IllegalArgumentException if the options do not identify the rows */
    abstract Source source(DatasetRequest request, Access access);

    abstract Settings settings(OptionValues options);
}
