package dev.freshet.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.processor.TestCompiler.Compiled;
import dev.freshet.processor.TestCompiler.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the compiler says of names and types when it knows the catalog. */
final class CatalogErrorsTest {
    private static final String HEAD = """
            package demo;
            import dev.freshet.*;
            import java.util.*;
            @Pipeline(catalog = "conf/base/catalog.yml")
            class P {
              record Row(int a) {}
            """;

    @TempDir
    Path project;

    @BeforeEach
    void writeConfiguration() throws IOException {
        Path base = Files.createDirectories(project.resolve("conf/base"));
        Files.writeString(base.resolve("catalog.yml"), "orders_raw:\n  type: csv\n  path: ${env:HOME}/o.csv\n");
        Files.writeString(
                base.resolve("catalog_more.yml"),
                "_csv: &csv\n  type: csv\ntable:\n  <<: *csv\nblob:\n  type: bytes\n");
        Files.writeString(base.resolve("parameters.yml"), "split:\n  ratio: 0.7\n  seed: 1\n");
    }

    private List<Message> compile(TestCompiler compiler, String body, String... more) {
        return allMessages(compiler, body, more).stream()
                .filter(message -> !message.code().isEmpty())
                .toList();
    }

    /** Also the messages of the compiler itself. */
    private List<Message> allMessages(TestCompiler compiler, String body, String... more) {
        List<String> options = new ArrayList<>(List.of("-Afreshet.conf=" + project.resolve("conf")));
        options.addAll(List.of(more));
        return compiler.compile(Map.of("demo.P", HEAD + body + "}"), options).messages();
    }

