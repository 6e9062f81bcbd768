package dev.freshet.avro;

import dev.freshet.dataset.MalformedContent;
import dev.freshet.testkit.RandomValues;
import dev.freshet.testkit.RoundTrips.Counts;
import dev.freshet.testkit.TypeRecords;
import dev.freshet.testkit.TypeRecords.Held;
import dev.freshet.testkit.TypeTable;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The table of Java types in the documentation, and random values of each type. More of them by hand: {@code
 * -Dfreshet.thorough=1000} is 100,000 of each, {@code -Dfreshet.seed=7} are others.
 */
@Tag("once")
final class TypeTableTest {
    private static final long SEED = Long.getLong("freshet.seed", 20261127L);
    private static final int MANY = 100 * Integer.getInteger("freshet.thorough", 1);

    /** Fields by what the table calls them. */
    private static final Map<String, String> FIELDS = new LinkedHashMap<>();

    static {
        FIELDS.put("`int`, `long`", "'long'");
        FIELDS.put("`float`, `double`", "'double'");
        FIELDS.put("`boolean`", "'boolean'");
        FIELDS.put("`string`", "'string'");
        FIELDS.put("enums", "{'type': 'enum', 'name': 'E', 'symbols': ['A']}");
        FIELDS.put("`bytes`", "'bytes'");
        FIELDS.put("`fixed`", "{'type': 'fixed', 'name': 'F', 'size': 3}");
        FIELDS.put("`decimal`", "{'type': 'bytes', 'logicalType': 'decimal', 'precision': 9, 'scale': 2}");
        FIELDS.put("`big-decimal`", "{'type': 'bytes', 'logicalType': 'big-decimal'}");
        FIELDS.put("`uuid`", "{'type': 'string', 'logicalType': 'uuid'}");
        FIELDS.put("`date`", "{'type': 'int', 'logicalType': 'date'}");
        FIELDS.put("times", "{'type': 'long', 'logicalType': 'time-micros'}");
        FIELDS.put("timestamps", "{'type': 'long', 'logicalType': 'timestamp-millis'}");
        FIELDS.put("local timestamps", "{'type': 'long', 'logicalType': 'local-timestamp-micros'}");
        FIELDS.put("arrays", "{'type': 'array', 'items': 'int'}");
        FIELDS.put("maps", "{'type': 'map', 'values': 'int'}");
        FIELDS.put("records", "{'type': 'record', 'name': 'R', 'fields': [{'name': 'value', 'type': 'int'}]}");
    }

    private static final TypeTable TABLE = new TypeTable(
            "avro",
            "f.avro",
            TypeTableTest::stored,
            TypeTableTest::read,
            Map.of(
                    TypeRecords.record("Instant"), List.of(Instant.parse("2300-01-01T00:00:00Z")),
                    TypeRecords.record("LocalDateTime"), List.of(LocalDateTime.parse("1600-01-01T00:00:00"))));

    @TempDir
    Path directory;

    private static String stored(Type record) {
        Schema field = Schemas.of(JavaType.of(record)).getField("value").schema();
        Schema present = field.isUnion() ? field.getTypes().get(1) : field;
        return "`" + Singles.shown(present) + "`" + (field.isUnion() ? " or null" : "");
    }

    private static String read(Type record) {
        return FIELDS.keySet().stream()
                .filter(field -> isRead(record, FIELDS.get(field)))
                .collect(Collectors.joining(", "));
    }

    private static boolean isRead(Type record, String field) {
        String schema = "{'type': 'record', 'name': 'M', 'fields': [{'name': 'value', 'type': " + field + "}]}";
        try {
            FromAvro.record(JavaType.of(record), new Schema.Parser().parse(schema.replace('\'', '"')));
            return true;
        } catch (MalformedContent e) {
            return false;
        }
    }

    static List<Held> held() {
        List<Held> held = new ArrayList<>(TABLE.held());
        held.add(TypeRecords.GENERIC_ROWS);
        return held;
    }

    @Test
    void tableOfTheDocumentation_isWhatTheCodeDoes() throws IOException {
        TABLE.assertIn(Path.of("../../docs/extension-types.md"));
    }

    @Test
    void values_thatTheTableRefuses_areNotSaved() {
        TABLE.requireRefused(directory);
    }

    @ParameterizedTest
    @MethodSource("held")
    void values_comeBackOrAreRefused(Held held) {
        Counts counts = TABLE.requireRoundTrips(directory, held, new RandomValues(new Random(SEED)), SEED, MANY);
        System.out.println(counts.row("`avro`, " + held));
    }
}
