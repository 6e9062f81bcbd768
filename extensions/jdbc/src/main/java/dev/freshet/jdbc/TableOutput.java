package dev.freshet.jdbc;

import dev.freshet.dataset.DatasetException;
import dev.freshet.dataset.MalformedContent;
import dev.freshet.dataset.RecordOutput;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Writes records to a table, in one transaction. */
final class TableOutput implements RecordOutput {
    private final Database database;
    private final RecordColumns columns;
    private final Connection connection;
    private final Save save;
    private final PreparedStatement insert;
    private final int batch;
    private long number;
    private int waiting;
    private boolean isBroken;
    private boolean isClosed;

    /**
     * What is saved where.
     *
     * @param targets the column of each component
     * @param key the indexes of the components that identify a row
     */
    private record Save(TableWriting writing, List<Column> targets, int[] key) {}

    private TableOutput(Database database, RecordColumns columns, Connection connection, Save save, int batch)
            throws SQLException {
        this.database = database;
        this.columns = columns;
        this.connection = connection;
        this.save = save;
        this.batch = batch;
        save.writing().prepare(connection);
        insert = connection.prepareStatement(save.writing().insert());
    }

    /** @throws DatasetException if the table does not exist or has different columns */
    static TableOutput open(Database database, DatabaseTable table, RecordColumns columns, Settings settings) {
        Connection connection = connect(database);
        boolean isOpen = false;
        try {
            Dialect dialect = Dialect.of(connection);
            if (settings.mode() == Settings.Mode.UPSERT && dialect == Dialect.STANDARD) {
                throw database.failure("\"mode: upsert\" is for PostgreSQL, H2 and SQLite");
            }
            TableWriting.Target target = find(database, table, columns, settings, connection);
            Save save = save(target, columns, settings, connection, dialect);
            TableOutput output = new TableOutput(database, columns, connection, save, settings.fetchSize());
            isOpen = true;
            return output;
        } catch (SQLException e) {
            throw database.failure("", e);
        } catch (MalformedContent e) {
            throw database.failure(String.valueOf(e.getMessage()));
        } finally {
            if (!isOpen) {
                Database.drop(connection);
            }
        }
    }

