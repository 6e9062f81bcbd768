package dev.freshet.jdbc;

import dev.freshet.config.NearestName;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A table or view, found by its exact name; otherwise a single one whose name differs only in case.
 *
 * @param name the name, with a schema before it, or without for the connection's default schema
 */
record DatabaseTable(String location, String name) implements Source {
    /**
     * Without a schema, the table depends on the user and on the settings of the URL. Names that differ only in case
     * can be the same table.
     */
    @Override
    public Optional<String> place(Access access) {
        String table = name.toLowerCase(Locale.ROOT);
        return Optional.of(access.place(!name.contains(".")) + " table "
                + (access.isSqlite() ? table.replaceFirst("^main\\.", "") : table));
    }

    @Override
    public Optional<String> select(Connection connection) throws SQLException {
        Optional<String> found = find(connection);
        return found.isEmpty() ? found : Optional.of("select * from " + found.get());
    }

    @Override
    public boolean isOrdered() {
        return false;
    }

    /** Returns the name as written in statements; empty if the table does not exist. */
    Optional<String> find(Connection connection) throws SQLException {
        DatabaseMetaData data = connection.getMetaData();
        for (String schema : spellings(schema(connection))) {
            for (String table : spellings(table())) {
                if (tables(connection, schema, escape(table, data)).contains(table)) {
                    return Optional.of(quoted(schema, table, data));
                }
            }
        }
        return Optional.empty();
    }

    private static Set<String> spellings(String name) {
        return new LinkedHashSet<>(List.of(name, name.toLowerCase(Locale.ROOT), name.toUpperCase(Locale.ROOT)));
    }

    @Override
    public String missing(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        for (String schema : spellings(schema(connection))) {
            tables.addAll(tables(connection, schema, "%"));
        }
        return "there is no table \"" + name + "\"; "
                + NearestName.hint(table(), tables, "create it, or set \"create: true\"");
    }

    /** Returns the name without schema. */
    String table() {
        return name.substring(name.indexOf('.') + 1);
    }

    /** Returns the schema; empty if the database has none. */
    private String schema(Connection connection) throws SQLException {
        if (name.contains(".")) {
            return name.substring(0, name.indexOf('.'));
        }
        String current = connection.getSchema();
        return current == null ? "" : current;
    }

    private static String escape(String name, DatabaseMetaData data) throws SQLException {
        String escape = data.getSearchStringEscape();
        return name.replace(escape, escape + escape).replace("_", escape + "_").replace("%", escape + "%");
    }

    private static List<String> tables(Connection connection, String schema, String pattern) throws SQLException {
        DatabaseMetaData data = connection.getMetaData();
        List<String> tables = new ArrayList<>();
        String schemas = schema.isEmpty() ? null : escape(schema, data);
        try (ResultSet found = data.getTables(connection.getCatalog(), schemas, pattern, null)) {
            while (found.next()) {
                String type = String.valueOf(found.getString("TABLE_TYPE"));
                if (type.contains("TABLE") || type.contains("VIEW")) {
                    tables.add(found.getString("TABLE_NAME"));
                }
            }
        }
        return tables;
    }

    private static String quoted(String schema, String table, DatabaseMetaData data) throws SQLException {
        return (schema.isEmpty() ? "" : quoted(schema, data) + ".") + quoted(table, data);
    }

    /** Returns a name in quotes, which keep every character as it is. */
    static String quoted(String name, DatabaseMetaData data) throws SQLException {
        String quote = data.getIdentifierQuoteString().strip();
        return quote.isEmpty() ? name : quote + name.replace(quote, quote + quote) + quote;
    }

    /** Returns the name of a new table, as the database would understand it without quotes. */
    String creatable(Connection connection) throws SQLException {
        DatabaseMetaData data = connection.getMetaData();
        String table = quoted(folded(table(), data), data);
        return name.contains(".") ? quoted(folded(schema(connection), data), data) + "." + table : table;
    }

    /** Returns a plain name in the case in which the database stores names without quotes; any other name unchanged. */
    static String folded(String name, DatabaseMetaData data) throws SQLException {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            return name;
        }
        if (data.storesUpperCaseIdentifiers()) {
            return name.toUpperCase(Locale.ROOT);
        }
        return data.storesLowerCaseIdentifiers() ? name.toLowerCase(Locale.ROOT) : name;
    }
}
