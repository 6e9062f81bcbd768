package dev.freshet.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Copies of rows in a temporary table of a connection to SQLite. Nobody can write to a file of SQLite while a statement
 * reads from it, not even the node that reads. Rows that are read slowly are thus copied first.
 */
final class RowsCopy {
    private static final String TABLE = "temp.freshet_rows";

    private RowsCopy() {}

    /** Returns the columns of a query, as if it were read directly. */
    static List<Column> header(Connection connection, String select, Dialect dialect) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(select)) {
            return Column.of(statement.getMetaData(), dialect);
        }
    }

    /**
     * Copies the rows of a query and returns a query of the copies, in the same order. The columns of the copy have no
     * types, so that each value stays as it is.
     */
    static String make(Connection connection, String select, int columns) throws SQLException {
        String names = IntStream.range(0, columns).mapToObj(i -> "c" + i).collect(Collectors.joining(", "));
        try (Statement statement = connection.createStatement()) {
            statement.execute("pragma query_only = false");
            statement.executeUpdate("create table " + TABLE + " (" + names + ")");
            statement.executeUpdate("insert into " + TABLE + " " + select);
        }
        connection.commit();
        return "select " + names + " from " + TABLE + " order by rowid";
    }
}