    private static Save save(
            TableWriting.Target target,
            RecordColumns columns,
            Settings settings,
            Connection connection,
            Dialect dialect)
            throws SQLException {
        List<Column> header;
        try (PreparedStatement all = connection.prepareStatement(header(target, columns, connection, dialect));
                ResultSet none = all.executeQuery()) {
            header = Column.of(none.getMetaData(), dialect);
        }
        List<Column> targets = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int place : columns.places(header)) {
            targets.add(header.get(place));
            names.add(DatabaseTable.quoted(header.get(place).name(), connection.getMetaData()));
        }
        columns.requireStorable(targets);
        int[] key = settings.key().stream().mapToInt(columns::component).toArray();
        List<String> keyNames = Arrays.stream(key).mapToObj(names::get).toList();
        return new Save(new TableWriting(dialect, settings.mode(), target, names, keyNames), targets, key);
    }

    /** Returns a query whose result has the columns of the table, but no rows. */
    private static String header(
            TableWriting.Target target, RecordColumns columns, Connection connection, Dialect dialect)
            throws SQLException {
        boolean isThere = target.definition().isEmpty() || dialect != Dialect.H2;
        String of = isThere
                ? "* from " + target.table()
                : String.join(", ", names(columns, connection)) + " from " + TableWriting.staged();
        return "select " + of + " where 1 = 0";
    }

    private static Connection connect(Database database) {
        try {
            return database.access().connect(false);
        } catch (SQLException e) {
            throw database.failure("", e);
        }
    }

    private static TableWriting.Target find(
            Database database, DatabaseTable table, RecordColumns columns, Settings settings, Connection connection)
            throws SQLException {
        Optional<String> found = table.find(connection);
        if (found.isPresent()) {
            return new TableWriting.Target(table.table(), found.get(), Optional.empty());
        }
        if (!settings.isCreating()) {
            throw database.failure(table.missing(connection));
        }
        return create(table, columns, settings, connection);
    }

    private static TableWriting.Target create(
            DatabaseTable table, RecordColumns columns, Settings settings, Connection connection) throws SQLException {
        DatabaseMetaData data = connection.getMetaData();
        Dialect dialect = Dialect.of(connection);
        List<String> definitions = new ArrayList<>();
        for (RecordColumns.NewColumn column : columns.definition(dialect)) {
            definitions.add(name(column, data) + " " + column.type());
        }
        String staged = TableWriting.stage(String.join(", ", definitions));
        if (!settings.key().isEmpty()) {
            List<String> key = new ArrayList<>();
            for (String component : settings.key()) {
                key.add(name(columns.definition(dialect).get(columns.component(component)), data));
            }
            definitions.add("primary key (" + String.join(", ", key) + ")");
        }
        String name = table.creatable(connection);
        String definition = "create table " + name + " (" + String.join(", ", definitions) + ")";
        TableWriting.execute(dialect == Dialect.H2 ? staged : definition, connection);
        return new TableWriting.Target(table.table(), name, Optional.of(definition));
    }

    private static List<String> names(RecordColumns columns, Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        for (RecordColumns.NewColumn column : columns.definition(Dialect.of(connection))) {
            names.add(name(column, connection.getMetaData()));
        }
        return names;
    }

    private static String name(RecordColumns.NewColumn column, DatabaseMetaData data) throws SQLException {
        return DatabaseTable.quoted(DatabaseTable.folded(column.name(), data), data);
    }

    @Override
    public void write(@Nullable Object record) {
        number++;
        writing(() -> {
            if (record == null) {
                throw new MalformedContent("", "it is null");
            }
            add(columns.parameters(record, save.targets()));
            waiting++;
            if (waiting == batch) {
                send();
            }
        });
    }

    private void add(@Nullable Object[] values) throws SQLException {
        for (int component : save.key()) {
            if (values[component] == null) {
                throw new MalformedContent(
                        "", "its key \"" + save.targets().get(component).name() + "\" is null");
            }
        }
        for (int i = 0; i < values.length; i++) {
            save.targets().get(i).dialect().set(insert, i + 1, values[i]);
        }
        save.writing().number(insert, number);
        insert.addBatch();
    }

    private void send() throws SQLException {
        if (waiting > 0) {
            insert.executeBatch();
            waiting = 0;
        }
    }

    @Override
    public void commit() {
        if (isBroken) {
            throw database.failure("a record could not be written, so none was saved");
        }
        writing(() -> {
            send();
            requireKeysThatDiffer();
            waiting = (int) Math.min(number, Integer.MAX_VALUE);
            if (save.writing().isCreatedWithItsRows()) {
                database.check().get().run();
                save.writing().finish(connection);
            } else {
                save.writing().finish(connection);
                database.check().get().run();
            }
            connection.commit();
        });
        close();
    }

    private void requireKeysThatDiffer() throws SQLException {
        Optional<TableWriting.EqualKeys> equal = save.writing().equalKeys(connection);
        if (equal.isPresent()) {
            throw database.failure(
                    ", record " + equal.get().second(),
                    "its key " + equal.get().key() + " is that of record "
                            + equal.get().first() + ", too");
        }
    }

    /** A step of writing. */
    @FunctionalInterface
    private interface Part {
        void write() throws SQLException;
    }

    private void writing(Part part) {
        if (isClosed) {
            throw new IllegalStateException("the output to " + database.location() + " is closed");
        }
        boolean isDone = false;
        try {
            part.write();
            isDone = true;
        } catch (SQLException e) {
            throw database.failure(records(e), e);
        } catch (MalformedContent e) {
            throw database.failure(", record " + number, String.valueOf(e.getMessage()));
        } finally {
            isBroken |= !isDone;
        }
    }

    /** Returns the record that a failure refers to; those that are not yet in the table if the driver does not say. */
    private String records(SQLException failure) {
        OptionalInt failed = database.failedEntry(failure, waiting);
        if (failed.isPresent()) {
            return ", record " + (number - waiting + 1 + failed.getAsInt());
        }
        return waiting <= 1 ? ", record " + number : ", records " + (number - waiting + 1) + " to " + number;
    }

    @Override
    public void close() {
        if (!isClosed) {
            isClosed = true;
            Database.drop(connection);
        }
    }
}
