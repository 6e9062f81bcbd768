package dev.freshet.jdbc;

import dev.freshet.dataset.DatasetException;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;

/**
 * The database of one dataset, and the translation of its failures. The translated exceptions have no cause, because a
 * driver's exceptions can contain secrets.
 *
 * @param dataset the dataset's name
 * @param location the table or query, for messages
 */
record Database(String dataset, String location, Access access) {
    private static final Set<String> H2_CLOSED = Set.of("90067", "90098", "90121");

    /** Work in the database. */
    @FunctionalInterface
    interface Work<T> {
        T in(Connection connection) throws SQLException;
    }

    /** Does work in a transaction that is not committed. */
    <T> T read(Work<T> work) {
        try (Connection connection = access.connect(true)) {
            try {
                return work.in(connection);
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw failure("", e);
        }
    }

    /** Closes a connection whose work has ended or failed. */
    static void drop(Connection connection) {
        try (connection) {
            connection.rollback();
        } catch (SQLException e) {
            // The database rolls back the work of a broken connection.
        }
    }

    DatasetException failure(String problem) {
        return failure("", problem);
    }

    /** @param place the position that follows the location, such as {@code , row 17} */
    DatasetException failure(String place, String problem) {
        return new DatasetException(dataset, location + place, oneLine(access.withoutSecrets(problem)), null);
    }

    DatasetException failure(String place, SQLException failure) {
        return failure(place, describe(real(failure)));
    }

    /** Returns the driver's reason, which the exception of a failed batch wraps. */
    private static SQLException real(SQLException failure) {
        SQLException next = failure.getNextException();
        return failure instanceof BatchUpdateException && next != null ? next : failure;
    }

    private String describe(SQLException failure) {
        String message = message(failure);
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        if (message.toLowerCase(Locale.ROOT).startsWith("no suitable driver")) {
            return "no driver for " + access.driver()
                    + " is on the class path; add the jar of the database's JDBC driver";
        }
        if (state.startsWith("28")) {
            return "the database does not accept the user or the password; check the credentials \"" + access.name()
                    + "\"";
        }
        if (isRefused(failure, state)) {
            return "no connection to " + access.shownUrl() + ": " + message;
        }
        if (isBroken(failure)) {
            return "the connection to the database broke: " + message;
        }
        return message;
    }

    /** Returns whether the connection is broken. */
    static boolean isBroken(SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        return state.startsWith("08") || state.startsWith("57P") || H2_CLOSED.contains(state);
    }

    /** Returns whether the connection was never opened. */
    private static boolean isRefused(SQLException failure, String state) {
        return state.equals("08001") || state.equals("08004") || (state.equals("90067") && failure.getCause() != null);
    }

    /** Returns a driver's message without the statement and the codes that some drivers append. */
    private static String message(SQLException failure) {
        String message = String.valueOf(failure.getMessage());
        int statement = message.indexOf("; SQL statement:");
        return (statement < 0 ? message : message.substring(0, statement))
                .replaceFirst("\\s*\\[[0-9]+-[0-9]+]$", "")
                .replaceFirst("^(ERROR|FATAL): ", "");
    }

    static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