    @ParameterizedTest
    @EnumSource
    void names_inCatalogOrParameters_accepted(TestCompiler compiler) {
        assertThat(compile(compiler, """
                        @Node(inputs = {"orders_raw", "params:split"}) static int a(List<Row> raw, Map<String, Object> split) { return 1; }
                        @Node(outputs = "table") static List<Row> b() { return List.of(); }
                        """)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void input_misspelt_suggestsCatalogEntryWithItsLine(TestCompiler compiler) {
        List<Message> messages = compile(
                compiler,
                "@Node(inputs = {\"orders_rwa\", \"params:split\"}) static int a(List<Row> r, Map<String, Object> s) { return 1; }");
        assertThat(messages).hasSize(1);
        assertThat(messages.get(0).code()).isEqualTo("UnknownInput");
        assertThat(messages.get(0).line()).isEqualTo(7);
        assertThat(messages.get(0).text())
                .contains("no @Node of P produces \"orders_rwa\" and the catalog has no such dataset")
                .contains("Did you mean \"orders_raw\" (conf/base/catalog.yml:1)?")
                .contains("add \"orders_rwa\" to conf/base/catalog.yml");
    }

    @ParameterizedTest
    @EnumSource
    void pattern_givesTypesAndFreeInputs(TestCompiler compiler) throws IOException {
        Files.writeString(
                project.resolve("conf/base/catalog_patterns.yml"),
                "\"{name}_bytes\": {type: bytes, path: \"{name}\"}\n");
        assertThat(
                        compile(
                                compiler,
                                "@Node(inputs = {\"any_bytes\", \"params:split\"}) static int a(byte[] b, Map<String, Object> s) { return 1; }"))
                .isEmpty();
        assertThat(
                        compile(
                                compiler,
                                "@Node(inputs = {\"any_bytes\", \"params:split\"}) static int a(String b, Map<String, Object> s) { return 1; }"))
                .extracting(Message::code)
                .containsExactly("CatalogTypeMismatch");
        List<Message> typo = compile(compiler, """
                @Node(inputs = "params:split", outputs = "whole_bytes") static byte[] a(Map<String, Object> s) { return null; }
                @Node(inputs = "whoel_bytes") static int b(byte[] x) { return 1; }
                """);
        assertThat(typo).extracting(Message::code).containsExactly("CaughtByPattern");
        assertThat(typo.get(0).isError()).isFalse();
        assertThat(typo.get(0).text())
                .contains("the catalog's \"{name}_bytes\" matches it", "Did you mean \"whole_bytes\" (output of P.a)?");
    }

    @ParameterizedTest
    @EnumSource
    void patternForEverything_isNotForParameters(TestCompiler compiler) throws IOException {
        Files.writeString(
                project.resolve("conf/base/catalog_patterns.yml"), "\"{rest}\": {type: csv, path: \"{rest}.csv\"}\n");
        assertThat(
                        compile(
                                compiler,
                                "@Node(inputs = {\"x\", \"params:split.ratio\", \"parameters\"}, outputs = \"y\")"
                                        + " static List<Row> a(List<Row> x, double ratio, Map<String, Object> all) { return x; }"))
                .isEmpty();
    }

    /** A chart cannot be loaded, which would be said of the parameters. */
    @ParameterizedTest
    @EnumSource
    void patternForEverything_ofATypeThatCannotBeLoaded_isNotForParameters(TestCompiler compiler) throws IOException {
        Files.writeString(
                project.resolve("conf/base/catalog_patterns.yml"), "\"{rest}\": {type: chart, path: \"{rest}.png\"}\n");
        assertThat(compile(
                        compiler,
                        "@Node(inputs = {\"params:split.ratio\", \"parameters\"})"
                                + " static void a(double ratio, Map<String, Object> all) {}"))
                .isEmpty();
    }

    private List<Message> overlap(TestCompiler compiler, String catalog, String body) throws IOException {
        Files.writeString(project.resolve("conf/base/catalog_places.yml"), catalog);
        return compile(
                compiler,
                "@Node(inputs = {\"params:split\"}) static int s(Map<String, Object> s) { return 1; }\n" + body);
    }

    @ParameterizedTest
    @EnumSource
    void outputs_ofOnePlace_areOneErrorOnTheLaterEntry(TestCompiler compiler) throws IOException {
        List<Message> messages = overlap(compiler, """
                parts: {type: text, path: data/out/*.txt}
                summary: {type: text, path: ./data/out/summary.txt}
                """, """
                @Node(outputs = "summary") static String a() { return ""; }
                @Node(outputs = {"parts"}) static Map<String, String> b() { return Map.of(); }
                """);
        assertThat(messages).hasSize(1);
        assertThat(messages.get(0).code()).isEqualTo("OverlappingPlaces");
        assertThat(messages.get(0).isError()).isTrue();
        assertThat(messages.get(0).line()).isEqualTo(8);
        assertThat(messages.get(0).text())
                .contains(
                        "\"summary\" (./data/out/summary.txt) overlaps with \"parts\" (data/out/*.txt)\n",
                        "\"summary\" is produced by P.a and declared at conf/base/catalog_places.yml:2:1.",
                        "\"parts\" is produced by P.b and declared at conf/base/catalog_places.yml:1:1.")
                .contains("Fix: give one of them another path.");
    }

    @ParameterizedTest
    @EnumSource
    void inputAndOutput_ofOnePlace_areAnError(TestCompiler compiler) throws IOException {
        assertThat(overlap(
                        compiler,
                        "x: {type: text, path: data/x.txt}\ny: {type: text, path: '" + project.toUri()
                                + "data/x.txt'}\n",
                        "@Node(inputs = \"x\", outputs = \"y\") static String a(String x) { return x; }"))
                .extracting(Message::code)
                .containsExactly("OverlappingPlaces");
        assertThat(overlap(
                        compiler,
                        "x: {type: text, path: data/*.txt}\ny: {type: text, path: 'data/**.txt'}\n",
                        "@Node(each = \"x\", inputs = \"x\", outputs = \"y\") static String a(String x) { return x; }"))
                .extracting(Message::code)
                .containsExactly("OverlappingPlaces");
        assertThat(overlap(compiler, "\"{n}_x\": {type: text, path: data/x.txt}\n", """
                        @Node(outputs = "a_x") static String a() { return ""; }
                        @Node(outputs = "b_x") static String b() { return ""; }
                        """))
                .extracting(Message::code)
                .containsExactly("OverlappingPlaces");
    }

    @ParameterizedTest
    @EnumSource
    void datasets_thatMayShareAPlace_orWhosePlaceIsUnknown_areAccepted(TestCompiler compiler) throws IOException {
        assertThat(overlap(compiler, """
                x: {type: text, path: data/x.txt}
                x2: {type: text, path: data/x.txt}
                y@text: {type: text, path: data/y.txt}
                y@bytes: {type: bytes, path: data/y.txt}
                z: {type: text, path: "${env:A}/z.txt"}
                z2: {type: text, path: "${env:A}/z.txt"}
                m: {type: text, path: m.txt, versioned: true}
                old: {type: text, path: m.txt/2026-01-31T12.00.00.000Z/m.txt}
                """, """
                @Node(inputs = {"x", "x2"}, outputs = "y@text") static String a(String x, String x2) { return x; }
                @Node(inputs = "y@bytes", outputs = "z") static String b(byte[] y) { return ""; }
                @Node(outputs = "z2") static String c() { return ""; }
                @Node(inputs = "old", outputs = "m") static String d(String old) { return ""; }
                """)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void parameter_misspelt_suggestsPath(TestCompiler compiler) {
        List<Message> messages = compile(
                compiler,
                "@Node(inputs = {\"params:split\", \"params:split.ratoi\"}) static int a(Map<String, Object> s, double r) { return 1; }");
        assertThat(messages).hasSize(1);
        assertThat(messages.get(0).code()).isEqualTo("UnknownParameter");
        assertThat(messages.get(0).text()).contains("Did you mean \"split.ratio\"");
        if (compiler == TestCompiler.JAVAC) {
            assertThat(messages.get(0).column()).isEqualTo(33);
        }
    }

    @ParameterizedTest
    @EnumSource
    void type_thatTheDatasetTypeCannotGive_isError(TestCompiler compiler) {
        List<Message> messages = compile(compiler, """
                @Node(inputs = {"orders_raw", "params:split"}) static int a(List<Integer> raw, Map<String, Object> split) { return 1; }
                @Node(outputs = "blob") static String b() { return ""; }
                @Node(outputs = "table") static List<Row> c() { return List.of(); }
                """);
        assertThat(messages)
                .extracting(Message::code)
                .containsOnly("CatalogTypeMismatch")
                .hasSize(2);
        assertThat(messages)
                .extracting(Message::text)
                .anyMatch(text -> text.contains("\"blob\" is String here, which a bytes dataset cannot hold\n")
                        && text.contains("A bytes dataset holds a byte[].")
                        && text.contains("It is declared at conf/base/catalog_more.yml:5:1."))
                .anyMatch(text ->
                        text.contains("\"orders_raw\" is List<Integer> here, which a csv dataset cannot hold\n"));
    }

    @ParameterizedTest
    @EnumSource
    void each_overAPathWithoutStar_isToldToWriteOne(TestCompiler compiler) {
        List<Message> messages = compile(compiler, """
                @Node(inputs = {"orders_raw", "params:split"}, outputs = "n", each = "orders_raw") static int a(List<Row> raw, Map<String, Object> split) { return 1; }
                """);
        assertThat(messages).extracting(Message::code).containsExactly("CatalogTypeMismatch");
        assertThat(messages.get(0).text())
                .contains("which a csv dataset cannot hold")
                .contains("Fix: write a star in its path, which stands for the key of each partition,"
                        + " as in data/days/*.csv.");
    }

    @ParameterizedTest
    @EnumSource
    void tableOfSpark_asSomethingElse_isError(TestCompiler compiler) throws IOException {
        Files.writeString(
                project.resolve("conf/base/catalog_tables.yml"), "late: {type: spark, path: data/late, format: csv}\n");
        List<Message> messages =
                compile(compiler, """
                @Node(inputs = {"orders_raw", "params:split"}, outputs = "late") static List<Row> a(List<Row> raw, Map<String, Object> split) { return raw; }
                """).stream().filter(Message::isError).toList();
        assertThat(messages).extracting(Message::code).containsExactly("CatalogTypeMismatch");
        assertThat(messages.get(0).text())
                .contains("\"late\" is List<P.Row> here, which a spark dataset cannot hold")
                .contains("A spark dataset holds a org.apache.spark.sql.Dataset");
    }

    @ParameterizedTest
    @EnumSource
    void datasetThatCannotBeLoaded_asInput_isError(TestCompiler compiler) throws IOException {
        Files.writeString(
                project.resolve("conf/base/catalog_pages.yml"),
                "page: {type: report, path: p.html}\nboth@saved: {type: report, path: b.html}\n"
                        + "both@read: {type: text, path: b.html}\n");
        List<Message> messages =
                compile(compiler, """
                @Node(inputs = {"orders_raw", "params:split"}, outputs = "page") static Row a(List<Row> raw, Map<String, Object> split) { return null; }
                @Node(inputs = "page") static int b(Row page) { return 1; }
                @Node(outputs = "both@saved") static Row c() { return null; }
                @Node(inputs = "both@read") static int d(String page) { return 1; }
                """).stream().filter(Message::isError).toList();
        assertThat(messages).extracting(Message::code).containsExactly("CatalogTypeMismatch");
        assertThat(messages.get(0).text())
                .contains(
                        "\"page\" is read here, but a report dataset can be saved but not loaded",
                        "It is declared at conf/base/catalog_pages.yml:1:1.",
                        "Fix: read what it is made of. Or give the file two entries of different types, such as"
                                + " page@saved and page@read.");
    }

    @ParameterizedTest
    @EnumSource
    void parameter_thatNoNodeReads_isNote(TestCompiler compiler) {
        String body = "@Node(inputs = \"params:split.ratio\") static int a(double r) { return 1; }";
        List<Message> messages = compile(compiler, body);
        assertThat(messages).hasSize(1);
        assertThat(messages.get(0).code()).isEqualTo("UnusedParameter");
        assertThat(messages.get(0).isError()).isFalse();
        assertThat(messages.get(0).text())
                .contains(
                        "no node of this compilation reads the parameter \"split.seed\" (conf/base/parameters.yml:3:3)");
        assertThat(compile(compiler, body, "-Afreshet.UnusedParameter=off")).isEmpty();
    }

    /** Other compilations can read it: a build of one file must not fail. */
    @Test
    void parameter_thatNoNodeReads_failsNoBuildWithoutWarnings() {
        String body = "@Node(inputs = \"params:split.ratio\") static int a(double r) { return 1; }";
        Compiled compiled = TestCompiler.JAVAC.compile(
                Map.of("demo.P", HEAD + body + "}"), List.of("-Afreshet.conf=" + project.resolve("conf"), "-Werror"));
        assertThat(compiled.errors()).isEmpty();
        assertThat(compiled.messages()).extracting(Message::code).contains("UnusedParameter");
    }

    @ParameterizedTest
    @EnumSource
    void extension_thatTheClassPathLacks_isNote(TestCompiler compiler) throws IOException {
        Files.writeString(project.resolve("conf/base/catalog_more.yml"), """
                days: {type: parquet, path: s3://bucket/days.parquet}
                hours: {type: parquet, path: hours.parquet}
                rows: {type: csv, path: rows.csv.ZST}
                own: {type: of_someone_else, path: x://y}
                """);
        String body = """
                @Node(inputs = {"days", "hours", "rows", "own", "params:split"})
                static int a(List<Row> d, List<Row> h, List<Row> r, List<Row> o, Map<String, Object> s) { return 1; }
                """;
        List<Message> messages = compile(compiler, body);
        assertThat(messages).allSatisfy(message -> {
            assertThat(message.code()).isEqualTo("MissingExtension");
            assertThat(message.isError()).isFalse();
            assertThat(message.line()).isEqualTo(4);
        });
        assertThat(messages)
                .extracting(message -> message.text().lines().findFirst().orElseThrow())
                .containsExactly(
                        "[freshet/MissingExtension] \"days\" is a parquet dataset, but the compiler does not find"
                                + " freshet-parquet",
                        "[freshet/MissingExtension] \"days\" is in a storage of the kind s3, but the compiler does not"
                                + " find freshet-s3",
                        "[freshet/MissingExtension] \"rows\" is in a file that ends with .zst, but the compiler does not"
                                + " find freshet-zstd");
        assertThat(messages.get(2).text())
                .contains("It is declared at conf/base/catalog_more.yml:3:1.")
                .contains("Fix: add dev.freshet:freshet-zstd to the dependencies.");
        assertThat(compile(compiler, body, "-Afreshet.MissingExtension=off")).isEmpty();
    }

    @Test
    void extension_thatIsOnTheClassPath_isNotMissed() throws IOException {
        Files.writeString(project.resolve("conf/base/catalog_more.yml"), "days: {type: xml, path: d.xml}\n");
        String body = "@Node(inputs = {\"days\", \"params:split\"})"
                + " static int a(List<Row> d, Map<String, Object> s) { return 1; }";
        assertThat(compile(TestCompiler.JAVAC, body)).hasSize(1);
        Compiled compiled = TestCompiler.JAVAC.compile(
                Map.of(
                        "demo.P",
                        HEAD + body + "}",
                        "dev.freshet.xml.XmlFormat",
                        "package dev.freshet.xml; final class XmlFormat {}"),
                List.of("-Afreshet.conf=" + project.resolve("conf")));
        assertThat(compiled.messages()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void variantOfADatasetWithoutOne_isOneError_andNamesTheDataset(TestCompiler compiler) {
        String both = """
                @Node(inputs = {"orders_raw", "params:split"}) static int a(List<Row> r, Map<String, Object> s) { return 1; }
                """;
        List<Message> mixed =
                compile(compiler, both + "@Node(inputs = \"orders_raw@csv\") static int b(List<Row> r) { return 1; }");
        assertThat(mixed).extracting(Message::code).containsExactly("MixedTranscoding");
        List<Message> unknown = compile(
                compiler,
                "@Node(inputs = {\"orders_raw@csv\", \"params:split\"})"
                        + " static int b(List<Row> r, Map<String, Object> s) { return 1; }");
        assertThat(unknown).extracting(Message::code).containsExactly("UnknownInput");
        assertThat(unknown.get(0).text()).contains("Did you mean \"orders_raw\" (conf/base/catalog.yml:");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            UnusedOutput=loud    | -Afreshet.UnusedOutput=loud is not a way to report UnusedOutput
            Impure=warnin        | -Afreshet.Impure=warnin is not a way to report Impure; did you mean "warning"?
            UnusedParameter      | -Afreshet.UnusedParameter has no value
            UnusedOuput=off      | -Afreshet.UnusedOuput is not an option of Freshet; did you mean "UnusedOutput"?
            conf                 | -Afreshet.conf has no value
            konf=conf            | -Afreshet.konf is not an option of Freshet; did you mean "conf"?
            Arity=off            | -Afreshet.Arity=off has no effect: Arity is always an error
            """)
    void option_withAWrongValue_isOneError(String option, String message) {
        for (TestCompiler compiler : TestCompiler.values()) {
            // javac warns of options that no processor supports.
            List<Message> messages = allMessages(
                            compiler,
                            "@Node(inputs = \"params:split\") static int a(Map<String, Object> s) { return 1; }",
                            "-Afreshet." + option)
                    .stream()
                    .filter(each -> each.text().contains("freshet"))
                    .toList();
            assertThat(messages).hasSize(1);
            assertThat(messages.get(0).code()).isEqualTo("BadOption");
            assertThat(messages.get(0).isError()).isTrue();
            assertThat(messages.get(0).text()).contains(message);
        }
    }

    @ParameterizedTest
    @EnumSource
    void output_unusedAndNotStored_isWarningIfAskedFor(TestCompiler compiler) {
        String body = """
                @Node(inputs = "params:split", outputs = "table") static List<Row> a(Map<String, Object> s) { return List.of(); }
                @Node(inputs = "table") static int nobody(List<Row> t) { return 1; }
                """;
        assertThat(compile(compiler, body)).isEmpty();
        assertThat(compile(compiler, body, "-Afreshet.UnusedOutput=warning"))
                .extracting(Message::code)
                .containsExactly("UnusedOutput");
    }

    @ParameterizedTest
    @EnumSource
    void catalog_missing_isOneErrorOnItsName(TestCompiler compiler) throws IOException {
        Files.delete(project.resolve("conf/base/catalog.yml"));
        List<Message> messages = compile(compiler, "@Node static int a(int anything) { return 1; }");
        assertThat(messages).hasSize(1);
        assertThat(messages.get(0).code()).isEqualTo("InvalidCatalog");
        assertThat(messages.get(0).line()).isEqualTo(4);
        assertThat(messages.get(0).text()).contains("there is no catalog \"conf/base/catalog.yml\"");
    }

    @ParameterizedTest
    @EnumSource
    void catalog_malformed_isErrorWithItsPosition(TestCompiler compiler) throws IOException {
        Files.writeString(project.resolve("conf/base/catalog.yml"), "orders_raw:\n  type: csv\n  type: json\n");
        List<Message> messages = compile(compiler, "@Node static int a(int anything) { return 1; }");
        assertThat(messages).hasSize(1);
        assertThat(messages.get(0).code()).isEqualTo("InvalidCatalog");
        assertThat(messages.get(0).text())
                .contains(
                        "conf/base/catalog.yml:3:3: duplicate key \"type\"; it is first at conf/base/catalog.yml:2:3");
    }
}
