package dev.freshet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The tables of the documentation say what becomes of values in columns. {@code -Dfreshet.golden.update=true} rewrites
 * them.
 */
@Tag("once")
final class TypeMatrixTest {
    private static final Path PAGE = Path.of("../../docs/databases.md");

    @TempDir
    Path directory;

    private void check(String name, TestDatabase database, List<String> columnTypes) throws IOException {
        TypeMatrix matrix = new TypeMatrix(database, new JdbcProject(directory, database));
        List<String> lines;
        TimeZone before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
            lines = matrix.lines(columnTypes);
        } finally {
            TimeZone.setDefault(before);
        }
        assertThat(matrix.unreadable()).as("saved, but not readable").isEmpty();
        String table = "<!-- types: " + name + " -->\n\n" + String.join("\n", lines) + "\n\n<!-- end -->";
        String page = Files.readString(PAGE);
        int start = page.indexOf("<!-- types: " + name + " -->");
        assertThat(start).as("the place of the table in " + PAGE).isNotNegative();
        int end = page.indexOf("<!-- end -->", start) + "<!-- end -->".length();
        if (Boolean.getBoolean("freshet.golden.update")) {
            Files.writeString(PAGE, page.substring(0, start) + table + page.substring(end));
        } else {
            assertThat(page.substring(start, end)).isEqualTo(table);
        }
    }

    @Test
    void typesOfPostgres_areThoseOfTheDocumentation() throws IOException {
        TestDatabase database = PostgresDatabase.ofManyConnections();
        database.run(
                "create domain \"domain of integer\" as integer check (value >= 0)",
                "create domain \"domain of text\" as text check (length(value) < 100)",
                "create type \"enum\" as enum ('GLAD', 'SAD')");
        check(
                "postgresql",
                database,
                List.of(
                        "smallint",
                        "integer",
                        "bigint",
                        "numeric",
                        "numeric(9, 2)",
                        "real",
                        "double precision",
                        "boolean",
                        "text",
                        "char(40)",
                        "bytea",
                        "uuid",
                        "jsonb",
                        "date",
                        "time",
                        "timetz",
                        "timestamp",
                        "timestamptz",
                        "interval",
                        "money",
                        "oid",
                        "\"domain of integer\"",
                        "\"domain of text\"",
                        "\"enum\"",
                        "json",
                        "xml",
                        "bit(8)",
                        "bit varying",
                        "inet",
                        "integer[]",
                        "text[]",
                        "int4range",
                        "tstzrange"));
    }

    @Test
    void typesOfH2_areThoseOfTheDocumentation() throws IOException {
        check(
                "h2",
                new H2Database(),
                List.of(
                        "smallint",
                        "integer",
                        "bigint",
                        "decfloat",
                        "numeric(9, 2)",
                        "real",
                        "double precision",
                        "boolean",
                        "varchar",
                        "char(40)",
                        "clob",
                        "varbinary",
                        "blob",
                        "uuid",
                        "json",
                        "date",
                        "time(9)",
                        "time with time zone",
                        "timestamp(9)",
                        "timestamp(9) with time zone",
                        "tinyint",
                        "enum('GLAD', 'SAD')",
                        "integer array",
                        "varchar array",
                        "interval day to second(9)",
                        "interval year to month",
                        "binary(3)",
                        "varchar_ignorecase",
                        "geometry"));
    }

    @Test
    void typesOfSqlite_areThoseOfTheDocumentation() throws IOException {
        check(
                "sqlite",
                new SqliteDatabase(directory.resolve("x.db")),
                List.of("integer", "real", "numeric", "text", "blob", "boolean", "date", "timestamp", "uuid"));
    }
}
