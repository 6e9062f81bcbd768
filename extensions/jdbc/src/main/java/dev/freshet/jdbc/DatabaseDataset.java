package dev.freshet.jdbc;

import dev.freshet.dataset.RecordDataset;
import dev.freshet.dataset.RecordOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The rows of a table or query as records. */
final class DatabaseDataset implements RecordDataset {
    private final Database database;
    private final Source source;
    private final RecordColumns columns;
    private final Settings settings;

    DatabaseDataset(Database database, Source source, RecordColumns columns, Settings settings) {
        this.database = database;
        this.source = source;
        this.columns = columns;
        this.settings = settings;
    }

    private RecordCursor open(boolean isRead) {
        return RecordCursor.open(database, source, columns, settings.fetchSize(), isRead);
    }

    @Override
    public Object load() {
        try (RecordCursor cursor = open(true)) {
            List<Object> loaded = new ArrayList<>();
            for (Object record = cursor.next(); record != null; record = cursor.next()) {
                loaded.add(record);
            }
            return loaded;
        }
    }

    @Override
    public Stream<Object> stream() {
        RecordCursor cursor = open(false);
        Spliterator<Object> spliterator =
                new AbstractSpliterator<>(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL) {
                    @Override
                    public boolean tryAdvance(Consumer<? super Object> action) {
                        Object record = cursor.next();
                        if (record != null) {
                            action.accept(record);
                        }
                        return record != null;
                    }
                };
        return StreamSupport.stream(spliterator, false).onClose(cursor::close);
    }

    @Override
    public void save(Object value) {
        if (value == null) {
            throw database.failure("null cannot be saved");
        }
        try (RecordOutput output = replace()) {
            for (Object record : (Iterable<?>) value) {
                output.write(record);
            }
            output.commit();
        }
    }

    @Override
    public RecordOutput replace() {
        if (source instanceof DatabaseTable table) {
            database.loads().replaced();
            return TableOutput.open(database, table, columns, settings);
        }
        throw database.failure("a query is read only; save to a dataset of type table");
    }

    @Override
    public boolean exists() {
        return database.read(connection -> source.select(connection)).isPresent();
    }

    @Override
    public String location() {
        return source.location();
    }
}
