package dev.freshet.dataset.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.freshet.dataset.FileSource;
import dev.freshet.dataset.MalformedContent;
import dev.freshet.dataset.RecordReader;
import dev.freshet.dataset.RecordWriter;
import dev.freshet.dataset.cell.CellForms;
import dev.freshet.dataset.cell.NonFinite;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What a dialect writes, it reads as what was written; what it cannot give back, it refuses to write. */
class CsvRoundTripTest {
    private static final long SEED = Long.getLong("freshet.seed", 20261127);
    private static final int DIALECTS = 400 * Integer.getInteger("freshet.thorough", 1);

    record Row(
            String text,
            Optional<String> maybe,
            double number,
            Optional<Integer> count,
            BigDecimal exact,
            boolean flag,
            LocalDate day) {}

    private final Random random = new Random(SEED);

    @SafeVarargs
    private final <T> T one(T... values) {
        return values[random.nextInt(values.length)];
    }

    private int character(List<Integer> used, Integer... among) {
        int c = one(among);
        return c >= 0 && used.contains(c) ? CsvDialect.NONE : add(used, c);
    }

    private static int add(List<Integer> used, int c) {
        used.add(c);
        return c;
    }

    private CsvDialect dialect() {
        List<Integer> used = new ArrayList<>();
        char delimiter = (char) add(used, one(',', ';', '\t', '|', ' ', '-'));
        int none = CsvDialect.NONE;
        return new CsvDialect(
                delimiter,
                character(used, (int) '"', (int) '"', (int) '\'', none),
                character(used, (int) '\\', (int) '^', none),
                character(used, (int) '#', (int) '-', none),
                random.nextBoolean(),
                random.nextBoolean(),
                0,
                random.nextInt(4) == 0,
                one(List.of(), List.of("NA", "\\N"), List.of("0", "n"), List.of("")),
                StandardCharsets.UTF_8);
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(4);
        for (int i = 0; i < length; i++) {
            text.append(one(
                    "a", "n", "N", "NA", " ", "\t", ",", ";", "|", "-", "#", "\"", "'", "\\", "^", "\n", "\r", "é"));
        }
        return text.toString();
    }

    private Row row() {
        return new Row(
                random.nextInt(5) == 0 ? null : text(),
                random.nextInt(3) == 0 ? Optional.empty() : Optional.of(text()),
                one(0.0, -1.5, 1e10, random.nextGaussian(), Double.NaN, Double.NEGATIVE_INFINITY),
                random.nextBoolean() ? Optional.empty() : Optional.of(random.nextInt(20) - 10),
                new BigDecimal(random.nextInt(100_000) - 50_000).movePointLeft(random.nextInt(4)),
                random.nextBoolean(),
                LocalDate.of(1990 + random.nextInt(40), 1 + random.nextInt(12), 1 + random.nextInt(28)));
    }

    private CsvColumns columns(CsvDialect dialect) {
        CellForms forms = new CellForms(
                one('.', ','),
                one(Optional.empty(), Optional.of('\'')),
                one(CellForms.TRUE, List.of("yes", "n,o")),
                one(CellForms.FALSE, List.of("#")),
                Locale.ENGLISH,
                one(NonFinite.USUAL, new NonFinite("inf", "n,a\"n")));
        Map<String, List<String>> formats = one(Map.of(), Map.of("day", List.of("d/M/yy", "yyyy-MM-dd")));
        return new CsvColumns(formats, Map.of(), forms, dialect.nulls());
    }

    private static List<Object> read(CsvCodec codec, byte[] content) throws IOException {
        try (RecordReader reader = codec.reader(new FileSource() {
            @Override
            public InputStream stream() {
                return new ByteArrayInputStream(content);
            }

            @Override
            public Path file() {
                throw new IllegalStateException("a stream is enough");
            }
        })) {
            List<Object> rows = new ArrayList<>();
            for (Object row = reader.read(); row != null; row = reader.read()) {
                rows.add(row);
            }
            return rows;
        }
    }

    /** Writes the rows that are not refused, and returns how many that were. */
    private static int compare(CsvDialect dialect, Supplier<Rows> form, List<?> rows, String which) throws IOException {
        CsvCodec codec = new CsvCodec(dialect, form, CsvFaults.Policy.FAIL, false);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<Object> written = new ArrayList<>();
        try (RecordWriter writer = codec.writer(out)) {
            for (Object row : rows) {
                try {
                    writer.write(row);
                    written.add(row);
                } catch (MalformedContent e) {
                    assertThat(e.problem()).as(which).isNotBlank();
                }
            }
            writer.finish();
        }
        try {
            assertThat(read(codec, out.toByteArray()))
                    .as("%s%n%s", which, out.toString(StandardCharsets.UTF_8))
                    .isEqualTo(written);
        } catch (MalformedContent e) {
            fail(which + "\n" + e.told("d.csv", String::concat) + "\n" + out.toString(StandardCharsets.UTF_8));
        }
        return written.size();
    }

    @Test
    void records_comeBackAsTheyWereWritten_orAreRefused() throws IOException {
        int written = 0;
        for (int i = 0; i < DIALECTS; i++) {
            CsvDialect dialect = dialect();
            CsvColumns columns = columns(dialect);
            List<Row> rows = new ArrayList<>();
            for (int j = random.nextInt(30); j > 0; j--) {
                rows.add(row());
            }
            String which = "seed " + SEED + ": " + dialect + ", " + columns;
            written += compare(dialect, () -> new RecordRows(Row.class, columns), rows, which);
        }
        assertThat(written).as("rows that are not refused, seed %d", SEED).isGreaterThan(DIALECTS * 7);
    }

    @Test
    void lists_comeBackAsTheyWereWritten_orAreRefused() throws IOException {
        int written = 0;
        for (int i = 0; i < DIALECTS; i++) {
            CsvDialect dialect = dialect();
            int width = 1 + random.nextInt(3);
            List<List<String>> rows = new ArrayList<>();
            for (int j = random.nextInt(30); j > 0; j--) {
                String[] cells = new String[width];
                Arrays.setAll(cells, k -> random.nextInt(5) == 0 ? null : text());
                rows.add(Arrays.asList(cells));
            }
            written += compare(dialect, ListRows::new, rows, "seed " + SEED + ": " + dialect);
        }
        assertThat(written).as("rows that are not refused, seed %d", SEED).isGreaterThan(DIALECTS * 7);
    }
}
