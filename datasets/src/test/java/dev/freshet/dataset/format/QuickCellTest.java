package dev.freshet.dataset.format;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import dev.freshet.config.Excerpt;
import dev.freshet.dataset.cell.Cells;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The quick ways with cells give what the slow ones give, whatever is in the cells. */
class QuickCellTest {
    private static final long SEED = Long.getLong("freshet.seed", 20261121L);
    private static final int CELLS = 5_000;
    private static final String MUTATIONS = "0123456789+-.:,TeEdfxtrueNaIy _é٣\u0000";

    private final Random random = new Random(SEED);

    private enum Size {
        SMALL,
        LARGE
    }

    private String usual(Class<?> type) {
        if (type == LocalDate.class) {
            return date();
        }
        if (type == LocalDateTime.class) {
            return date() + "T" + time();
        }
        if (type == LocalTime.class) {
            return time();
        }
        if (type == boolean.class || type == Boolean.class) {
            return one("true", "false", "True", "FALSE", "yes");
        }
        if (type == Size.class) {
            return one("SMALL", "LARGE", "small", "HUGE");
        }
        if (type == UUID.class) {
            return new UUID(random.nextLong(), random.nextLong()).toString();
        }
        return number();
    }

    private String one(String... words) {
        return words[random.nextInt(words.length)];
    }

    private String date() {
        int year = random.nextInt(10) == 0 ? random.nextInt(20_000) - 5000 : 1890 + random.nextInt(200);
        String format = random.nextInt(10) == 0 ? "%d-%d-%d" : "%04d-%02d-%02d";
        return String.format(format, year, random.nextInt(14), random.nextInt(33));
    }

    private String time() {
        String minutes = String.format("%02d:%02d", random.nextInt(26), random.nextInt(62));
        String seconds = random.nextBoolean() ? "" : String.format(":%02d", random.nextInt(62));
        return minutes + seconds + (random.nextInt(5) == 0 ? "." + random.nextInt(1000) : "");
    }

    private String number() {
        int size = random.nextInt(4) == 0 ? 14 + random.nextInt(8) : 1 + random.nextInt(6);
        StringBuilder digits = new StringBuilder(one("", "", "-", "+"));
        random.ints(size, '0', '9' + 1).forEach(digits::appendCodePoint);
        if (random.nextInt(3) == 0) {
            digits.insert(random.nextInt(digits.length() + 1), '.');
        }
        return digits + one("", "", "", "", "e3", "E-7", "e400", "d");
    }

    private String mutated(String text) {
        StringBuilder mutated = new StringBuilder(text);
        int at = random.nextInt(text.length() + 1);
        char c = MUTATIONS.charAt(random.nextInt(MUTATIONS.length()));
        switch (random.nextInt(3)) {
            case 0 -> mutated.insert(at, c);
            case 1 -> mutated.setCharAt(Math.min(at, text.length() - 1), c);
            default -> mutated.deleteCharAt(Math.min(at, text.length() - 1));
        }
        return mutated.toString();
    }

    private static String slowly(Cells.Cell cell, String text) {
        try {
            Object value = cell.parse().apply(text);
            return value.getClass().getSimpleName() + " " + value;
        } catch (RuntimeException e) {
            return "column \"c\": " + Excerpt.quoted(text) + " is not " + cell.description();
        }
    }

