package dev.freshet.jdbc;

import dev.freshet.dataset.Credentials;
import dev.freshet.dataset.DatasetRequest;
import dev.freshet.dataset.Option;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Access to a database: its URL, user and password, from the credentials. */
final class Access {
    private static final String URL = "url";
    private static final String USER = "user";
    private static final String PASSWORD = "password";
    private static final String SQLITE = "jdbc:sqlite";
    private static final String PATIENCE_MILLIS = "30000";
    /** How often a connection is opened anew because a server that was reached did not answer in time. */
    private static final int SLOW_ANSWERS = 2;

    /** The keys of the credentials. */
    static final List<Option> KEYS = List.of(
            Option.text(
                    URL,
                    "a URL such as jdbc:postgresql://host/database",
                    url -> url.startsWith("jdbc:"),
                    "The address of the database, as its JDBC driver has it."),
            Option.text(USER, "the name of a user", "The user of the database."),
            Option.text(PASSWORD, "a password", "The password of the user."));

    /** The places of passwords in URLs: as an option, and before the host, after a colon or a slash. */
    private static final List<Pattern> IN_URLS = List.of(
            Pattern.compile("(?i)[?&;:,(](?:[a-z]*password|pwd|passwd|passphrase|secret)=([^?&;,)\\s]+)"),
            Pattern.compile("//[^/:@\\s]*:([^@/\\s]+)@"),
            Pattern.compile(":[^/:@\\s]+/([^@\\s]+)@"));

    private final String name;
    private final String url;
    private final Path project;
    private final Properties properties = new Properties();
    private final Set<String> secrets =
            new TreeSet<>(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    private Access(String name, String url, Credentials credentials, Path project) {
        this.name = name;
        this.url = url;
        this.project = project;
        for (String key : List.of(USER, PASSWORD)) {
            credentials.get(key).ifPresent(value -> properties.setProperty(key, value));
        }
        if (isSqlite()) {
            // Only one connection writes to a file at a time; the others wait. The URL can say how long.
            properties.setProperty("busy_timeout", PATIENCE_MILLIS);
        }
        credentials.get(PASSWORD).ifPresent(secrets::add);
        for (Pattern pattern : IN_URLS) {
            Matcher matcher = pattern.matcher(url);
            while (matcher.find()) {
                secrets.add(matcher.group(1));
                secrets.add(decoded(matcher.group(1)));
            }
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    /** @throws IllegalArgumentException if the credentials have no URL */
    static Access of(DatasetRequest request) {
        if (request.credentialsName().isEmpty()) {
            throw new IllegalArgumentException("the option \"credentials\" is missing: the name of credentials with the"
                    + " \"url\" of the database");
        }
        String url = request.credentials()
                .get(URL)
                .orElseThrow(() -> new IllegalArgumentException("the credentials \"" + request.credentialsName()
                        + "\" have no \"url\", such as jdbc:postgresql://host/database"));
        return new Access(request.credentialsName(), url, request.credentials(), request.directory());
    }

    /** Returns the access to a URL that does not come from the credentials. */
    static Access of(String url, Credentials credentials) {
        return new Access("", url, credentials, Path.of(""));
    }

    /** The keys of credentials for URLs that stand elsewhere. */
    static List<Option> keysWithoutUrl() {
        return KEYS.subList(1, KEYS.size());
    }

    /** Returns the name of the credentials; empty if unknown. */
    String name() {
        return name;
    }

    /** Opens a connection in which each statement is a transaction. */
    Connection connect() throws SQLException {
        for (int left = SLOW_ANSWERS; ; left--) {
            try {
                return DriverManager.getConnection(url, (Properties) properties.clone());
            } catch (SQLException e) {
                if (left == 0 || !DatabaseErrors.isOfASlowAnswer(e)) {
                    throw e;
                }
            }
        }
    }

    /** Opens a connection with an open transaction. */
    Connection connect(boolean readOnly) throws SQLException {
        Connection connection = connect();
        try {
            if (!isSqlite()) {
                connection.setReadOnly(readOnly);
            } else if (readOnly) {
                forbidChanges(connection);
            }
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** The driver of SQLite refuses {@link Connection#setReadOnly}, unless the URL permits it. */
    private static void forbidChanges(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("pragma query_only = true");
        }
    }

    /** Returns the driver that the URL needs, such as {@code jdbc:postgresql}. */
    String driver() {
        int end = url.indexOf(':', "jdbc:".length());
        return end < 0 ? "jdbc:" : url.substring(0, end);
    }

    /** Returns whether the driver of PostgreSQL is told to join several records into one statement. */
    boolean joinsRecords() {
        return url.toLowerCase(Locale.ROOT).contains("rewritebatchedinserts=true");
    }

    boolean isSqlite() {
        return driver().equals(SQLITE);
    }

    /**
     * Returns the database for comparisons: the URL without secrets; of a file of SQLite, whose tables are the same
     * for all users and settings, the file.
     *
     * @param withoutSchema whether a table name has no schema, so that the table depends on the user and on settings of
     *     the URL such as {@code currentSchema}; otherwise neither counts
     */
    String place(boolean withoutSchema) {
        Optional<String> file = SqliteFile.of(url, project);
        if (file.isPresent()) {
            return SQLITE + ":" + file.get();
        }
        int settings = withoutSchema ? -1 : url.indexOf('?');
        return withoutSecrets(settings < 0 ? url : url.substring(0, settings))
                + (withoutSchema ? " " + properties.getProperty(USER, "") : "");
    }

    /** Returns the URL without its secrets. */
    String shownUrl() {
        return withoutSecrets(url);
    }

    String withoutSecrets(String text) {
        String safe = text;
        for (String secret : secrets) {
            safe = safe.replace(secret, "***");
        }
        return safe;
    }

    /** Returns the name only. */
    @Override
    public String toString() {
        return "credentials " + name;
    }
}
