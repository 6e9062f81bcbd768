package dev.freshet.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A PostgreSQL that is started for the tests, ends with them, and asks for passwords. */
final class PostgresDatabase implements TestDatabase {
    private static final String USER = "tester";

    /** Started when a test first needs it; the process ends it. */
    private static final class Server {
        private static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            try {
                EmbeddedPostgres server = EmbeddedPostgres.builder().start();
                try (Connection connection = server.getPostgresDatabase().getConnection();
                        Statement statement = connection.createStatement()) {
                    statement.execute("create role " + USER + " superuser login password '" + PASSWORD + "'");
                    askForPasswords(statement);
                }
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        private static void askForPasswords(Statement statement) throws SQLException, IOException {
            try (ResultSet file = statement.executeQuery("show hba_file")) {
                file.next();
                Path rules = Path.of(file.getString(1));
                Files.writeString(
                        rules, "host all " + USER + " 127.0.0.1/32 scram-sha-256\n" + Files.readString(rules));
            }
            statement.execute("select pg_reload_conf()");
        }
    }

    private static int databases;

    private final String name;

    /** A new database. */
    PostgresDatabase() {
        synchronized (PostgresDatabase.class) {
            databases++;
            name = "test" + databases;
        }
        try (Connection connection = Server.RUNNING.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String url(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    @Override
    public String url() {
        return url(Server.RUNNING.getPort(), name);
    }

    @Override
    public String user() {
        return USER;
    }

    @Override
    public String unknown() {
        return url(Server.RUNNING.getPort(), "nowhere");
    }

    @Override
    public String refused(int port) {
        return url(port, name);
    }

    @Override
    public String connections() {
        return "select pid from pg_stat_activity where datname = '" + name + "' and pid <> pg_backend_pid()";
    }

    @Override
    public String kill() {
        return "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name
                + "' and pid <> pg_backend_pid()";
    }
}
