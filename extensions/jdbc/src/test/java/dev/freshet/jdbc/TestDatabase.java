package dev.freshet.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A database that a test may fill as it likes. */
interface TestDatabase {
    /** Has characters that mean something in URLs and patterns. */
    String PASSWORD = "hunter2+$1 ü";

    String url();

    String user();

    /** The URL of a database that does not exist on the same server. */
    String unknown();

    /** The URL of a server that does not listen on a port. */
    String refused(int port);

    /** A query of the connections of the tests, the one that asks left out. */
    String connections();

    /** The connections of the tests that are open. */
    default List<String> open() {
        return ask(connections());
    }

    /** A name without quotes as the database stores it. */
    default String stored(String name) {
        return name;
    }

    /** A statement that ends all connections but its own. */
    String kill();

    default Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), user(), PASSWORD);
    }

    default void run(String... statements) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column of all rows, as text. */
    default List<String> ask(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
