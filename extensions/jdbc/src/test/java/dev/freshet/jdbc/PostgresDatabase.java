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

    /** A user whose password is stored as MD5: the usual way takes a hundredth of a second for each connection. */
    private static final String FREQUENT_USER = "frequent";

    /** Started when a test first needs it; the process ends it. */
    private static final class Server {
        private static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            try {
                EmbeddedPostgres server = EmbeddedPostgres.builder().start();
                try (Connection connection = server.getPostgresDatabase().getConnection();
                        Statement statement = connection.createStatement()) {
                    createRole(USER, statement);
                    statement.execute("set password_encryption = 'md5'");
                    createRole(FREQUENT_USER, statement);
                    askForPasswords(statement);
                }
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        private static void createRole(String name, Statement statement) throws SQLException {
            statement.execute("create role " + name + " superuser login password '" + PASSWORD + "'");
        }

        private static void askForPasswords(Statement statement) throws SQLException, IOException {
            try (ResultSet file = statement.executeQuery("show hba_file")) {
                file.next();
                Path rules = Path.of(file.getString(1));
                Files.writeString(
                        rules,
                        "host all " + USER + " 127.0.0.1/32 scram-sha-256\n" + "host all " + FREQUENT_USER
                                + " 127.0.0.1/32 md5\n" + Files.readString(rules));
            }
            statement.execute("select pg_reload_conf()");
        }
    }

    private static int databases;

    private final String user;
    private final String name;

    /** A new database. */
    PostgresDatabase() {
        this(USER);
    }

    private PostgresDatabase(String user) {
        this.user = user;
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

    /** A new database for a test that connects many times. */
    static PostgresDatabase ofManyConnections() {
        return new PostgresDatabase(FREQUENT_USER);
    }

    private static String url(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    @Override
    public String url() {
        return url(Server.RUNNING.getPort(), name)
                + (user.equals(FREQUENT_USER) ? "?sslmode=disable&assumeMinServerVersion=14" : "");
    }

    @Override
    public String user() {
        return user;
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
