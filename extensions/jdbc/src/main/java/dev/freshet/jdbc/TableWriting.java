package dev.freshet.jdbc;

import dev.freshet.dataset.MalformedContent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The statements that save rows in a table. Rows are inserted into the table, or first into a temporary table of the
 * connection: to find equal keys of an upsert, and because a file of SQLite can be read only while nobody writes to it.
 *
 * @param names the names of the columns as written in statements
 * @param key those of them that identify a row
 */
record TableWriting(Dialect dialect, Settings.Mode mode, Target target, List<String> names, List<String> key) {
    private static final String STAGED = "freshet_saved";
    private static final String NUMBER = "freshet_record";

    /**
     * A table.
     *
     * @param plain its name without schema
     * @param table its name as written in statements
     * @param definition the statement that creates it; empty if it was there
     */
    record Target(String plain, String table, Optional<String> definition) {}

    /** Returns the statement that stages the rows of a table that is created with its rows. */
    static String stage(String columns) {
        return "create local temporary table " + STAGED + " (" + columns + ", " + NUMBER + " bigint)";
    }

    /** Returns where rows of a table are staged that is created with its rows. */
    static String staged() {
        return STAGED;
    }

    /**
     * Whether the table is created by the statement that fills it. H2 commits what creates a table, so that otherwise
     * others would see it empty, and a save that fails would leave it.
     */
    boolean isCreatedWithItsRows() {
        return dialect == Dialect.H2 && target.definition().isPresent();
    }

    private String table() {
        return target.table();
    }

    private boolean isStaged() {
        return dialect == Dialect.SQLITE || mode == Settings.Mode.UPSERT || isCreatedWithItsRows();
    }

    /** Starts the save; what it does to the table is not committed, and on SQLite the table is not locked. */
    void prepare(Connection connection) throws SQLException {
        if (isCreatedWithItsRows()) {
            return;
        }
        if (!isStaged()) {
            clear(connection);
            return;
        }
        if (dialect == Dialect.SQLITE) {
            // Also takes a new table back, which comes with its rows.
            connection.rollback();
        }
        execute(stage(), connection);
        if (mode == Settings.Mode.UPSERT && target.definition().isEmpty()) {
            requireUnique(connection);
        }
    }

    private String stage() {
        String rows =
                " as select " + columns() + ", cast(0 as bigint) as " + NUMBER + " from " + table() + " where 1 = 0";
        return switch (dialect) {
            case SQLITE -> "create temporary table " + STAGED + " (" + columns() + ", " + NUMBER + ")";
            case POSTGRESQL -> "create temporary table " + STAGED + " on commit drop" + rows;
            default -> "create local temporary table " + STAGED + rows;
        };
    }

    private String columns() {
        return String.join(", ", names);
    }

    private void clear(Connection connection) throws SQLException {
        switch (mode) {
            case REPLACE -> execute("delete from " + table(), connection);
            // In other databases than PostgreSQL, a failed save could not bring the rows back.
            case TRUNCATE ->
                execute((dialect == Dialect.POSTGRESQL ? "truncate table " : "delete from ") + table(), connection);
            case APPEND, UPSERT -> {}
        }
    }

    /** A database refuses the statement if no constraint makes the key unique; nothing is staged yet. */
    private void requireUnique(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(upsert())) {
            if (dialect == Dialect.POSTGRESQL) {
                statement.executeUpdate();
            }
        } catch (SQLException e) {
            boolean isNotUnique = "42P10".equals(e.getSQLState())
                    || String.valueOf(e.getMessage()).contains("ON CONFLICT clause does not match");
            if (isNotUnique) {
                throw new MalformedContent(
                        "",
                        "\"mode: upsert\" needs a primary key or a unique constraint on " + String.join(", ", key)
                                + "; add one to the table");
            }
            throw e;
        }
    }

    /** Returns the statement that inserts a record; a staged one with its number as the last parameter. */
    String insert() {
        List<String> filled = new ArrayList<>(names);
        if (isStaged()) {
            filled.add(NUMBER);
        }
        return "insert into " + (isStaged() ? STAGED : table()) + " (" + String.join(", ", filled) + ") values ("
                + String.join(", ", Collections.nCopies(filled.size(), "?")) + ")";
    }

    /** Sets the number of a record that is inserted. */
    void number(PreparedStatement insert, long number) throws SQLException {
        if (isStaged()) {
            insert.setLong(names.size() + 1, number);
        }
    }

    /** A key that two records have. */
    record EqualKeys(long first, long second, String key) {}

    /** Returns two records that have the same key, if there are any. */
    Optional<EqualKeys> equalKeys(Connection connection) throws SQLException {
        if (mode != Settings.Mode.UPSERT) {
            return Optional.empty();
        }
        String keys = String.join(", ", dialect == Dialect.SQLITE ? compared(connection) : key);
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("select min(" + NUMBER + "), max(" + NUMBER + "), " + keys
                        + " from " + STAGED + " group by " + keys + " having count(*) > 1 order by 2 limit 1")) {
            if (!found.next()) {
                return Optional.empty();
            }
            List<String> shown = new ArrayList<>();
            for (int i = 0; i < key.size(); i++) {
                shown.add(key.get(i) + " = " + found.getString(i + 3));
            }
            return Optional.of(new EqualKeys(found.getLong(1), found.getLong(2), String.join(", ", shown)));
        }
    }

    /** Returns the columns of the key, compared as the index does that makes the key unique. */
    private List<String> compared(Connection connection) throws SQLException {
        List<String> compared = new ArrayList<>();
        for (String column : key) {
            compared.add(column + Sqlite.collation(connection, target.plain(), column));
        }
        return compared;
    }

    /** Moves what was staged into the table; the caller commits. */
    void finish(Connection connection) throws SQLException {
        if (!isStaged()) {
            return;
        }
        if (isCreatedWithItsRows()) {
            execute(target.definition().orElseThrow() + " as " + selectStaged(), connection);
            return;
        }
        if (dialect == Dialect.SQLITE) {
            connection.commit();
            if (target.definition().isPresent()) {
                execute(target.definition().get(), connection);
            }
        }
        clear(connection);
        execute(
                mode == Settings.Mode.UPSERT
                        ? upsert()
                        : "insert into " + table() + " (" + columns() + ") " + selectStaged(),
                connection);
    }

    private String selectStaged() {
        return "select " + columns() + " from " + STAGED + " order by " + NUMBER;
    }

    private String upsert() {
        if (dialect == Dialect.H2) {
            return "merge into " + table() + " (" + columns() + ") key (" + String.join(", ", key) + ") select "
                    + columns() + " from " + STAGED;
        }
        List<String> updates = names.stream()
                .filter(name -> !key.contains(name))
                .map(name -> name + " = excluded." + name)
                .toList();
        return "insert into " + table() + " (" + columns() + ") select " + columns() + " from " + STAGED
                + " where true on conflict (" + String.join(", ", key) + ") do "
                + (updates.isEmpty() ? "nothing" : "update set " + String.join(", ", updates));
    }

    static void execute(String sql, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
