package dev.freshet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.config.ConfigProblem;
import dev.freshet.dataset.Credentials;
import dev.freshet.dataset.DatasetRequest;
import dev.freshet.dataset.ExtensionSettings;
import dev.freshet.dataset.OptionValues;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.run.setup.OverlappingPlaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two datasets of one table are an error if a node writes one of them. */
final class TablePlacesTest {
    @TempDir
    Path directory;

    private List<String> problems(String graph, String... entries) {
        JdbcProject project = new JdbcProject(directory, new H2Database());
        project.with("conf/local/credentials.yml", """
                db: {url: "jdbc:h2:mem:one?a=b", user: me, password: hunter2}
                same: {url: "jdbc:h2:mem:one?a=b", user: me}
                staging: {url: "jdbc:h2:mem:one?currentSchema=staging", user: me}
                prod: {url: "jdbc:h2:mem:one?currentSchema=prod", user: me}
                guest: {url: "jdbc:h2:mem:one", user: guest}
                other: {url: "jdbc:h2:mem:two", user: me}
                """);
        return OverlappingPlaces.problems(
                        PipelineGraph.parse(graph),
                        project.catalog(String.join("\n", entries) + "\n").catalog(),
                        Set.of())
                .stream()
                .map(ConfigProblem::toString)
                .toList();
    }

    private static String table(String dataset, String table, String credentials) {
        return dataset + ": {type: table, table: " + table + ", mode: append, credentials: " + credentials + "}";
    }

    private static final String WRITERS = "n = P.n() -> a\nm = P.m() -> b\n";

    @Test
    void writersOfOneTable_overlap() {
        assertThat(problems(WRITERS, table("a", "t", "db"), table("b", "T", "same")))
                .containsExactly(
                        "conf/base/catalog.yml:2:1: \"b\" (table T of same, made by m) overlaps with \"a\" (table t"
                                + " of db, made by n) of conf/base/catalog.yml:1:1; give one of them another place");
        assertThat(problems(WRITERS, table("a", "s.t", "db"), table("b", "s.t", "guest")))
                .as("a schema is the same for all users")
                .hasSize(1);
        assertThat(problems(WRITERS, table("a", "s.t", "staging"), table("b", "s.t", "prod")))
                .as("a schema is the same whatever settings the URL has")
                .hasSize(1);
    }

    @Test
    void otherTables_doNotOverlap() {
        assertThat(problems(WRITERS, table("a", "t", "db"), table("b", "u", "db")))
                .isEmpty();
        assertThat(problems(WRITERS, table("a", "t", "db"), table("b", "t", "other")))
                .isEmpty();
        assertThat(problems(WRITERS, table("a", "t", "db"), table("b", "t", "guest")))
                .as("without a schema, each user may have a table of that name")
                .isEmpty();
        assertThat(problems(WRITERS, table("a", "t", "staging"), table("b", "t", "prod")))
                .as("without a schema, settings of the URL may say which one is meant")
                .isEmpty();
    }

    @Test
    void readersOfOneTable_areLegal_andQueriesAreUnknown() {
        assertThat(problems("n = P.n(a, b) -> c\n", table("a", "t", "db"), table("b", "t", "db")))
                .isEmpty();
        assertThat(problems(
                        "n = P.n(a) -> b\n", "a: {type: query, sql: select 1, credentials: db}", table("b", "t", "db")))
                .isEmpty();
        assertThat(problems("n = P.n(a) -> b\n", table("a", "t", "db"), table("b", "t", "db")))
                .hasSize(1);
    }

    @Test
    void urlsOfOneFile_areOnePlace() throws IOException {
        Path file = Files.createFile(directory.resolve("a b.db"));
        Path link = Files.createSymbolicLink(directory.resolve("link.db"), file);
        List<String> same = List.of(
                "jdbc:sqlite:" + file,
                "jdbc:sqlite:" + directory + "/./conf/../a b.db?busy_timeout=1",
                "jdbc:sqlite:" + Path.of("").toAbsolutePath().relativize(file),
                "jdbc:sqlite:file:" + directory + "/a%20b.db?cache=shared",
                "jdbc:sqlite:file://" + file,
                "jdbc:sqlite:" + link);
        for (String url : same) {
            assertThat(place(url, "t")).as(url).isEqualTo("jdbc:sqlite:a b.db table t");
        }
        assertThat(place(same.get(0), "main.T")).isEqualTo("jdbc:sqlite:a b.db table t");
        assertThat(place("jdbc:sqlite:/elsewhere/new.db", "t")).isEqualTo("jdbc:sqlite:/elsewhere/new.db table t");
        assertThat(place("jdbc:sqlite::memory:", "t")).startsWith("jdbc:sqlite::memory: ");
        assertThat(place("jdbc:sqlite:file:x?mode=memory", "t")).startsWith("jdbc:sqlite:file:x?mode=memory ");
    }

    private String place(String url, String table) {
        return new TableProvider()
                .open(new DatasetRequest(
                        "d",
                        OptionValues.parse(new TableProvider().options(), Map.of("table", table), ""),
                        "db",
                        Credentials.of(Map.of("url", url)),
                        directory,
                        ExtensionSettings.NONE))
                .place()
                .orElseThrow();
    }
}
