package dev.freshet.dataset.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.dataset.DatasetException;
import dev.freshet.dataset.TestProject;
import dev.freshet.dataset.Types;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.RecordComponent;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code catalog infer} prints compiles as it is printed, and reads all rows of the file. More tables by hand:
 * {@code -Dfreshet.thorough=50 -Dfreshet.seed=7}.
 */
class InferenceTest {
    private static final long SEED = Long.getLong("freshet.seed", 20261127);
    private static final int TABLES = 8 * Integer.getInteger("freshet.thorough", 1);

    @TempDir
    private Path directory;

    private Inference infer(String file, String content) {
        return infer(file, content.getBytes(StandardCharsets.UTF_8));
    }

    private Inference infer(String file, byte[] content) {
        new TestProject(directory).with(file, content);
        return Inference.of(directory.resolve(file), file, Optional.empty(), 1000);
    }

    /** Compiles all records at once, and returns the directory of the classes. */
    private Path compiled(Iterable<Inference> all) throws IOException {
        Path sources = Files.createDirectories(directory.resolve("src"));
        Path classes = Files.createDirectories(directory.resolve("classes"));
        List<Path> files = new ArrayList<>();
        for (Inference each : all) {
            Path file = sources.resolve(each.recordName() + ".java");
            Files.writeString(file, each.java());
            files.add(file);
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            boolean isCompiled = compiler.getTask(
                            messages,
                            manager,
                            null,
                            List.of("-d", classes.toString(), "-proc:none", "-encoding", "UTF-8"),
                            null,
                            manager.getJavaFileObjectsFromPaths(files))
                    .call();
            assertThat(isCompiled).as("%s", messages).isTrue();
        }
        return classes;
    }

