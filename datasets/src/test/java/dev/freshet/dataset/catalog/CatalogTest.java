package dev.freshet.dataset.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.freshet.config.ConfigException;
import dev.freshet.config.ConfigProblem;
import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.DatasetException;
import dev.freshet.dataset.FileFormat;
import dev.freshet.dataset.TestProject;
import dev.freshet.dataset.Types;
import dev.freshet.dataset.format.BuiltInFormats;
import dev.freshet.wiring.GenericTypes;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogTest {
    record Row(String name, java.time.LocalDate day) {}

    record Nested(Row row) {}

    private static final String AT = "conf/base/catalog.yml:";

    private static List<String> problems(Runnable action) {
        ConfigException e = catchThrowableOfType(ConfigException.class, action::run);
        assertThat(e).as("a configuration error").isNotNull();
        return e.problems().stream().map(ConfigProblem::toString).toList();
    }

    private static String types() {
        return Stream.concat(Stream.of("memory"), BuiltInFormats.ALL.stream().map(FileFormat::name))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    static Stream<Arguments> badEntries() {
        return Stream.of(
                arguments("{path: x}", "1:1: the option \"type\" is missing: the name of a dataset type, such as csv"),
                arguments("{type: cvs, path: x}", "1:11: unknown dataset type \"cvs\"; did you mean \"csv\"?"),
                arguments(
                        "{type: parquet, path: x}",
                        "1:11: unknown dataset type \"parquet\"; add dev.freshet:freshet-parquet to the class path"),
                arguments(
                        "{type: parqet, path: x}", "1:11: unknown dataset type \"parqet\"; did you mean \"parquet\"?"),
                arguments("{type: graphs, path: x}", "1:11: unknown dataset type \"graphs\"; there are " + types()),
                arguments("{type: csv}", "1:1: the option \"path\" is missing: the file's path"),
                arguments(
                        "{type: csv, path: x.csv.ZST}",
                        "1:22: a file whose name ends with .zst is compressed: add dev.freshet:freshet-zstd to the"
                                + " class path"),
                arguments(
                        "{type: csv, filepath: x}",
                        "1:16: unknown option \"filepath\" of a csv dataset; did you mean \"path\"?"),
                arguments(
                        "{type: csv, path: x, sep: ;}",
                        "1:25: unknown option \"sep\" of a csv dataset; did you mean \"delimiter\"?"),
                arguments(
                        "{type: csv, path: x, load_args: {sep: ;}}",
                        "1:25: unknown option \"load_args\" of a csv dataset; its options are options of the dataset"
                                + " itself"),
                arguments(
                        "{type: pandas.CSVDataset, path: x}",
                        "1:11: unknown dataset type \"pandas.CSVDataset\"; did you mean \"csv\"?"),
                arguments(
                        "{type: kedro_datasets.json.JSONDataSet, path: x}",
                        "1:11: unknown dataset type \"kedro_datasets.json.JSONDataSet\"; did you mean \"json\"?"),
                arguments(
                        "{type: pandas.ParquetDataset, path: x}",
                        "1:11: unknown dataset type \"pandas.ParquetDataset\"; did you mean \"parquet\"?"),
                arguments("{type: csv, path: }", "1:21: \"path\" must be the file's path, not empty"),
                arguments("{type: csv, path: ''}", "1:22: \"path\" must be the file's path, not empty"),
                arguments("{type: csv, path: [x]}", "1:22: \"path\" must be the file's path, not a group of values"),
                arguments(
                        "{type: csv, pth: x, path: y}",
                        "1:16: unknown option \"pth\" of a csv dataset; did you mean \"path\"?"),
                arguments(
                        "{type: json, path: x, delimiter: ;}",
                        "1:26: unknown option \"delimiter\" of a json dataset; there are path, type, credentials, versioned, keep, cached, incremental, validate"),
                arguments(
                        "{type: memory, path: x}",
                        "1:19: unknown option \"path\" of a memory dataset; there are spill, type, credentials"),
                arguments(
                        "{type: csv, path: x, delimiter: ab}", "1:36: \"delimiter\" must be one character, not \"ab\""),
                arguments(
                        "{type: csv, path: x, quote: \"\\n\"}",
                        "1:32: \"quote\" must be one character or none, not \"\\n\""),
                arguments(
                        "{type: csv, path: x, quote: ;, delimiter: ;}",
                        "1:32: \"quote\" must be another character than \"delimiter\""),
                arguments("{type: csv, path: x, header: yes}", "1:33: \"header\" must be true or false, not \"yes\""),
                arguments(
                        "{type: text, path: x, encoding: UTF-9}",
                        "1:36: \"encoding\" must be the name of an encoding, such as UTF-8 or ISO-8859-1, not \"UTF-9\""),
                arguments(
                        "{type: csv, path: x, formats: y}",
                        "1:34: \"formats\" must be keys with texts or lists of texts, not \"y\""),
                arguments(
                        "{type: csv, path: x, columns: {a: [b]}}",
                        "1:38: \"columns.a\" must be a text, not a group of values"),
                arguments(
                        "{type: json, path: x, credentials: b}",
                        "1:39: no credentials named \"b\"; add them to credentials.yml"),
                arguments(
                        "{type: json, path: x, credentials: storag}",
                        "1:39: no credentials named \"storag\"; did you mean \"storage\"?"),
                arguments(
                        "{type: json, path: x, validate: wran}",
                        "1:36: \"validate\" must be true, false or warn, not \"wran\"; did you mean \"warn\"?"),
                arguments(
                        "{type: text, path: x, validate: off}",
                        "1:36: \"validate\" must be true, false or warn, not \"off\""),
                arguments(
                        "{type: bytes, path: x, validate: [warn]}",
                        "1:37: \"validate\" must be true, false or warn, not a group of values"),
                arguments(
                        "{type: csv, path: x, validat: warn}",
                        "1:25: unknown option \"validat\" of a csv dataset; did you mean \"validate\"?"),
                arguments(
                        "{type: memory, validate: warn}",
                        "1:19: unknown option \"validate\" of a memory dataset; there are spill, type, credentials"));
    }

    @ParameterizedTest
    @MethodSource("badEntries")
    void entry_withMistake_isOneProblemAtItsPlace(String entry, String message) {
        TestProject project = TestProject.inMemory()
                .catalog("d: " + entry)
                .with("conf/base/credentials.yml", "storage: {key: hunter2}");
        assertThat(problems(project.catalog()::check)).containsExactly(AT + message);
        assertThat(problems(() -> project.open("d", Types.MAPS))).contains(AT + message);
    }

    @Test
    void check_reportsEveryMistakeOfEveryEntry() {
        TestProject project = TestProject.inMemory().catalog("""
                a: {type: csv, pth: x, header: 1}
                b: {type: json, path: x}
                c: {type: cvs}
                """);
        assertThat(problems(project.catalog()::check))
                .containsExactly(
                        AT + "1:16: unknown option \"pth\" of a csv dataset; did you mean \"path\"?",
                        AT + "1:32: \"header\" must be true or false, not \"1\"",
                        AT + "3:11: unknown dataset type \"cvs\"; did you mean \"csv\"?");
    }

    @Test
    void entries_thatAreNoDatasets_areRefused() {
        TestProject project = TestProject.inMemory().catalog("""
                _anchor: 5
                a: csv
                params:x: {type: memory}
                parameters: {type: memory}
                """);
        assertThat(problems(project::catalog))
                .containsExactly(
                        AT + "2:4: the dataset \"a\" must have options, as in \"type: csv\"",
                        AT + "3:1: \"params:x\" is the name of parameters; a dataset needs another",
                        AT + "4:1: \"parameters\" is the name of parameters; a dataset needs another");
    }

    @Test
    void names_areThoseOfDatasetsInOrder() {
        Catalog catalog = TestProject.inMemory()
                .catalog("_x: &x {type: csv}\nb@csv: {<<: *x, path: b}\na: {type: memory}")
                .catalog();
        assertThat(catalog.names()).containsExactly("b@csv", "a");
        assertThat(catalog.contains("b@csv")).isTrue();
        assertThat(catalog.contains("b")).isFalse();
        assertThat(catalog.contains("_x")).isFalse();
        assertThat(catalog.position("a").orElseThrow()).hasToString(AT + "3:1");
        assertThat(catalog.position("z")).isEmpty();
        assertThat(catalog.isStored("b@csv")).isTrue();
        assertThat(catalog.isStored("a")).isFalse();
        assertThat(catalog.isStored("z")).isFalse();
        catalog.check();
    }

    @Test
    void pattern_standsForDatasets_unlessOneHasItsOwnEntry(@TempDir Path directory) {
        TestProject project = new TestProject(directory).catalog("""
                "{region}.{name}_text": {type: text, path: "data/{region}/{name}.txt", encoding: UTF-8}
                eu.own_text: {type: memory}
                "{rest}": {type: json, path: "data/{rest}.json"}
                """);
        Catalog catalog = project.catalog();
        catalog.check();
        Dataset<String> dataset = catalog.open("eu.orders_text", String.class);
        dataset.save("text");
        assertThat(dataset.location()).isEqualTo("data/eu/orders.txt");
        assertThat(catalog.<String>open("eu.orders_text", String.class).load()).isEqualTo("text");
        assertThat(catalog.isStored("eu.own_text")).isFalse();
        assertThat(catalog.open("anything", Integer.class).location()).isEqualTo("data/anything.json");
        assertThat(catalog.contains("params:vat")).isFalse();
        assertThat(catalog.contains("parameters")).isFalse();
        assertThat(catalog.declaration("eu.orders_text")).isEqualTo(catalog.declaration("us.others_text"));
        Catalog copy = Catalog.ofJson(catalog.toJson());
        assertThat(copy.<String>open("eu.orders_text", String.class).load()).isEqualTo("text");
    }

    static Stream<Arguments> namesThatAreNoFiles() {
        return Stream.of(
                arguments("../secret", "../secret"),
                arguments("/etc/passwd", "/etc/passwd"),
                arguments("a/b", "a/b"),
                arguments("a\\b", "a\\b"),
                arguments("..", ".."),
                arguments(".", "."),
                arguments("*", "*"),
                arguments("a\u0000b", "a\\u0000b"));
    }

    /** The compiler refuses such names already; a pipeline that was made in another way may have them. */
    @ParameterizedTest
    @MethodSource("namesThatAreNoFiles")
    void pattern_neverLeadsToAnotherDirectory(String part, String shown) {
        Catalog catalog = TestProject.inMemory()
                .catalog("\"{name}_csv\": {type: csv, path: \"data/{name}.csv\"}\n\"m_{name}\": {type: memory}")
                .catalog();
        String name = part + "_csv";
        assertThat(problems(() -> catalog.open(name, Types.MAPS)))
                .singleElement()
                .asString()
                .startsWith(AT + "1:1: \"{name}_csv\" cannot be the dataset \"")
                .endsWith(
                        "_csv\": the path would have \"" + shown + "\" for {name}, which is no part of a file's name");
        assertThat(catalog.<Object>open("m_" + part, Types.MAPS).exists()).isFalse();
    }

    @Test
    void pathOutsideTheProject_isLegal(@TempDir Path directory) {
        TestProject project =
                new TestProject(directory.resolve("project")).catalog("").with("../shared/f.txt", "shared");
        assertThat(project.<String>dataset("type: text, path: ../shared/f.txt", String.class)
                        .load())
                .isEqualTo("shared");
    }

    @Test
    void pathWithANullCharacter_isOneProblem(@TempDir Path directory) {
        TestProject project = new TestProject(directory).catalog("d: {type: text, path: \"a\\0b\"}");
        assertThat(problems(project.catalog()::check))
                .containsExactly(AT + "1:23: \"path\" must be the file's path: Nul character not allowed");
    }

    @Test
    void pattern_withMistakes_isRefused() {
        TestProject project = TestProject.inMemory().catalog("""
                "{name}_csv": {type: csv, path: "data/{nam}.csv"}
                "{a}_{a}": {type: json, path: x}
                "{all}": {type: json, path: "{all}"}
                "{others}": {type: json, path: "{others}"}
                """);
        assertThat(problems(project::catalog))
                .containsExactly(
                        AT + "1:33: \"{name}_csv\" has no placeholder \"{nam}\"; did you mean \"{name}\"?",
                        AT + "2:1: \"{a}_{a}\" has a placeholder twice",
                        AT + "4:1: \"{others}\" and \"{all}\" both match everything");
    }

    @Test
    void mistakesOfPatterns_hideNoOtherMistakes() {
        TestProject project = TestProject.inMemory().catalog("""
                "{name}_csv": {type: csv, path: "data/{nam}.csv"}
                d: {type: jsno, path: d.json}
                e: 3
                f: {type: csv, path: f.csv, delimter: ";"}
                """);
        assertThat(problems(project::catalog))
                .hasSize(4)
                .anyMatch(problem -> problem.startsWith(AT + "1:33: \"{name}_csv\" has no placeholder"))
                .anyMatch(problem -> problem.startsWith(AT + "2:11: ") && problem.contains("jsno"))
                .anyMatch(problem -> problem.startsWith(AT + "3:4: the dataset \"e\" must have options"))
                .anyMatch(problem -> problem.startsWith(AT + "4:") && problem.contains("delimter"));
    }

    @Test
    void partitionsOfAPathWithoutStar_areRefusedWithTheStar() {
        Catalog catalog =
                TestProject.inMemory().catalog("d: {type: csv, path: d.csv}").catalog();
        Type partitions = GenericTypes.parameterized(java.util.Map.class, String.class, Types.list(Row.class));
        assertThat(problems(() -> catalog.open("d", partitions)))
                .singleElement()
                .asString()
                .contains("a csv dataset holds")
                .endsWith("; for partitions, write a star in its path, as in data/days/*.csv");
        assertThat(problems(() -> catalog.open("d", Integer.class)))
                .singleElement()
                .asString()
                .doesNotContain("star");
    }

    @Test
    void unknownDataset_namesTheNearest() {
        Catalog catalog =
                TestProject.inMemory().catalog("flights: {type: memory}").catalog();
        assertThatThrownBy(() -> catalog.open("fligths", String.class))
                .hasMessage("catalog: there is no dataset \"fligths\"; did you mean \"flights\"?");
        assertThat(Catalog.empty().names()).isEmpty();
    }

    static Stream<Arguments> accepted() {
        Type records = Types.list(Row.class);
        Type wildcard = Types.list(GenericTypes.subtypeOf(Row.class));
        Type raw = List.class;
        return Stream.of(
                arguments("csv", records, true),
                arguments("csv", wildcard, true),
                arguments("csv", Types.collection(Row.class), true),
                arguments("csv", Types.iterable(Row.class), true),
                arguments("csv", Types.MAPS, true),
                arguments("csv", Types.LISTS, true),
                arguments("csv", Types.TEXTS, false),
                arguments("csv", Row.class, false),
                arguments("csv", raw, false),
                arguments("csv", Types.list(GenericTypes.parameterized(Map.class, String.class, Integer.class)), false),
                arguments("csv", GenericTypes.parameterized(Set.class, Row.class), false),
                arguments("jsonl", Types.TEXTS, true),
                arguments("jsonl", String.class, false),
                arguments("json", String.class, true),
                arguments("json", records, true),
                arguments("text", String.class, true),
                arguments("text", Types.TEXTS, true),
                arguments("text", Types.iterable(String.class), true),
                arguments("text", Types.list(Integer.class), false),
                arguments("text", CharSequence.class, false),
                arguments("bytes", byte[].class, true),
                arguments("bytes", GenericTypes.arrayOf(byte.class), true),
                arguments("bytes", Byte[].class, false),
                arguments("memory", records, true),
                arguments("parquet", records, false));
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void datasetType_holdsTheseJavaTypes(String datasetType, Type type, boolean expected) {
        assertThat(Catalog.accepts(datasetType, type)).isEqualTo(expected);
    }

    @Test
    void javaType_thatTheDatasetTypeCannotHold_isAnError() {
        TestProject project = TestProject.inMemory().catalog("\n d: {type: csv, path: x}");
        assertThat(problems(() -> project.open("d", Types.TEXTS)))
                .containsExactly(AT + "2:2: the pipeline has \"d\" as List<String>, but a csv dataset holds a List,"
                        + " Collection or Iterable of records, of Map<String, String> or of List<String>");
    }

    static Stream<Arguments> badRows() {
        return Stream.of(
                arguments(
                        Types.list(Nested.class),
                        "",
                        "1:1: dataset \"d\": component \"row\" of CatalogTest.Nested is CatalogTest.Row, which a cell"
                                + " cannot hold"),
                arguments(
                        Types.list(Row.class),
                        ", formats: {dya: yyyy}",
                        "1:35: \"formats\" has \"dya\", which is not a component of CatalogTest.Row; did you mean"
                                + " \"day\"?"),
                arguments(
                        Types.list(Row.class),
                        ", columns: {dya: Day}",
                        "1:35: \"columns\" has \"dya\", which is not a component of CatalogTest.Row; did you mean"
                                + " \"day\"?"),
                arguments(
                        Types.list(Row.class),
                        ", formats: {name: yyyy}",
                        "1:35: component \"name\" of CatalogTest.Row is String, which has no format"),
                arguments(
                        Types.list(Row.class),
                        ", formats: {day: yyyy/bb}",
                        "1:35: \"yyyy/bb\" is not a date pattern: Unknown pattern letter: b"),
                arguments(
                        Types.list(Row.class),
                        ", formats: {day: yyyy/MM}",
                        "1:35: the pattern \"yyyy/MM\" is incomplete for a LocalDate"),
                arguments(
                        Types.MAPS,
                        ", formats: {day: yyyy}",
                        "1:34: \"formats\" is for rows that are records, not for Map<String, String>"));
    }

    @ParameterizedTest
    @MethodSource("badRows")
    void rows_thatDoNotFitTheOptions_areAnError(Type type, String options, String message) {
        TestProject project = TestProject.inMemory().catalog("d: {type: csv, path: x" + options + "}");
        assertThat(problems(() -> project.open("d", type))).containsExactly(AT + message);
    }

    @Test
    void memory_isOneDatasetHoweverOftenItIsOpened() {
        Catalog catalog = TestProject.inMemory().catalog("d: {type: memory}").catalog();
        Dataset<Object> first = catalog.open("d", Object.class);
        assertThat(first.exists()).isFalse();
        assertThatThrownBy(first::load)
                .isInstanceOf(DatasetException.class)
                .hasMessage("dataset \"d\" (memory): nothing has been saved yet");
        Object value = new Object();
        first.save(value);
        assertThat(catalog.<Object>open("d", Object.class).load()).isSameAs(value);
        assertThat(first.location()).isEqualTo("memory");
    }

    @Test
    void nullValue_isNotSaved() {
        TestProject project = TestProject.inMemory().catalog("m: {type: memory}\nf: {type: json, path: f.json}");
        for (String name : List.of("m", "f")) {
            Dataset<Object> dataset = project.open(name, Object.class);
            assertThatThrownBy(() -> dataset.save(nothing()))
                    .isInstanceOf(DatasetException.class)
                    .hasMessageEndingWith("): null cannot be saved");
            assertThat(dataset.exists()).isFalse();
        }
    }

    private static Object nothing() {
        return null;
    }

    @Test
    void location_isThePathAsTheCatalogHasIt() {
        TestProject project =
                TestProject.inMemory().catalog("a: {type: bytes, path: data/x}\nb: {type: bytes, path: /abs/x}");
        assertThat(project.open("a", byte[].class).location()).isEqualTo("data/x");
        assertThat(project.open("b", byte[].class).location()).isEqualTo("/abs/x");
    }
}
