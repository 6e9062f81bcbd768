package dev.freshet.jdbc;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The connections of one state. Broken ones are replaced. Safe for use by several threads. */
final class PostgresConnections implements AutoCloseable {
    private static final int ATTEMPTS = 4;
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Access access;
    private final String shown;
    private final Deque<Connection> idle = new ArrayDeque<>();
    private boolean isClosed;

    PostgresConnections(Access access, String shown) {
        this.access = access;
        this.shown = shown;
    }

    /** Work in the database. Each statement is a transaction. */
    @FunctionalInterface
    interface Work<T> {
        /**
         * Does the work.
         *
         * @param isRepeated whether an earlier attempt broke off, and could have been executed
         */
        T in(Connection connection, boolean isRepeated) throws SQLException, IOException;
    }

    /** Does work, and does it again if the connection breaks. */
    <T> T work(String verb, Work<T> work) throws IOException {
        for (int attempt = 1; ; attempt++) {
            @Nullable Connection connection = null;
            try {
                connection = take();
                T result = work.in(connection, attempt > 1);
                giveBack(connection);
                return result;
            } catch (SQLException e) {
                drop(connection);
                if (attempt == ATTEMPTS || !mayPass(e)) {
                    throw failure(verb, e);
                }
                pause(attempt);
            } catch (IOException | RuntimeException e) {
                drop(connection);
                throw e;
            }
        }
    }

    /** Returns whether another attempt can succeed: on a new connection, or after a conflict of two transactions. */
    private boolean mayPass(SQLException failure) {
        if (DatabaseErrors.isBroken(failure)) {
            // What broke one connection has probably broken those that wait.
            dropIdle();
            return true;
        }
        return String.valueOf(failure.getSQLState()).startsWith("40");
    }

    private void dropIdle() {
        synchronized (idle) {
            idle.forEach(PostgresConnections::drop);
            idle.clear();
        }
    }

    private IOException failure(String verb, SQLException failure) {
        return "42501".equals(failure.getSQLState())
                ? new IOException(cannot(verb) + reason(failure) + "; use credentials of a user who may use the tables")
                : new IOException(cannot(verb) + reason(failure));
    }

    /** Returns why something failed, in one line without secrets. */
    String reason(SQLException failure) {
        return DatabaseErrors.oneLine(access.withoutSecrets(new DatabaseErrors(access).describe(failure)))
                .replaceFirst(" Position: \\d+$", "");
    }

    String cannot(String verb) {
        return "the state " + shown + " cannot be " + verb + ": ";
    }

    private void pause(int attempt) throws InterruptedIOException {
        LockSupport.parkNanos(PAUSE.multipliedBy(attempt).toNanos());
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("the work with the state " + shown + " was interrupted");
        }
    }

    private Connection take() throws SQLException {
        synchronized (idle) {
            Connection connection = idle.poll();
            if (connection != null) {
                return connection;
            }
        }
        return access.connect();
    }

    private void giveBack(Connection connection) {
        synchronized (idle) {
            if (!isClosed) {
                idle.push(connection);
                return;
            }
        }
        drop(connection);
    }

    private static void drop(@Nullable Connection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            // It is broken; the database ends its side.
        }
    }

    @Override
    public void close() {
        synchronized (idle) {
            isClosed = true;
        }
        dropIdle();
    }
}