    private List<?> load(Inference inference, Path classes) throws Exception {
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {classes.toUri().toURL()}, getClass().getClassLoader())) {
            Class<?> row = loader.loadClass(inference.recordName());
            TestProject project = new TestProject(directory).catalog(inference.entry());
            String name = inference.entry().substring(0, inference.entry().indexOf(':'));
            return (List<?>) project.open(name, Types.list(row)).load();
        }
    }

    private List<?> loaded(Inference inference) throws Exception {
        return load(inference, compiled(List.of(inference)));
    }

    private static List<Object> values(Object row) {
        List<Object> values = new ArrayList<>();
        for (RecordComponent component : row.getClass().getRecordComponents()) {
            try {
                values.add(TableGenerator.plain(component.getAccessor().invoke(row)));
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(e);
            }
        }
        return values;
    }

    @Test
    void tables_ofRandomDialects_areReadAsTheValuesThatWereWritten() throws Exception {
        TableGenerator generator = new TableGenerator(SEED);
        Map<TableGenerator.Table, Inference> all = new LinkedHashMap<>();
        for (int i = 0; i < TABLES; i++) {
            TableGenerator.Table table = generator.next(i);
            all.put(table, infer(table.name(), table.content()));
        }
        Path classes = compiled(all.values());
        List<String> failed = new ArrayList<>();
        all.forEach((table, inference) -> {
            String which = table.name() + ", seed " + SEED + ": " + table.dialect() + "\n" + inference.java()
                    + inference.entry() + new String(table.content(), StandardCharsets.UTF_8).substring(0, 300);
            try {
                List<List<Object>> rows = load(inference, classes).stream()
                        .map(InferenceTest::values)
                        .toList();
                List<List<Object>> expected = table.rows().stream()
                        .map(row -> row.stream().map(TableGenerator::plain).toList())
                        .map(row -> (List<Object>) new ArrayList<>(row))
                        .toList();
                if (!rows.equals(expected)) {
                    failed.add(which + "\n" + difference(rows, expected));
                }
            } catch (Exception e) {
                failed.add(which + "\n" + e);
            }
        });
        assertThat(failed).isEmpty();
    }

    private static String difference(List<List<Object>> rows, List<List<Object>> expected) {
        for (int i = 0; i < Math.min(rows.size(), expected.size()); i++) {
            if (!rows.get(i).equals(expected.get(i))) {
                return "row " + i + " is " + rows.get(i) + ", not " + expected.get(i);
            }
        }
        return rows.size() + " rows, not " + expected.size();
    }

    private static final Map<String, String> HANDWRITTEN = new LinkedHashMap<>();

    static {
        HANDWRITTEN.put("plain", "a,b\n1,x\n2,y\n");
        HANDWRITTEN.put("one_column", "name\nAnn\nBob\n");
        HANDWRITTEN.put("numbers", "1;2;3\n4;5;6\n");
        HANDWRITTEN.put("mysql", "a\tb\tc\n1\t\\N\tx\\ty\n2\t3\t\\N\n3\t4\tz\n");
        HANDWRITTEN.put("python", "a,b\n1,\"say \\\"hi\\\", all\"\n2,\"x\"\n3,\"y\\\\\"\n");
        HANDWRITTEN.put("spaces", "id , name , price\n1 , \"a, b\" , 1.5\n2 , c , 2.5\n3 , d , 3\n");
        HANDWRITTEN.put("excel", "sep=;\na;b\n1,5;x\n2,25;y\n");
        HANDWRITTEN.put("thousands", "a;b\n1.234,50;x\n12,00;y\n1.000.000,25;z\n");
        HANDWRITTEN.put("french", "a;b\n1 234,50;x\n12,00;y\n");
        HANDWRITTEN.put("swiss", "a;b\n1'234.50;x\n12.00;y\n");
        HANDWRITTEN.put("pandas", ",a,b\n0,1.5,NaN\n1,,x\n2,2.5,y\n");
        HANDWRITTEN.put("r", "\"\",\"mpg\",\"cyl\"\n\"Mazda\",21,NA\n\"Datsun\",22.8,4\n");
        HANDWRITTEN.put("comments", "# made by x\n# on Monday, and more\na,b\n1,2\n# end\n3,4\n");
        HANDWRITTEN.put("commented_header", "#id,name\n1,x\n2,y\n");
        HANDWRITTEN.put("report", "Sales of 2026\n\nday;amount\n31.12.2025;1,5\n01.01.2026;2\n");
        HANDWRITTEN.put("twice", "a,b,a\n1,2,3\n4,5,6\n");
        HANDWRITTEN.put("several", "day\n2026-01-31\n30.01.2026\n2026-02-01\n");
        HANDWRITTEN.put("german", "Tag;Ort\n1. März 2026;Köln\n24. Dezember 2026;Bonn\n");
        HANDWRITTEN.put("empty", "a,b\n1,\n2,\n");
        HANDWRITTEN.put("header_only", "a,b\n");
        HANDWRITTEN.put("no_newline", "a,b\n1,2");
        HANDWRITTEN.put("windows_paths", "a,b\n1,C:\\new\n2,D:\\tmp\n");
        HANDWRITTEN.put("lines", "a,b\n1,\"x\ny\"\n2,\"z\"\"w\"\n");
        HANDWRITTEN.put("large", "id\n99999999999\n123456789012345678901234567890\n");
        HANDWRITTEN.put("precise", "x,y\n0.1,1.00000000000000000001\n0.2,3\n");
        HANDWRITTEN.put("times", "t,u,v\n08:30,2026-01-31T08:30:00Z,2026-01\n09:45,2026-02-01T00:00:00Z,2026-02\n");
        HANDWRITTEN.put("telephones", "phone,zip\n+4930123,01234\n+4940456,04567\n");
        HANDWRITTEN.put("keywords", "class,enum,int,hash Code,toString\n1,2,3,4,5\n");
        HANDWRITTEN.put("signs", "%,€,$,1st\nx,y,z,w\nu,v,t,s\n");
    }

    @Test
    void handwrittenTables_areReadToTheirLastRow() throws Exception {
        Map<String, Integer> rows = new LinkedHashMap<>();
        Map<String, Inference> all = new LinkedHashMap<>();
        HANDWRITTEN.forEach((name, content) -> all.put(name, infer(name + ".csv", content)));
        Path classes = compiled(all.values());
        for (Map.Entry<String, Inference> each : all.entrySet()) {
            try {
                rows.put(each.getKey(), load(each.getValue(), classes).size());
            } catch (DatasetException | dev.freshet.config.ConfigException e) {
                throw new AssertionError(
                        each.getValue().java() + each.getValue().entry() + e.getMessage(), e);
            }
        }
        Map<String, Integer> expected = new LinkedHashMap<>();
        HANDWRITTEN.keySet().forEach(name -> expected.put(name, 2));
        expected.putAll(Map.of("mysql", 3, "python", 3, "spaces", 3, "thousands", 3, "pandas", 3, "several", 3));
        expected.putAll(Map.of("header_only", 0, "no_newline", 1, "keywords", 1));
        assertThat(rows).isEqualTo(expected);
    }

    @Test
    void printedText_isARecordAndAnEntryWithItsOptions() {
        Inference inference = infer(
                "sales report.csv",
                "Sales of 2026\nOrder ID;Tag;Preis;bezahlt;note\n1;31.01.2026;1.234,50;ja;\n2;NA;2,00;nein;\n");
        assertThat(inference.java()).isEqualTo("""
                import java.time.LocalDate;
                import java.util.Optional;

                /** A row of sales report.csv. */
                // "note" is empty in all rows that were read, so it is a text.
                // The dataset holds List<SalesReportRow>.
                public record SalesReportRow(
                        int orderId,
                        Optional<LocalDate> tag,
                        double preis,
                        boolean bezahlt,
                        Optional<String> note) {}
                """);
        assertThat(inference.entry()).isEqualTo("""
                sales_report:
                  type: csv
                  path: "sales report.csv"
                  delimiter: ";"
                  skip-lines: 1
                  decimal: ","
                  grouping: "."
                  nulls: [NA]
                  true-words: [ja]
                  false-words: [nein]
                  formats:
                    tag: dd.MM.yyyy
                """);
    }

    @Test
    void wordsForWhatIsNoFiniteNumber_areThoseOfTheFile() {
        Inference inference = infer("d.csv", "x;y;name\n1,5;nan;Nan\n-inf;2;Inf\ninf;3;Ana\n");
        assertThat(inference.java()).contains("double x", "double y", "String name");
        assertThat(inference.entry()).contains("  decimal: \",\"\n  infinity: inf\n  nan: nan\n");
    }

    @Test
    void offsets_areKept_whereMomentsInUtcAreInstants() {
        String content = "utc,zoned\n2026-01-31T08:30:00Z,2026-01-31T08:30:00+01:00\n";
        assertThat(infer("d.csv", content).java()).contains("Instant utc", "OffsetDateTime zoned");
        String lines = "{\"utc\": \"2026-01-31T08:30:00Z\", \"zoned\": \"2026-01-31T08:30:00-05:00\"}\n";
        assertThat(infer("e.jsonl", lines).java()).contains("Instant utc", "OffsetDateTime zoned");
    }

    @Test
    void fractionsOfSeconds_haveAPatternForEachNumberOfDigits() throws Exception {
        Inference inference = infer(
                "d.csv", "at\n2026-01-31 08:30:00+01\n2026-01-31 08:30:00.25+01\n2026-01-31 08:30:00.123456+01\n");
        assertThat(inference.entry())
                .contains("[\"yyyy-MM-dd HH:mm:ss.SSSSSSX\", \"yyyy-MM-dd HH:mm:ss.SSX\", \"yyyy-MM-dd HH:mm:ssX\"]");
        assertThat(loaded(inference)).hasSize(3).last().hasToString("DRow[at=2026-01-31T08:30:00.123456+01:00]");
    }

    @Test
    void digitsThatADoubleKeeps_areThoseOfItsNearestNumber() {
        assertThat(infer("d.csv", "x\n5e-324\n0.1\n2e23\n").java()).contains("double x");
        assertThat(infer("e.csv", "x\n0.10000000000000001\n").java()).contains("double x");
        assertThat(infer("f.csv", "x\n0.1000000000000000055\n").java()).contains("BigDecimal x");
        assertThat(infer("g.json", "[{\"x\": 1e400}]").java()).contains("BigDecimal x");
    }

    @Test
    void backslashes_areEscapes_ifTheFileShowsIt() throws Exception {
        assertThat(infer("d.tsv", "a\tb\nC:\\temp\t1\n").java()).contains("// Line 2 has a backslash before a letter");
        Inference export = infer("e.tsv", "x\\ty\t\\N\n\\N\t2\n");
        assertThat(loaded(export))
                .hasToString("[ERow[column1=Optional[x\ty], column2=Optional.empty],"
                        + " ERow[column1=Optional.empty, column2=Optional[2]]]");
        assertThat(loaded(infer("f.csv", "n,text\n1,a \\\"q\\\"\n2,b\n")))
                .hasToString("[FRow[n=1, text=a \"q\"], FRow[n=2, text=b]]");
    }

    @Test
    void blanksOfTexts_areKept_whereNoneSeparateCells() throws Exception {
        Inference texts = infer("d.csv", "n,text\n1, x\n2,y \n3, z\n");
        assertThat(texts.entry()).doesNotContain("trim");
        assertThat(loaded(texts)).hasToString("[DRow[n=1, text= x], DRow[n=2, text=y ], DRow[n=3, text= z]]");
        for (String layout : List.of("n, text\n1, x\n2, y\n", "text,n\nx, 1\ny, 2\n", "n,text\n1, \"x\"\n2, \"y\"\n")) {
            assertThat(infer("e.csv", layout).entry()).as(layout).contains("  trim: true\n");
            assertThat(infer("e.csv", layout).java()).as(layout).doesNotContain("blanks");
        }
    }

    @Test
    void textsThatLoseTheirBlanks_areNoted() {
        Inference found = infer("d.csv", "n ,text\n1 ,x\n2 , y\n");
        assertThat(found.entry()).contains("  trim: true\n");
        assertThat(found.java())
                .contains(
                        "// \"text\" loses the blanks around its text in line 3: if they belong to it, set \"trim\" to"
                                + " false.");
    }

    @Test
    void objectsWithAnEmptyKey_areMaps() {
        assertThat(infer("d.json", "{\"a\": {\"\": 5, \"b\": 6}}").java()).contains("Map<String, Integer> a");
    }

    @Test
    void dayAndMonthThatAreNotClear_areNoted() {
        assertThat(infer("d.csv", "day\n01/02/2026\n03/04/2026\n").java())
                .contains("// \"day\" fits dd/MM/yyyy and MM/dd/yyyy: check which one it is.");
    }

    @Test
    void remarksAmongRows_areComments_alsoIfTheyHaveAsManyCells() {
        assertThat(infer("d.csv", "a,b\n1,x\n# so, then\n2,y\n3,z\n").entry()).contains("  comment: \"#\"\n");
        assertThat(infer("e.csv", "a,b\n#1,x\n#2,y\n").entry()).doesNotContain("comment");
    }

    @Test
    void linesOfOtherWidths_areNoted() {
        assertThat(infer("d.csv", "a,b\n1,2\n1,2\n3\n4,5\n").java())
                .contains("// Line 4 has 1 cells, but others have 2: see the option bad-rows.");
    }

    @Test
    void onlyTheHead_isRead_andSaysSo() throws Exception {
        Path data = Path.of("../example-app/data");
        for (String name : List.of("flights.csv", "airports.csv")) {
            Files.copy(data.resolve(name), directory.resolve(name));
        }
        Inference flights = Inference.of(directory.resolve("flights.csv"), "flights.csv", Optional.empty(), 1000);
        Inference airports = Inference.of(directory.resolve("airports.csv"), "airports.csv", Optional.empty(), 3000);
        assertThat(flights.java())
                .contains("// Only the first 1,000 rows were read.", "LocalDateTime date,", "int delay");
        assertThat(flights.entry()).contains("formats:\n    date: \"yyyy/MM/dd HH:mm\"\n");
        Path classes = compiled(List.of(flights, airports));
        assertThat(load(flights, classes))
                .hasSize((int) (Files.lines(data.resolve("flights.csv")).count() - 1));
        assertThat(load(airports, classes))
                .hasSize((int) (Files.lines(data.resolve("airports.csv")).count() - 1));
    }

    @Test
    void json_givesNestedRecords() throws Exception {
        String content = """
                [{"id": 1, "first name": "x", "at": "2026-01-31T08:30:00Z", "list": [1, 2.5], "none": null, "any": 1,
                  "place": {"lat": 1.5, "lon": 2, "tags": {}}, "items": [{"n": 10000000000, "class": true}]},
                 {"id": 2, "first name": "y", "at": "2026-01-31T08:30:00Z", "list": [], "none": null, "any": "x",
                  "items": [], "note": "z"}]
                """;
        Inference inference = infer("orders.json", content);
        assertThat(inference.java()).isEqualTo("""
                import java.time.Instant;
                import java.util.List;
                import java.util.Map;
                import java.util.Optional;

                /** A row of orders.json. */
                // The dataset holds List<OrdersRow>.
                public record OrdersRow(
                        int id,
                        @com.fasterxml.jackson.annotation.JsonProperty("first name") String firstName,
                        Instant at,
                        List<Double> list,
                        Object none,
                        Object any,
                        Optional<Place> place,
                        List<Items> items,
                        Optional<String> note) {
                    public record Place(
                            double lat,
                            int lon,
                            Map<String, Object> tags) {}

                    public record Items(
                            long n,
                            @com.fasterxml.jackson.annotation.JsonProperty("class") boolean classValue) {}
                }
                """);
        assertThat(inference.entry()).isEqualTo("orders:\n  type: json\n  path: orders.json\n");
        assertThat(loaded(inference)).hasSize(2);
    }

    @Test
    void jsonLines_areReadToTheLastLine() throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 1500; i++) {
            lines.append("{\"n\":")
                    .append(i)
                    .append(i % 7 == 0 ? "}" : ",\"day\":\"2026-01-31\"}")
                    .append('\n');
        }
        Inference inference = infer("log.jsonl", lines.toString());
        assertThat(inference.java()).contains("int n,", "Optional<LocalDate> day", "Only the first 1,000 rows");
        assertThat(loaded(inference)).hasSize(1500);
    }

    @Test
    void valuesThatAreNoRecords_areToldAsTheirType() {
        assertThat(infer("n.json", "[1, 2]").java()).isEqualTo("// The dataset holds List<Integer>.\n");
        assertThat(infer("n.json", "{\"a\": 1}").java()).contains("// The dataset holds NRow.");
    }

    private void refused(String file, String content, String message) {
        assertThatThrownBy(() -> infer(file, content))
                .isInstanceOf(DatasetException.class)
                .hasMessage(message);
    }

    @Test
    void badInput_isOneLine() {
        refused("a.csv", "", "a.csv: the file is empty");
        refused("a.csv", "a\0b", "a.csv: this is no text");
        refused("a.json", "", "a.json: the file is empty");
        refused(
                "a.dat",
                "x",
                "a.dat: the name does not say what the file holds; name its dataset type with --type: csv, json, jsonl");
        refused(
                "a.csv.gz",
                "a,b\n1,2\n".repeat(9),
                "a.csv.gz: the file is not a gzip file, or it is damaged (Not in GZIP format)");
        assertThatThrownBy(() -> infer("a.json", "[1, {\n\"a\" 2}]"))
                .isInstanceOf(DatasetException.class)
                .hasMessageStartingWith("a.json:2: not JSON: ")
                .hasMessageNotContaining("\n");
        assertThatThrownBy(() -> Inference.of(directory.resolve("no.csv"), "no.csv", Optional.empty(), 10))
                .hasMessage("no.csv: the file does not exist");
        assertThatThrownBy(() -> Inference.of(directory, "x.csv", Optional.empty(), 10))
                .hasMessage("x.csv: a file is expected, but this is a directory");
        assertThatThrownBy(() -> Inference.of(directory, "x", Optional.of("cvs"), 10))
                .hasMessage("unknown dataset type \"cvs\"; did you mean \"csv\"?");
        assertThatThrownBy(() -> Inference.of(directory.resolve("a.csv"), "a.csv", Optional.of("text"), 10))
                .hasMessage("the dataset type \"text\" does not say what its files hold; these do: csv, json, jsonl");
    }

    @Test
    void encodings_areFound() throws Exception {
        Inference latin = infer("latin.csv", "a,b\né,1\n".getBytes(Charset.forName("windows-1252")));
        assertThat(latin.entry()).contains("encoding: windows-1252");
        assertThat(values(loaded(latin).get(0))).isEqualTo(Arrays.asList("é", 1));
    }
}
