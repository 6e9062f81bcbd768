package dev.freshet.excel;

import dev.freshet.dataset.MalformedContent;
import dev.freshet.dataset.value.RecordBinding;
import dev.freshet.excel.SheetCell.Kind;
import dev.freshet.testkit.RandomValues;
import dev.freshet.testkit.RoundTrips.Counts;
import dev.freshet.testkit.TypeRecords;
import dev.freshet.testkit.TypeRecords.Held;
import dev.freshet.testkit.TypeTable;
import dev.freshet.wiring.GenericTypes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
    private static final int SAMPLES = 60;

    private static final Map<Kind, String> NAMES = new LinkedHashMap<>();
    private static final Map<Kind, List<String>> CELLS = new LinkedHashMap<>();

    static {
        NAMES.put(Kind.NUMBER, "number");
        NAMES.put(Kind.SERIAL_DATE, "number with a format of dates");
        NAMES.put(Kind.ISO_DATE, "ISO date or time");
        NAMES.put(Kind.FLAG, "truth value");
        NAMES.put(Kind.TEXT, "text");
        CELLS.put(Kind.NUMBER, List.of("1", "2.5"));
        CELLS.put(Kind.SERIAL_DATE, List.of("45000", "0.5"));
        CELLS.put(Kind.ISO_DATE, List.of("2026-01-31", "08:30:00", "2026-01-31T08:30:00Z"));
        CELLS.put(Kind.FLAG, List.of("1"));
    }

    private static final TypeTable TABLE =
            new TypeTable("excel", "f.xlsx", TypeTableTest::stored, TypeTableTest::read, Map.of());

    @TempDir
    Path directory;

    /** Returns the kinds of the cells that random values become. */
    private static String stored(Type record) {
        ExcelCodec codec = new ExcelCodec(SheetColumns.of(record), SheetName.of(Optional.empty()), true, 1 << 30);
        Random random = new Random(1);
        RandomValues values = new RandomValues(random)
                .with(Locale.class, () -> Locale.GERMANY)
                .with(BigDecimal.class, () -> BigDecimal.valueOf(wide(random), 3))
                .with(OptionalLong.class, () -> OptionalLong.of(wide(random)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        try {
            SheetWriter writer = new SheetWriter(out, codec);
            for (int i = 0; i < SAMPLES; i++) {
                write(writer, values.of(record));
            }
            writer.finish();
            Path file = Files.createTempFile("freshet-", ".xlsx");
            Files.write(file, out.toByteArray());
            try (Workbook workbook = new Workbook(file);
                    SheetRows rows = new SheetRows(workbook, "Sheet1")) {
                rows.next();
                for (SheetRows.Row row = rows.next(); row != null; row = rows.next()) {
                    kinds.add(row.cells().get(0).kind());
                }
            }
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return named(kinds);
    }

    /** Returns a number with any number of digits. */
    private static long wide(Random random) {
        return random.nextLong() >> random.nextInt(Long.SIZE);
    }

    private static void write(SheetWriter writer, Object row) throws IOException {
        try {
            writer.write(row);
        } catch (MalformedContent e) {
            // A row without a value; the next one has one.
        }
    }

    private static String named(Set<Kind> kinds) {
        return NAMES.keySet().stream().filter(kinds::contains).map(NAMES::get).collect(Collectors.joining(", "));
    }

    private static String read(Type record) {
        SheetColumns.Column column = SheetColumns.of(record).all().get(0);
        Set<Kind> kinds = EnumSet.of(Kind.TEXT);
        CELLS.forEach((kind, raws) -> {
            if (raws.stream().anyMatch(raw -> isRead(column, new SheetCell(0, kind, raw)))) {
                kinds.add(kind);
            }
        });
        return named(kinds);
    }

    private static boolean isRead(SheetColumns.Column column, SheetCell cell) {
        try {
            return new CellReader("Sheet1", false).value(cell, 1, column) != null;
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

    record Numbered<T>(int number, @Nullable T value) {}

    /** Returns rows with a second column, because a row with nothing but a null is blank and refused. */
    private static Held numbered(Held held) {
        Type value = RecordBinding.of(held.record()).type(0);
        boolean isNullable = RecordBinding.of(held.record()).isNullable(0);
        return isNullable ? new Held(held.shown(), GenericTypes.parameterized(Numbered.class, value)) : held;
    }

    @ParameterizedTest
    @MethodSource("held")
    void values_comeBackOrAreRefused(Held held) {
        Counts counts =
                TABLE.requireRoundTrips(directory, numbered(held), new RandomValues(new Random(SEED)), SEED, MANY);
        System.out.println(counts.row("`excel`, " + held));
    }
}