    private static String quickly(RecordColumn column, String text) {
        char[] buffer = ("12" + text + "34").toCharArray();
        try {
            Object value = column.read(buffer, 2, text.length(), true);
            return value == null ? "null" : value.getClass().getSimpleName() + " " + value;
        } catch (Rows.BadCell e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** The oracle is the reader of texts, which knows nothing of the quick one. */
    @ParameterizedTest
    @ValueSource(
            classes = {
                int.class,
                Integer.class,
                long.class,
                short.class,
                byte.class,
                double.class,
                float.class,
                boolean.class,
                Boolean.class,
                String.class,
                BigDecimal.class,
                LocalDate.class,
                LocalDateTime.class,
                LocalTime.class,
                Size.class,
                UUID.class
            })
    void cell_isReadQuicklyAsItIsSlowly(Class<?> type) {
        Cells.Cell cell = Cells.of(type).orElseThrow();
        RecordColumn column = new RecordColumn(
                0,
                "c",
                cell,
                new RecordColumn.Nulls(Optional.empty(), true, type == String.class, java.util.List.of()));
        column.prepare(null);
        int good = 0;
        for (int i = 0; i < CELLS; i++) {
            String text = usual(type);
            text = random.nextInt(4) == 0 ? mutated(text) : text;
            String expected = text.isEmpty() && type != String.class ? "null" : slowly(cell, text);
            good += expected.startsWith("column") ? 0 : 1;
            assertThat(quickly(column, text)).as("\"%s\", seed %d", text, SEED).isEqualTo(expected);
        }
        assertThat(good).as("cells that are legal, seed %d", SEED).isBetween(CELLS / 50, CELLS);
    }

    private List<String> row(int width) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            int kind = random.nextInt(12);
            String text = kind == 0 ? null : one("", "a", "#", "é", "😀", ",", "\"", "\n", "\r", ";", "x".repeat(50));
            cells.add(text == null ? null : text + (kind < 3 ? one("\"", "#", ",", "y") : ""));
        }
        return cells;
    }

    /** The oracle is the writer of FastCSV. */
    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "ISO-8859-15", "UTF-16"})
    void rows_areWrittenAsTheLibraryWritesThem(String encoding) throws IOException {
        boolean isLatin = encoding.startsWith("ISO");
        StringWriter expected = new StringWriter();
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        CsvOutput output = new CsvOutput(written, CsvDialect.plain(',', '"', true, Charset.forName(encoding)));
        try (CsvWriter library = CsvWriter.builder()
                .quoteStrategy(QuoteStrategies.EMPTY)
                .lineDelimiter(LineDelimiter.LF)
                .build(expected)) {
            for (int i = 0; i < CELLS; i++) {
                List<String> row = row(1 + random.nextInt(4));
                row.replaceAll(text -> text == null || !isLatin ? text : text.replace("😀", "é"));
                library.writeRecord(row);
                row.forEach(output::cell);
                output.end();
            }
        }
        output.flush();
        assertThat(written.toString(encoding)).as("seed %d", SEED).isEqualTo(expected.toString());
    }

    private record Values(
            int a, Long b, short c, Byte d, double e, boolean f, LocalDate g, LocalDateTime h, String i) {}

    /** The oracle is the text that the type's own {@code toString} gives. */
    @ParameterizedTest
    @ValueSource(strings = {",", "-", "1", "E"})
    void values_areWrittenAsTheirTexts(String delimiter) throws IOException {
        RecordRows rows = new RecordRows(Values.class, CsvColumns.USUAL);
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        CsvDialect dialect = CsvDialect.plain(delimiter.charAt(0), '"', true, StandardCharsets.UTF_8);
        CsvOutput output = new CsvOutput(written, dialect);
        CsvOutput texts = new CsvOutput(expected, dialect);
        for (int i = 0; i < 2000; i++) {
            LocalDate day = LocalDate.ofEpochDay(random.nextInt(8_000_000) - 4_000_000);
            Values values = new Values(
                    random.nextInt(),
                    random.nextBoolean() ? null : random.nextLong(),
                    (short) random.nextInt(),
                    (byte) random.nextInt(),
                    random.nextBoolean() ? random.nextInt(1000) / 8.0 : Double.longBitsToDouble(random.nextLong()),
                    random.nextBoolean(),
                    day,
                    day.atStartOfDay().plusNanos(random.nextLong()),
                    one("a", "b,", "1"));
            rows.write(values, output);
            output.end();
            for (Object value : Arrays.asList(
                    values.a, values.b, values.c, values.d, values.e, values.f, values.g, values.h, values.i)) {
                texts.cell(value == null ? null : value.toString());
            }
            texts.end();
        }
        output.flush();
        texts.flush();
        assertThat(written.toString(StandardCharsets.UTF_8))
                .as("seed %d", SEED)
                .isEqualTo(expected.toString(StandardCharsets.UTF_8));
    }
}
