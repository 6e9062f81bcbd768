package dev.freshet.jdbc;

import dev.freshet.dataset.backend.StateBackend;
import dev.freshet.fingerprint.Digest;
import java.io.IOException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a state in PostgreSQL. The revision in the project's row is the number of the last entry; an append increments
 * it and inserts the entry in one statement, so no process ever holds a lock while it does something else, and numbers
 * are in the order of commits.
 */
final class PostgresBackend implements StateBackend {
    private static final int MOST_ROUNDS = 3;
    private static final String APPEND = "with next as (update freshet_state set revision = revision + 1"
            + " where project = ? and revision = ? returning project, revision)"
            + " insert into freshet_log select project, revision, ?, ?, ? from next";

    /** The entries of the base before stay, so that a writer whose answer was lost finds its entry. */
    private static final String COMPACT = "with old as (select base_number from freshet_state where project = ?"
            + " for update), moved as (update freshet_state set base_number = ?, base = ? where project = ?"
            + " and base_number < ? and revision >= ? returning project), gone as (delete from freshet_log"
            + " where project in (select project from moved) and number <= (select base_number from old))"
            + " select count(*) from moved";

    /** A row that somebody stores meanwhile is locked, and looked at again afterwards. */
    private static final String COLLECT = "with needed as (select unnest(?::text[]) as name),"
            + " marked as (update freshet_object set unneeded_since = now() where project = ?"
            + " and unneeded_since is null and name not in (select name from needed)),"
            + " unmarked as (update freshet_object set unneeded_since = null where project = ?"
            + " and unneeded_since is not null and name in (select name from needed)),"
            + " ended as (delete from freshet_session where project = ? and renewed < now() - interval '7 days'),"
            + " removed as (delete from freshet_object where project = ?"
            + " and unneeded_since < now() - interval '7 days'"
            + " and name not in (select name from needed) returning name) select name from removed";

    private final PostgresConnections connections;
    private final PostgresUrl url;
    private final PostgresTables.Opened opened;
    private @Nullable PostgresRights rights;

    private PostgresBackend(PostgresConnections connections, PostgresUrl url, PostgresTables.Opened opened) {
        this.connections = connections;
        this.url = url;
        this.opened = opened;
    }

    static PostgresBackend open(PostgresUrl url, Access access) throws IOException {
        PostgresConnections connections = new PostgresConnections(access, url.shown());
        try {
            return new PostgresBackend(connections, url, new PostgresTables(connections, url).open());
        } catch (IOException e) {
            connections.close();
            throw e;
        }
    }

    @Override
    public String place() {
        return url.place(opened.schema());
    }

    @Override
    public String id() {
        return opened.id();
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement;
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }

