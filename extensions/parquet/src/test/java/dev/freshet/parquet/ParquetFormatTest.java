package dev.freshet.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.dataset.FileSource;
import dev.freshet.dataset.OptionValues;
import dev.freshet.dataset.RecordCodec;
import dev.freshet.dataset.RecordReader;
import dev.freshet.dataset.RecordWriter;
import dev.freshet.testkit.MalformedFile;
import dev.freshet.testkit.RandomValues;
import dev.freshet.testkit.RecordFormatContract;
import dev.freshet.wiring.GenericTypes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ParquetFormatTest {
    enum Size {
        SMALL,
        LARGE
    }

    record Part(String name, List<Integer> counts) {}

    record Exact(
            int n,
            long big,
            Short small,
            byte tiny,
            Double real,
            float single,
            boolean flag,
            String text,
            Size size,
            LocalTime time,
            UUID id,
            Part part,
            List<Part> parts,
            List<String> texts,
            Optional<String> maybe,
            Optional<Part> maybePart,
            char letter,
            BigInteger digits,
            Duration duration,
            OffsetDateTime offset) {}

    record Limited(
            LocalDate day,
            LocalDateTime at,
            Instant moment,
            BigDecimal amount,
            Set<Size> sizes,
            Map<String, Long> counts) {}

    record Small(int n, String text) {}

    record Wide(long n, String text) {}

    record Other(int n, String word) {}

    record Nullable(Integer n, String text) {}

    record Texts(String n, String text) {}

    record Letters(int n, StringBuilder letter) {}

    record Tree(String name, List<Tree> children) {}

    record Growing<T>(T value, List<Growing<List<T>>> more) {}

    record Nothing() {}

    record Deep(Letters letters) {}

    record Decimal(BigDecimal amount) {}

    record Moment(Instant moment) {}

    private static Type list(Type element) {
        return GenericTypes.parameterized(List.class, element);
    }

    private static RecordCodec codec(Class<?> row, Map<String, String> options) {
        ParquetFormat format = new ParquetFormat();
        return (RecordCodec) format.open(list(row), OptionValues.parse(format.options(), options, ""));
    }

    private static byte[] file(Class<?> row, Map<String, String> options, Object... records) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (RecordWriter writer = codec(row, options).writer(out)) {
            for (Object record : records) {
                writer.write(record);
            }
            writer.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] file(Class<?> row, Object... records) {
        return file(row, Map.of(), records);
    }

    private static byte[] with(byte[] content, int index, int value) {
        byte[] changed = content.clone();
        changed[index < 0 ? content.length + index : index] = (byte) value;
        return changed;
    }

    private static byte[] withDamagedSchema(byte[] content) {
        int length = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).getInt(content.length - 8);
        return with(content, content.length - 8 - length, 0xff);
    }

    /** Every legal column, of which all values come back as they were. */
    @Nested
    class ExactRecords extends RecordFormatContract {
        @Override
        protected String type() {
            return "parquet";
        }

        @Override
        protected Type javaType() {
            return list(Exact.class);
        }

        @Override
        protected int many() {
            return 30_000;
        }

        @Override
        protected boolean noticesMissingEnd() {
            return true;
        }

        @Override
        protected List<String> options() {
            return List.of(
                    "compression: none",
                    "compression: gzip",
                    "compression: snappy",
                    "compression: zstd",
                    "compression: lz4",
                    "row-group-size: 1");
        }

        @Override
        protected Map<String, String> wrongOptions() {
            return Map.of(
                    "compression: snapy",
                            "\"compression\" must be none, gzip, snappy, zstd or lz4, not \"snapy\"; did you",
                    "row-group-size: 0", "must be a number of megabytes from 1 to 1024, not \"0\"",
                    "row-group-size: big", "must be a number of megabytes from 1 to 1024, not \"big\"");
        }

        @Override
        protected Map<Type, String> refusedTypes() {
            return Map.of(
                    Small.class,
                    "a parquet dataset holds a List, Collection or Iterable of records",
                    list(String.class),
                    "a parquet dataset holds",
                    list(Letters.class),
                    "component \"letter\" of ParquetFormatTest.Letters is StringBuilder, which",
                    list(Deep.class),
                    "component \"letter\" of ParquetFormatTest.Letters is StringBuilder, which",
                    list(Tree.class),
                    "contains itself",
                    list(GenericTypes.parameterized(Growing.class, Integer.class)),
                    "the record ParquetFormatTest.Growing<Integer> contains itself",
                    list(Nothing.class),
                    "has no components");
        }

        @Override
        protected Map<String, Object> unwritable() {
            return Map.of(
                    "record 1: component \"text\": the text has half of a surrogate pair", List.of(text("\ud800")));
        }

        private Exact text(String text) {
            return new Exact(
                    0,
                    0,
                    null,
                    (byte) 0,
                    null,
                    0,
                    false,
                    text,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    Optional.empty(),
                    Optional.empty(),
                    'x',
                    null,
                    null,
                    null);
        }

        @Override
        protected List<MalformedFile> malformed() {
            return List.of();
        }
    }

    /** Columns whose values have limits, and files that do not fit. */
    @Nested
    class LimitedRecords extends RecordFormatContract {
        @Override
        protected String type() {
            return "parquet";
        }

        @Override
        protected Type javaType() {
            return list(Limited.class);
        }

        @Override
        protected Object record(RandomValues random) {
            Random digits = new Random(random.moment().hashCode());
            random.with(BigDecimal.class, () -> new BigDecimal(new BigInteger(60, digits), 18));
            return random.of(Limited.class);
        }

        @Override
        protected int many() {
            return 50_000;
        }

        @Override
        protected Map<String, Object> unwritable() {
            return Map.of(
                    "record 2: component \"moment\": +1000000000-12-31T23:59:59.999999999Z is beyond what a column of dates",
                    List.of(limited(null, null), limited(Instant.MAX, null)),
                    "record 1: component \"amount\": 1E-30 is beyond decimal(38,18)",
                    List.of(limited(null, new BigDecimal("1e-30"))));
        }

        private Limited limited(Instant moment, BigDecimal amount) {
            return new Limited(null, null, moment, amount, null, null);
        }

        @Override
        protected List<MalformedFile> malformed() {
            return List.of();
        }
    }

    /** What is said of files that are not as they should be. */
    @Nested
    class BadFiles extends RecordFormatContract {
        @Override
        protected String type() {
            return "parquet";
        }

        @Override
        protected Type javaType() {
            return list(Small.class);
        }

        @Override
        protected boolean noticesMissingEnd() {
            return true;
        }

        @Override
        protected List<MalformedFile> malformed() {
            byte[] plain = file(Small.class, Map.of("compression", "none"), new Small(1, "abcdefgh"));
            int page = new String(plain, StandardCharsets.ISO_8859_1).indexOf("abcdefgh");
            byte[] good = file(Small.class, new Small(1, "a"), new Small(2, "b"));
            return List.of(
                    MalformedFile.of("empty", "", "the file is empty"),
                    MalformedFile.of("text", "n,text\n1,a\n", "the file is not a Parquet file"),
                    MalformedFile.of("short", "PA", "the file is not a Parquet file"),
                    MalformedFile.of("only the beginning", "PAR1", "the end of the file is missing"),
                    MalformedFile.of("encrypted", "PARE............PARE", "the file is encrypted"),
                    new MalformedFile("cut in the middle", Arrays.copyOf(good, good.length / 2), "the end of the file"),
                    new MalformedFile("cut by a byte", Arrays.copyOf(good, good.length - 1), "the end of the file"),
                    new MalformedFile("long schema", with(good, -5, 0x7f), "it gives its schema a length of"),
                    new MalformedFile("damaged schema", withDamagedSchema(good), "damaged"),
                    new MalformedFile("no schema", with(with(good, -8, 1), -7, 0), "damaged"),
                    new MalformedFile("damaged page", with(plain, page, 'x'), "damaged"),
                    new MalformedFile("missing column", file(Other.class, new Other(1, "a")), "text"),
                    new MalformedFile(
                            "long for an int",
                            file(Wide.class, new Wide(1, "a"), new Wide(1L << 31, "b")),
                            "row 2: column \"n\": 2147483648 is not an int"),
                    new MalformedFile(
                            "text for an int",
                            file(Texts.class, new Texts("1", "a")),
                            "column \"n\" is BINARY (STRING) in the file, but must be an int"),
                    new MalformedFile(
                            "null for an int",
                            file(Nullable.class, new Nullable(null, "a")),
                            "row 1: column \"n\" is null, but must be an int"));
        }
    }

    @Test
    void columns_areFoundByOtherSpellings() throws IOException {
        record Spelt(int first_name, String extra) {}
        record Read(int firstName) {}
        assertThat(read(Read.class, file(Spelt.class, new Spelt(7, "x")))).isEqualTo(new Read(7));
    }

    @Test
    void losslessness_isClaimedForExactColumnsOnly() {
        assertThat(codec(Exact.class, Map.of()).isLossless()).isTrue();
        assertThat(codec(Limited.class, Map.of()).isLossless()).isFalse();
        assertThat(codec(Decimal.class, Map.of()).isLossless()).isFalse();
        assertThat(codec(Moment.class, Map.of()).isLossless()).isFalse();
    }

    private static Object read(Class<?> row, byte[] content) throws IOException {
        Path file = java.nio.file.Files.createTempFile("freshet", ".parquet");
        java.nio.file.Files.write(file, content);
        try (RecordReader reader = codec(row, Map.of()).reader(new FileSource() {
            @Override
            public InputStream stream() {
                return new ByteArrayInputStream(content);
            }

            @Override
            public Path file() {
                return file;
            }
        })) {
            return reader.read();
        } finally {
            java.nio.file.Files.delete(file);
        }
    }
}
