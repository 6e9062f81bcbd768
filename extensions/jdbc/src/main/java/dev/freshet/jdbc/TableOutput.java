package dev.freshet.jdbc;

import dev.freshet.dataset.DatasetException;
import dev.freshet.dataset.MalformedContent;
import dev.freshet.dataset.RecordOutput;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes records to a table, in one transaction. */
final class TableOutput implements RecordOutput {
    private final Database database;
    private final RecordColumns columns;
    private final Connection connection;
    private final PreparedStatement insert;
    private final Dialect dialect;
    private final int batch;
    private long number;
    private int waiting;
    private boolean isBroken;
    private boolean isClosed;

    private TableOutput(
            Database database, RecordColumns columns, Connection connection, PreparedStatement insert, int batch)
            throws SQLException {
        this.database = database;
        this.columns = columns;
        this.connection = connection;
        this.insert = insert;
        this.batch = batch;
        dialect = Dialect.of(connection);
    }

    /** @throws DatasetException if the table does not exist or has different columns */
    static TableOutput open(Database database, DatabaseTable table, RecordColumns columns, Settings settings) {
        Connection connection = connect(database);
        boolean isOpen = false;
        try {
            String name = find(database, table, columns, settings, connection);
            PreparedStatement insert = connection.prepareStatement(insert(name, columns, connection));
            if (!settings.isAppending()) {
                execute("delete from " + name, connection);
            }
            TableOutput output = new TableOutput(database, columns, connection, insert, settings.fetchSize());
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

    private static Connection connect(Database database) {
        try {
            return database.access().connect(false);
        } catch (SQLException e) {
            throw database.failure("", e);
        }
    }

    private static String find(
            Database database, DatabaseTable table, RecordColumns columns, Settings settings, Connection connection)
            throws SQLException {
        Optional<String> found = table.find(connection);
        if (found.isPresent()) {
            return found.get();
        }
        if (!settings.isCreating()) {
            throw database.failure(table.missing(connection));
        }
        return create(table, columns, connection);
    }

    private static String create(DatabaseTable table, RecordColumns columns, Connection connection)
            throws SQLException {
        DatabaseMetaData data = connection.getMetaData();
        List<String> definitions = new ArrayList<>();
        for (RecordColumns.NewColumn column : columns.definition(Dialect.of(connection))) {
            definitions.add(
                    DatabaseTable.quoted(DatabaseTable.folded(column.name(), data), data) + " " + column.type());
        }
        String name = table.creatable(connection);
        execute("create table " + name + " (" + String.join(", ", definitions) + ")", connection);
        return name;
    }

    private static void execute(String sql, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private static String insert(String table, RecordColumns columns, Connection connection) throws SQLException {
        List<String> header;
        try (Statement statement = connection.createStatement();
                ResultSet none = statement.executeQuery("select * from " + table + " where 1 = 0")) {
            header = RecordCursor.header(none);
        }
        List<String> names = new ArrayList<>();
        for (int place : columns.places(header)) {
            names.add(DatabaseTable.quoted(header.get(place), connection.getMetaData()));
        }
        return "insert into " + table + " (" + String.join(", ", names) + ") values ("
                + String.join(", ", Collections.nCopies(names.size(), "?")) + ")";
    }

    @Override
    public void write(@Nullable Object record) {
        number++;
        writing(() -> {
            if (record == null) {
                throw new MalformedContent("", "it is null");
            }
            @Nullable Object[] values = columns.parameters(record);
            for (int i = 0; i < values.length; i++) {
                dialect.set(insert, i + 1, values[i]);
            }
            insert.addBatch();
            waiting++;
            if (waiting == batch) {
                send();
            }
        });
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
            database.check().get().run();
            connection.commit();
        });
        close();
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
            throw database.failure(records(), e);
        } catch (MalformedContent e) {
            throw database.failure(", record " + number, String.valueOf(e.getMessage()));
        } finally {
            isBroken |= !isDone;
        }
    }

    /** Returns the records that a failure can refer to. */
    private String records() {
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