    private <T> Optional<T> one(Connection connection, Class<T> type, String sql, Object... values)
            throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, values);
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? Optional.of(type.cast(rows.getObject(1))) : Optional.empty();
        }
    }

    private void write(String sql, Object... values) throws IOException {
        connections.work("written", (connection, isRepeated) -> {
            try (PreparedStatement statement = prepare(connection, sql, values)) {
                return statement.executeUpdate();
            }
        });
    }

    @Override
    public boolean isReadOnly() throws IOException {
        PostgresRights known = rights();
        if (!known.isReader() && !known.grants().isEmpty()) {
            throw new IOException("the state " + url.shown()
                    + " cannot be written: the user has only some of the rights for that" + known.advice());
        }
        return known.isReader();
    }

    private synchronized PostgresRights rights() throws IOException {
        PostgresRights known = rights;
        if (known == null) {
            known = connections.work("read", (connection, isRepeated) -> PostgresRights.of(connection, false));
            rights = known;
        }
        return known;
    }

    private void requireWritable() throws IOException {
        if (isReadOnly()) {
            throw new IOException("the state " + url.shown() + " cannot be written with these credentials, which permit"
                    + " to read only; use credentials of a user who may change the tables");
        }
    }

    @Override
    public Contents read(long after) throws IOException {
        return connections.work("read", (connection, isRepeated) -> {
            for (int round = 1; ; round++) {
                Head head = head(connection, after);
                if (head.revision() < after) {
                    throw new IOException("the state " + url.shown() + " ends at entry " + head.revision()
                            + ", but entry " + after + " was read from it before; restore the newer state from a"
                            + " backup, or start a new one as another project");
                }
                long start = head.base().map(Entry::number).orElse(after);
                List<Entry> entries =
                        start == head.revision() ? List.of() : entries(connection, start, head.revision());
                if (start + entries.size() == head.revision()) {
                    return new Contents(head.base(), entries);
                }
                // A compaction between the two statements can have deleted entries.
                if (round == MOST_ROUNDS) {
                    throw damaged(start + entries.size() + 1, "is missing");
                }
            }
        });
    }

    /** @param base empty if the caller does not need it */
    private record Head(long revision, Optional<Entry> base) {}

    private Head head(Connection connection, long after) throws SQLException, IOException {
        try (PreparedStatement statement = prepare(
                        connection,
                        "select revision, base_number, case when base_number > ? then base end from freshet_state"
                                + " where project = ?",
                        after,
                        url.project());
                ResultSet rows = statement.executeQuery()) {
            if (!rows.next()) {
                throw new IOException("the state " + url.shown() + " was deleted; start a new one as another project");
            }
            long number = rows.getLong(2);
            return new Head(
                    rows.getLong(1), Optional.ofNullable(rows.getString(3)).map(text -> new Entry(number, text)));
        }
    }

    /** Returns the entries after one up to another, or up to the first that is missing. */
    private List<Entry> entries(Connection connection, long after, long last) throws SQLException, IOException {
        List<Entry> entries = new ArrayList<>();
        try (PreparedStatement statement = prepare(
                        connection,
                        "select number, writer, checksum, entry from freshet_log where project = ? and number > ?"
                                + " and number <= ? order by number",
                        url.project(),
                        after,
                        last);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next() && rows.getLong(1) == after + entries.size() + 1) {
                Entry entry = new Entry(rows.getLong(1), rows.getString(4));
                if (!checksum(entry, rows.getString(2)).equals(rows.getString(3))) {
                    throw damaged(entry.number(), "does not have the content that was written");
                }
                entries.add(entry);
            }
        }
        return entries;
    }

    private String checksum(Entry entry, String writer) {
        return new Digest()
                .add(url.project())
                .add(Long.toString(entry.number()))
                .add(writer)
                .add(entry.text())
                .hex();
    }

    private IOException damaged(long number, String problem) {
        return new IOException("the state " + url.shown() + " is damaged: the entry " + number
                + " of the table freshet_log " + problem
                + "; restore it from a backup, or start a new state as another project");
    }

    @Override
    public boolean append(long number, String text) throws IOException {
        requireWritable();
        String writer = UUID.randomUUID().toString();
        String checksum = checksum(new Entry(number, text), writer);
        return connections.work("written", (connection, isRepeated) -> {
            try (PreparedStatement statement =
                    prepare(connection, APPEND, url.project(), number - 1, writer, checksum, text)) {
                return statement.executeUpdate() == 1 || (isRepeated && isOwn(connection, number, writer));
            }
        });
    }

    /** Returns whether an attempt whose answer was lost has stored the entry. */
    private boolean isOwn(Connection connection, long number, String writer) throws SQLException, IOException {
        Optional<String> there = one(
                connection,
                String.class,
                "select writer from freshet_log where project = ? and number = ?",
                url.project(),
                number);
        if (there.isEmpty() && head(connection, 0).revision() >= number) {
            throw new IOException("the connection to the state " + url.shown() + " broke, and it was compacted since,"
                    + " so it is unknown whether the last entry was stored; run again");
        }
        return there.filter(writer::equals).isPresent();
    }

    @Override
    public boolean compact(Entry base) throws IOException {
        requireWritable();
        return connections.work("written", (connection, isRepeated) -> {
            long moved = one(
                            connection,
                            Long.class,
                            COMPACT,
                            url.project(),
                            base.number(),
                            base.text(),
                            url.project(),
                            base.number(),
                            base.number())
                    .orElse(0L);
            return moved == 1
                    || (isRepeated
                            && head(connection, 0).base().filter(base::equals).isPresent());
        });
    }

    @Override
    public void beat(String session, String beat) throws IOException {
        StateBackend.requireName(session);
        requireWritable();
        write(
                "insert into freshet_session (project, session, beat) values (?, ?, ?)"
                        + " on conflict (project, session) do update set beat = excluded.beat, renewed = now()",
                url.project(),
                session,
                beat);
    }

    @Override
    public Optional<String> beat(String session) throws IOException {
        StateBackend.requireName(session);
        return connections.work(
                "read",
                (connection, isRepeated) -> one(
                        connection,
                        String.class,
                        "select beat from freshet_session where project = ? and session = ?",
                        url.project(),
                        session));
    }

    @Override
    public void end(String session) throws IOException {
        write(
                "delete from freshet_session where project = ? and session = ?",
                url.project(),
                StateBackend.requireName(session));
    }

    @Override
    public void put(String name, byte[] content) throws IOException {
        StateBackend.requireName(name);
        requireWritable();
        write(
                "insert into freshet_object (project, name, content) values (?, ?, ?)"
                        + " on conflict (project, name) do update set unneeded_since = null",
                url.project(),
                name,
                content);
    }

    @Override
    public Optional<byte[]> get(String name) throws IOException {
        StateBackend.requireName(name);
        return connections.work(
                "read",
                (connection, isRepeated) -> one(
                        connection,
                        byte[].class,
                        "select content from freshet_object where project = ? and name = ?",
                        url.project(),
                        name));
    }

    @Override
    public Set<String> collect(Set<String> needed) throws IOException {
        requireWritable();
        return connections.work("written", (connection, isRepeated) -> {
            Array names = connection.createArrayOf("text", needed.toArray());
            try (PreparedStatement statement = prepare(
                            connection, COLLECT, names, url.project(), url.project(), url.project(), url.project());
                    ResultSet rows = statement.executeQuery()) {
                Set<String> removed = new TreeSet<>();
                while (rows.next()) {
                    removed.add(rows.getString(1));
                }
                return removed;
            } finally {
                names.free();
            }
        });
    }

    @Override
    public void close() {
        connections.close();
    }
}
