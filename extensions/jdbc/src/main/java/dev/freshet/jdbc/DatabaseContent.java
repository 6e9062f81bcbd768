package dev.freshet.jdbc;

import dev.freshet.dataset.Stamp;
import dev.freshet.dataset.StoredContent;
import dev.freshet.fingerprint.Digest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table or query. A database does not report when it was changed, so the stamp is the result of the
 * user's statement; without a statement, it is the digest of all rows.
 */
final class DatabaseContent implements StoredContent {
    static final String ROWS = "rows:";

    private final Database database;
    private final Source source;
    private final Optional<String> version;
    private final int fetchSize;

    /** @param version the statement whose result changes whenever the rows change */
    DatabaseContent(Database database, Source source, Optional<String> version, int fetchSize) {
        this.database = database;
        this.source = source;
        this.version = version;
        this.fetchSize = fetchSize;
    }

    @Override
    public String location() {
        return source.location();
    }

    @Override
    public void beforeReplacing(Runnable check) {
        database.check().set(check);
    }

    @Override
    public Optional<Stamp> stamp() {
        return database.read(connection -> {
            Optional<String> select = source.select(connection);
            if (select.isEmpty()) {
                return Optional.empty();
            }
            try {
                return Optional.of(
                        version.isEmpty()
                                ? Stamp.ofDigest(rows(connection, select.get()))
                                : Stamp.identifying(version(connection, select.get(), version.get())));
            } catch (SQLException e) {
                if (source instanceof Query && DatabaseErrors.isOfAMissingTable(e)) {
                    // A node of the same run may make the table. If none does, the load fails its node.
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    /**
     * The stamp includes the database and the statement, because the same result of another statement means nothing.
     */
    private String version(Connection connection, String select, String statement) throws SQLException {
        Digest digest =
                new Digest().add(database.access().shownUrl()).add(select).add(statement);
        return "version:" + digest.add(digest(connection, statement, true)).hex();
    }

    private String rows(Connection connection, String select) throws SQLException {
        return ROWS + digest(connection, select, source.isOrdered());
    }

    private String digest(Connection connection, String select, boolean isOrdered) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(fetchSize);
            try (ResultSet rows = statement.executeQuery(select)) {
                List<Column> columns = Column.of(rows.getMetaData(), Dialect.of(connection));
                RowsDigest digest = new RowsDigest(columns, isOrdered);
                @Nullable Object[] values = new Object[columns.size()];
                while (rows.next()) {
                    for (int i = 0; i < values.length; i++) {
                        values[i] = columns.get(i).read(rows, i + 1);
                    }
                    digest.add(values);
                }
                return digest.hex();
            }
        }
    }

    @Override
    public String digest(Stamp stamp) {
        if (stamp.text().startsWith(ROWS)) {
            return stamp.text();
        }
        return database.read(connection -> {
            String select =
                    source.select(connection).orElseThrow(() -> database.failure("it was dropped during the read"));
            return rows(connection, select);
        });
    }

    /** With the user's statement, the stamp is not that of the rows, and nothing is known of the rows that were read. */
    @Override
    public Optional<Digested> loaded() {
        return version.isPresent() ? Optional.empty() : database.loads().all();
    }

    @Override
    public boolean loadsDiffer() {
        return version.isEmpty() && database.loads().differ();
    }

    @Override
    public void loadedElsewhere(Optional<Digested> read) {
        database.loads().elsewhere(read);
    }
}
