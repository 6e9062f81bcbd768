package dev.freshet.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.dataset.catalog.Inference;
import dev.freshet.testkit.InferredFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code catalog infer} prints for the schema of a file. */
final class AvroInferenceTest {
    @TempDir
    Path directory;

    /** Returns what is printed for a file without records. */
    private Inference printed(String schema) throws IOException {
        InferredFiles files = new InferredFiles(directory);
        Inference inference = files.add("calls.avro", file(schema));
        assertThat(files.rows().get("calls.avro")).isEmpty();
        return inference;
    }

    private static byte[] file(String schema) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DataFileWriter<Object> writer = new DataFileWriter<>(new GenericDatumWriter<>())) {
            writer.create(new Schema.Parser().parse(schema), out);
        }
        return out.toByteArray();
    }

    private static String record(String fields) {
        return "{\"type\": \"record\", \"name\": \"Call\", \"fields\": [" + fields + "]}";
    }

    private static String field(String name, String type) {
        return "{\"name\": \"" + name + "\", \"type\": " + type + "}";
    }

    @Test
    void schema_isARecord() throws IOException {
        String place = record(field("lat", "\"float\"") + "," + field("label", "[\"null\", \"string\"]"))
                .replace("Call", "Place");
        String fields = String.join(
                ",",
                field("caller_id", "\"int\""),
                field("size", "{\"type\": \"enum\", \"name\": \"Size\", \"symbols\": [\"S\"]}"),
                field("at", "{\"type\": \"long\", \"logicalType\": \"timestamp-micros\"}"),
                field("local", "{\"type\": \"long\", \"logicalType\": \"local-timestamp-millis\"}"),
                field("time", "{\"type\": \"int\", \"logicalType\": \"time-millis\"}"),
                field("day", "[\"null\", {\"type\": \"int\", \"logicalType\": \"date\"}]"),
                field("id", "{\"type\": \"string\", \"logicalType\": \"uuid\"}"),
                field("cost", "{\"type\": \"bytes\", \"logicalType\": \"decimal\", \"precision\": 9}"),
                field("raw", "{\"type\": \"fixed\", \"name\": \"F\", \"size\": 3}"),
                field("any", "[\"int\", \"null\", \"long\"]"),
                field("places", "{\"type\": \"array\", \"items\": [\"null\", " + place + "]}"),
                field("counts", "{\"type\": \"map\", \"values\": \"double\"}"),
                field("nothing", "\"null\""));
        Inference inference = printed(record(fields));
        assertThat(inference.java()).isEqualTo("""
                import java.math.BigDecimal;
                import java.time.Instant;
                import java.time.LocalDate;
                import java.time.LocalDateTime;
                import java.time.LocalTime;
                import java.util.List;
                import java.util.Map;
                import java.util.Optional;
                import java.util.UUID;

                /** A row of calls.avro. */
                // The dataset holds List<CallsRow>.
                public record CallsRow(
                        int callerId,
                        String size,
                        Instant at,
                        LocalDateTime local,
                        LocalTime time,
                        Optional<LocalDate> day,
                        UUID id,
                        BigDecimal cost,
                        byte[] raw,
                        Optional<Long> any,
                        List<Places> places,
                        Map<String, Double> counts,
                        Optional<String> nothing) {
                    public record Places(
                            float lat,
                            Optional<String> label) {}
                }
                """);
        assertThat(inference.entry()).isEqualTo("calls:\n  type: avro\n  path: calls.avro\n");
    }

    @Test
    void fieldsThatNoComponentCanHold_areLeftOut() throws IOException {
        String fields = String.join(
                ",",
                field("n", "\"int\""),
                field("next", "[\"null\", \"Call\"]"),
                field("either", "[\"string\", \"int\"]"),
                field("class", "\"int\""));
        assertThat(printed(record(fields)).java())
                .contains("// \"next\" is left out: no component can hold null or record.\n")
                .contains("// \"either\" is left out: no component can hold string or int.\n")
                .contains("// \"class\" is left out: no component can have a name that leads to it.\n")
                .contains("int n) {}");
    }

    @Test
    void fileWithoutRecords_isRefused() {
        InferredFiles files = new InferredFiles(directory);
        assertThatThrownBy(() -> files.add("a.avro", file("\"int\"")))
                .hasMessage("a.avro: the file holds int, not records");
        assertThatThrownBy(() -> files.add("a.avro", file(record(field("either", "[\"string\", \"int\"]")))))
                .hasMessage("a.avro: the file has no field that a component can hold");
        assertThatThrownBy(() -> files.add("a.avro", new byte[0]))
                .hasMessage("a.avro: the file is empty; an Avro file is expected");
    }
}
