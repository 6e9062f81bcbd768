package dev.freshet.jdbc;

import dev.freshet.dataset.DatasetException;
import dev.freshet.dataset.MalformedContent;
import dev.freshet.dataset.StoredContent.Digested;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of a source as records, one at a time, and digests them. It closes itself after the last row.
 */
final class RecordCursor implements AutoCloseable {
    private final Database database;
    private final RecordColumns columns;
    private final Connection connection;
    private final ResultSet rows;
    private final List<Column> header;
    private final int[] places;
    private final RowsDigest digest;
    private long row;
    private boolean isAtEnd;
    private boolean isClosed;

    private RecordCursor(
            Database database,
            RecordColumns columns,
            Connection connection,
            List<Column> header,
            ResultSet rows,
            boolean isOrdered) {
        this.database = database;
        this.columns = columns;
        this.connection = connection;
        this.header = header;
        this.rows = rows;
        places = columns.places(header);
        digest = new RowsDigest(header, isOrdered);
    }

    /**
     * Opens the rows of a source.
     *
     * @param isRead whether all rows are read at once, and not while the database is written to
     * @throws DatasetException if the source does not exist or has different columns
     */
    static RecordCursor open(Database database, Source source, RecordColumns columns, int fetchSize, boolean isRead) {
        Connection connection = connect(database);
        boolean isOpen = false;
        try {
            Optional<String> select = source.select(connection);
            if (select.isEmpty()) {
                throw database.failure(source.missing(connection));
            }
            RecordCursor cursor =
                    open(database, source, columns, connection, new Reading(select.get(), fetchSize, isRead));
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

    private record Reading(String select, int fetchSize, boolean isRead) {}

    private static RecordCursor open(
            Database database, Source source, RecordColumns columns, Connection connection, Reading reading)
            throws SQLException {
        Dialect dialect = Dialect.of(connection);
        boolean isCopied = dialect == Dialect.SQLITE && !reading.isRead();
        List<Column> header = isCopied ? RowsCopy.header(connection, reading.select(), dialect) : List.of();
        String select = isCopied ? RowsCopy.make(connection, reading.select(), header.size()) : reading.select();
        Statement statement = connection.createStatement();
        statement.setFetchSize(reading.fetchSize());
        ResultSet rows = statement.executeQuery(select);
        List<Column> columnsOfRows = isCopied ? header : Column.of(rows.getMetaData(), dialect);
        RecordCursor cursor = new RecordCursor(database, columns, connection, columnsOfRows, rows, source.isOrdered());
        database.loads().begun();
        return cursor;
    }

    private static Connection connect(Database database) {
        try {
            return database.access().connect(true);
        } catch (SQLException e) {
            throw database.failure("", e);
        }
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
                @Nullable Object[] values = new Object[header.size()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = header.get(i).read(rows, i + 1);
                }
                digest.add(values);
                return columns.read(values, places);
            }
        } catch (SQLException e) {
            throw database.failure(", row " + row, e);
        } catch (MalformedContent e) {
            throw database.failure(", row " + row, String.valueOf(e.getMessage()));
        }
        isAtEnd = true;
        close();
        String rows = DatabaseContent.ROWS + digest.hex();
        database.loads().ended(new Digested(rows, rows, true));
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
