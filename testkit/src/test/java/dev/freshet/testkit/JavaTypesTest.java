package dev.freshet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.config.ConfigException;
import dev.freshet.config.Configuration;
import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.DatasetException;
import dev.freshet.dataset.cell.Cells;
import dev.freshet.dataset.parameter.Parameters;
import dev.freshet.dataset.value.TextValue;
import dev.freshet.testkit.JavaTypeRows.Row;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Walks the table of Java types: what it says is stored, read and refused, by every dataset type of texts. */
final class JavaTypesTest {
    private static final Path PAGE = Path.of("../docs/dataset-types.md");
    private static final String BEGIN = "<!-- Java types -->\n";

    @TempDir
    Path directory;

    static List<Row> all() {
        return JavaTypeRows.all();
    }

    static List<Row> single() {
        return JavaTypeRows.single();
    }

    private Object load(String type, Row row, String content) {
        Project project = new Project(directory);
        Dataset<Object> dataset = project.dataset(type, "f", "", row.type());
        project.write("f", (content + "\n").getBytes(StandardCharsets.UTF_8));
        return dataset.load();
    }

    private String saved(String type, Row row) {
        Project project = new Project(directory);
        project.dataset(type, "f", "", row.type()).save(row.value());
        return new String(project.bytes("f"), StandardCharsets.UTF_8);
    }

    private static String withoutSpace(String json) {
        return json.replaceAll("[ \n]", "");
    }

    @ParameterizedTest
    @MethodSource("all")
    void value_isStoredAndReadAsTheTableSays(Row row) {
        assertThat(withoutSpace(saved("json", row))).isEqualTo(withoutSpace(row.json()));
        for (String type : List.of("json", "yaml")) {
            assertThat(SameValues.test(load(type, row, row.json()), row.value()))
                    .as(type)
                    .isTrue();
            saved(type, row);
            Object loaded =
                    new Project(directory).dataset(type, "f", "", row.type()).load();
            assertThat(SameValues.test(loaded, row.value())).as(type).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void content_thatTheTableRefuses_isRefused(Row row) {
        for (String bad : row.refused()) {
            for (String type : List.of("json", "yaml")) {
                if (type.equals("yaml") && bad.contains("e") && bad.matches("[0-9.e-]+")) {
                    continue;
                }
                assertThatThrownBy(() -> load(type, row, bad))
                        .as("%s: %s", type, bad)
                        .isInstanceOf(DatasetException.class)
                        .hasMessageNotContaining("\n");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void parameter_isReadAsTheTableSays(Row row) throws IOException {
        assertThat(SameValues.test(parameter(row, row.json()), row.value()))
                .as(String.valueOf(parameter(row, row.json())))
                .isTrue();
        for (String bad : row.refused()) {
            boolean isAText = bad.matches("[0-9.e+-]+|true|null") || bad.startsWith("[2026");
            if (!isAText) {
                assertThatThrownBy(() -> parameter(row, bad)).as(bad).isInstanceOf(ConfigException.class);
            }
        }
    }

    private Object parameter(Row row, String yaml) throws IOException {
        Path base = Files.createDirectories(directory.resolve("conf/base"));
        Files.writeString(base.resolve("parameters.yml"), "p: " + yaml + "\n");
        Configuration configuration =
                Configuration.load(directory.resolve("conf"), Configuration.DEFAULT_ENVIRONMENT, Map.of());
        return Parameters.of(configuration).get("p", row.type());
    }

    @ParameterizedTest
    @MethodSource("single")
    void text_isReadAsItWasWritten(Row row) {
        TextValue text = TextValue.of(row.type()).orElseThrow();
        String shown = text.print(row.value());
        assertThat(SameValues.test(text.parse(shown), row.value())).isTrue();
        assertThat(row.json().replace("\"", "")).isEqualTo(shown);
    }

    @Test
    void rows_haveEverySingleType() {
        String all = JavaTypeRows.all().stream().map(Row::shown).collect(Collectors.joining(", "));
        assertThat(Cells.types().stream().map(Class::getSimpleName))
                .allSatisfy(name -> assertThat(all).contains("`" + name + "`"));
    }

    @Test
    void tableOfTheDocumentation_isTheRows() throws IOException {
        String text = Files.readString(PAGE);
        int from = text.indexOf(BEGIN) + BEGIN.length();
        int to = text.indexOf("<!-- end -->", from);
        String table = "\n" + JavaTypeRows.table() + "\n";
        assertThat(text).contains(BEGIN);
        if (Boolean.getBoolean("freshet.golden.update")) {
            Files.writeString(PAGE, text.substring(0, from) + table + text.substring(to));
        } else {
            assertThat(text.substring(from, to))
                    .as("the Java types; write them with -Dfreshet.golden.update=true")
                    .isEqualTo(table);
        }
    }
}
