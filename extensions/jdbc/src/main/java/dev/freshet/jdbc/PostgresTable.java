package dev.freshet.jdbc;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table of states.
 *
 * @param columns their declarations, each of which begins with the column's name
 * @param key the columns of its primary key
 * @param privileges what a user needs who shares results
 */
record PostgresTable(String name, List<String> columns, String key, List<String> privileges) {
    /** The table with a row for each project. */
    static final String STATE = "freshet_state";

    static final List<PostgresTable> ALL = List.of(
            new PostgresTable(
                    STATE,
                    List.of(
                            "project text",
                            "format integer not null",
                            "id text not null",
                            "revision bigint not null",
                            "base_number bigint not null",
                            "base text not null"),
                    "project",
                    List.of("select", "update")),
            new PostgresTable(
                    "freshet_log",
                    List.of(
                            "project text",
                            "number bigint",
                            "writer text not null",
                            "checksum text not null",
                            "entry text not null"),
                    "project, number",
                    List.of("select", "insert", "delete")),
            new PostgresTable(
                    "freshet_session",
                    List.of(
                            "project text",
                            "session text",
                            "beat text not null",
                            "renewed timestamptz not null default now()"),
                    "project, session",
                    List.of("select", "insert", "update", "delete")),
            new PostgresTable(
                    "freshet_object",
                    List.of("project text", "name text", "content bytea not null", "unneeded_since timestamptz"),
                    "project, name",
                    List.of("select", "insert", "update", "delete")));

    String create() {
        return "create table " + name + " (" + String.join(", ", columns) + ", primary key (" + key + "))";
    }

    /** Returns the names of the tables. */
    static String names() {
        return ALL.stream().map(PostgresTable::name).collect(Collectors.joining(", "));
    }

    private Stream<String> columnNames() {
        return columns.stream().map(column -> name + "." + column.substring(0, column.indexOf(' ')));
    }

    /** @param found the columns that there are, as {@code table.column} */
    boolean isIn(Set<String> found) {
        return columnNames().anyMatch(found::contains);
    }

    /**
     * Returns the columns that the tables should have and do not have.
     *
     * @param found the columns that they have, as {@code table.column}
     */
    static Set<String> missingOf(Set<String> found) {
        return ALL.stream()
                .flatMap(PostgresTable::columnNames)
                .filter(column -> !found.contains(column))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
