package dev.freshet.parquet;

import dev.freshet.dataset.MalformedContent;
import dev.freshet.testkit.RandomValues;
import dev.freshet.testkit.RoundTrips.Counts;
import dev.freshet.testkit.TypeRecords;
import dev.freshet.testkit.TypeRecords.Held;
import dev.freshet.testkit.TypeTable;
import java.io.IOException;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
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

    /** Columns by what the table calls them. */
    private static final Map<String, String> COLUMNS = new LinkedHashMap<>();

    static {
        COLUMNS.put("whole numbers", "required int64 value (INTEGER(64,false));");
        COLUMNS.put("decimals", "required int32 value (DECIMAL(9,2));");
        COLUMNS.put("`FLOAT`, `DOUBLE`", "required double value;");
        COLUMNS.put("`BOOLEAN`", "required boolean value;");
        COLUMNS.put("texts", "required binary value (STRING);");
        COLUMNS.put("bytes without a type", "required binary value;");
        COLUMNS.put("bytes of a fixed length", "required fixed_len_byte_array(3) value;");
        COLUMNS.put("`UUID`", "required fixed_len_byte_array(16) value (UUID);");
        COLUMNS.put("dates", "required int32 value (DATE);");
        COLUMNS.put("times", "required int64 value (TIME(MICROS,false));");
        COLUMNS.put("timestamps in UTC", "required int64 value (TIMESTAMP(MICROS,true));");
        COLUMNS.put("local timestamps", "required int64 value (TIMESTAMP(MICROS,false));");
        COLUMNS.put("`INT96`", "required int96 value;");
        COLUMNS.put(
                "lists with three levels",
                "required group value (LIST) { repeated group list { required int32 element; } }");
        COLUMNS.put("lists with two levels", "required group value (LIST) { repeated int32 array; }");
        COLUMNS.put("repeated columns", "repeated int32 value;");
        COLUMNS.put(
                "maps",
                "required group value (MAP) { repeated group key_value { required int32 key; required binary value"
                        + " (STRING); } }");
        COLUMNS.put(
                "maps with texts as keys",
                "required group value (MAP) { repeated group key_value { required binary key (STRING); required int32"
                        + " value; } }");
        COLUMNS.put("groups", "required group value { required int32 value; }");
    }

    private static final TypeTable TABLE = new TypeTable(
            "parquet",
            "f.parquet",
            TypeTableTest::stored,
            TypeTableTest::read,
            Map.of(
                    TypeRecords.record("BigDecimal"), List.of(new BigDecimal("0.0000000000000000001")),
                    TypeRecords.record("Instant"), List.of(Instant.parse("2300-01-01T00:00:00Z")),
                    TypeRecords.record("LocalDate"), List.of(LocalDate.MIN, LocalDate.MAX),
                    TypeRecords.record("LocalDateTime"), List.of(LocalDateTime.parse("1600-01-01T00:00:00"))));

    @TempDir
    Path directory;

    private static String stored(Type record) {
        org.apache.parquet.schema.Type column = Schemas.of(JavaType.of(record), List.of("value"), TimeUnit.NANOS)
                .getType(0);
        return column.isPrimitive() || column.getLogicalTypeAnnotation() != null
                ? "`" + ColumnValues.shown(column).replace("a group (", "").replaceFirst("^(LIST|MAP)\\)$", "$1") + "`"
                : "a group";
    }

    private static String read(Type record) {
        return COLUMNS.keySet().stream()
                .filter(column -> isRead(record, COLUMNS.get(column)))
                .collect(Collectors.joining(", "));
    }

    private static boolean isRead(Type record, String column) {
        MessageType schema = MessageTypeParser.parseMessageType("message m {" + column + "}");
        try {
            Binder.rows(JavaType.of(record), List.of("value"), schema, made -> {});
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
        Random random = new Random(SEED);
        RandomValues values = new RandomValues(random).with(BigDecimal.class, () -> decimal(random));
        Counts counts = TABLE.requireRoundTrips(directory, held, values, SEED, MANY);
        System.out.println(counts.row("`parquet`, " + held));
    }

    /** Returns a number with as many digits behind the point as it comes back with, and sometimes too many before it. */
    private static BigDecimal decimal(Random random) {
        return new BigDecimal(new BigInteger(random.nextInt(40) == 0 ? 140 : 100, random), 18);
    }
}
