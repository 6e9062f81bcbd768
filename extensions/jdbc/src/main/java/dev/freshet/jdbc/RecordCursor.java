package dev.freshet.jdbc;

import dev.freshet.dataset.DatasetException;
import dev.freshet.dataset.MalformedContent;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a source as records, one at a time. It closes itself after the last row. */
final class RecordCursor implements AutoCloseable {
    private final Database database;
    private final RecordColumns columns;
    private final Connection connection;
    private final ResultSet rows;
    private final int[] places;
    private long row;
    private boolean isAtEnd;
    private boolean isClosed;

    private RecordCursor(Database database, RecordColumns columns, Connection connection, ResultSet rows)
            throws SQLException {
        this.database = database;
        this.columns = columns;
        this.connection = connection;
        this.rows = rows;
        places = columns.places(header(rows));
    }

    /** @throws DatasetException if the source does not exist or has different columns */
    static RecordCursor open(Database database, Source source, RecordColumns columns, int fetchSize) {
        Connection connection = connect(database);
        boolean isOpen = false;
        try {
            Optional<String> select = source.select(connection);
            if (select.isEmpty()) {
                throw database.failure(source.missing(connection));
            }
            Statement statement = connection.createStatement();
            statement.setFetchSize(fetchSize);
            RecordCursor cursor = new RecordCursor(database, columns, connection, statement.executeQuery(select.get()));
            isOpen = true;
            return cursor;
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
            return database.access().connect(true);
        } catch (SQLException e) {
            throw database.failure("", e);
        }
    }

    /** Returns the column names of a result. */
    static List<String> header(ResultSet rows) throws SQLException {
        ResultSetMetaData data = rows.getMetaData();
        List<String> names = new ArrayList<>();
        for (int column = 1; column <= data.getColumnCount(); column++) {
            names.add(data.getColumnLabel(column));
        }
        return names;
    }

    @Nullable
    Object next() {
        if (isAtEnd) {
            return null;
        }
        if (isClosed) {
            throw new IllegalStateException("the stream of " + database.location() + " is closed");
        }
        row++;
        try {
            if (rows.next()) {
                return columns.read(rows, places);
            }
        } catch (SQLException e) {
            throw database.failure(", row " + row, e);
        } catch (MalformedContent e) {
            throw database.failure(", row " + row, String.valueOf(e.getMessage()));
        }
        isAtEnd = true;
        close();
        return null;
    }

    @Override
    public void close() {
        if (!isClosed) {
            isClosed = true;
            Database.drop(connection);
        }
    }
}
