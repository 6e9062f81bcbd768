package dev.freshet.jdbc;

import dev.freshet.dataset.DatasetException;
import dev.freshet.dataset.Loads;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The database of one dataset. The exceptions that it throws have no cause, because a driver's exceptions can contain
 * secrets.
 *
 * @param dataset the dataset's name
 * @param location the table or query, for messages
 * @param check runs before rows replace others
 * @param loads what was read
 */
record Database(String dataset, String location, Access access, AtomicReference<Runnable> check, Loads loads) {
    Database(String dataset, String location, Access access) {
        this(dataset, location, access, new AtomicReference<>(() -> {}), new Loads());
    }

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
        return new DatasetException(
                dataset, location + place, DatabaseErrors.oneLine(access.withoutSecrets(problem)), null);
    }

    /** Returns the index of the entry of a batch that a failure refers to; empty if it is unknown. */
    OptionalInt failedEntry(SQLException failure, int entries) {
        // The driver that joins records counts its statements.
        return access.joinsRecords() ? OptionalInt.empty() : FailedEntry.of(failure, entries);
    }

    DatasetException failure(String place, SQLException failure) {
        return failure(place, new DatabaseErrors(access).describe(failure));
    }
}
