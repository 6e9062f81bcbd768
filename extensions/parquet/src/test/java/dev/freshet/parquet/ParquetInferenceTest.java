package dev.freshet.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.dataset.MalformedContent;
import dev.freshet.dataset.catalog.Inference;
import dev.freshet.testkit.InferredFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code catalog infer} prints for the schema of a file. */
final class ParquetInferenceTest {
    @TempDir
    Path directory;

    private static MessageType schema(String columns) {
        return MessageTypeParser.parseMessageType("message m {" + columns + "}");
    }

    /** Returns what is printed for a file without rows. */
    private Inference printed(String columns) throws IOException {
        Path file = directory.resolve("written");
        ParquetWriter<?> writer = ExampleParquetWriter.builder(new LocalOutputFile(file))
                .withConf(new PlainParquetConfiguration())
                .withType(schema(columns))
                .build();
        writer.close();
        InferredFiles files = new InferredFiles(directory);
        Inference inference = files.add("some rows.parquet", Files.readAllBytes(file));
        assertThat(files.rows().get("some rows.parquet")).isEmpty();
        return inference;
    }

    @Test
    void schema_isARecord() throws IOException {
        Inference inference = printed("""
                required int32 order_id;
                optional int64 COUNT;
                required int32 small (INTEGER(16,false));
                required int32 wide (INTEGER(32,false));
                required int64 huge (INTEGER(64,false));
                required binary raw;
                required binary text (STRING);
                required int64 at (TIMESTAMP(MICROS,true));
                required int64 local (TIMESTAMP(MILLIS,false));
                required int32 cents (DECIMAL(9,2));
                repeated double shares;
                optional group place { required float lat; optional binary label (STRING); }
                required group names (MAP) { repeated group key_value { required int32 key; optional int64 value; } }
                """);
        assertThat(inference.java()).isEqualTo("""
                import java.math.BigDecimal;
                import java.math.BigInteger;
                import java.time.Instant;
                import java.time.LocalDateTime;
                import java.util.List;
                import java.util.Map;
                import java.util.Optional;

                /** A row of some rows.parquet. */
                // "raw" has bytes; declare a String if they are a text.
                // The dataset holds List<SomeRowsRow>.
                public record SomeRowsRow(
                        int orderId,
                        Optional<Long> count,
                        int small,
                        long wide,
                        BigInteger huge,
                        byte[] raw,
                        String text,
                        Instant at,
                        LocalDateTime local,
                        BigDecimal cents,
                        List<Double> shares,
                        Optional<Place> place,
                        Map<Integer, Long> names) {
                    public record Place(
                            float lat,
                            Optional<String> label) {}
                }
                """);
        assertThat(inference.entry()).isEqualTo("some_rows:\n  type: parquet\n  path: \"some rows.parquet\"\n");
    }

    @Test
    void columnsWhoseNamesAreNotLegal_areRenamed() throws IOException {
        Inference inference = printed("required int32 class; required int32 id; required int32 Id;");
        assertThat(inference.java()).contains("int classValue,", "int id,", "int id2)");
        assertThat(inference.entry()).endsWith("  columns:\n    classValue: class\n    id2: Id\n");
    }

    @Test
    void columnsThatNoComponentCanHold_areLeftOut() throws IOException {
        Inference inference = printed("""
                required int32 n;
                required group bad (LIST) { required int32 a; required int32 b; }
                required group part { required int32 class; required int32 m; }
                """);
        assertThat(inference.java())
                .contains("// \"bad\" is left out: no component can hold a group (LIST).\n")
                .contains("// \"part.class\" is left out: no component can have a name that leads to it.\n")
                .contains("int n,", "Part part)", "int m)");
    }

    @Test
    void wideFiles_haveARecordThatCompiles() throws IOException {
        String columns = IntStream.range(0, 300)
                .mapToObj(i -> "required " + (i % 2 == 0 ? "int64" : "int32") + " c" + i + ";")
                .collect(Collectors.joining());
        assertThat(printed(columns).java())
                .contains("long c164,", "int c165) {}")
                .containsOnlyOnce("left out: ")
                .contains("// \"c166\" is left out: a record has no room for more components, so later columns are");
    }

    @Test
    void schemaWithoutReadableColumns_isRefused() {
        MessageType schema = schema("required group bad (LIST) { required int32 a; required int32 b; }");
        assertThatThrownBy(() -> ParquetInference.of(schema))
                .isInstanceOf(MalformedContent.class)
                .hasMessage("the file has no column that a component can hold");
    }

    @Test
    void damagedFile_isRefused() {
        InferredFiles files = new InferredFiles(directory);
        assertThatThrownBy(() -> files.add("a.parquet", "PAR1 and more".getBytes(StandardCharsets.UTF_8)))
                .hasMessage("a.parquet: the end of the file is missing: the file was not written or copied completely");
    }
}
