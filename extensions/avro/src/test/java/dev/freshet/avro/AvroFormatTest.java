package dev.freshet.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.dataset.FileSource;
import dev.freshet.dataset.OptionValues;
import dev.freshet.dataset.RecordCodec;
import dev.freshet.dataset.RecordReader;
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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AvroFormatTest {
    private static final OptionValues DEFAULTS = OptionValues.defaults(new AvroFormat().options());

    enum Size {
        SMALL,
        LARGE
    }

    record Part(String name, List<Integer> counts) {}

    record All(
            int n,
            Long big,
            short small,
            Byte tiny,
            double real,
            Float single,
            boolean flag,
            char letter,
            String text,
            Size size,
            LocalDate day,
            LocalDateTime at,
            LocalTime time,
            Instant moment,
            BigDecimal amount,
            BigInteger huge,
            UUID id,
            Duration span,
            OffsetDateTime offset,
            YearMonth month,
            Optional<Part> part,
            Optional<Integer> maybe,
            List<Part> parts,
            List<List<String>> lists) {}

    record Tree(String name, List<Tree> children, Map<String, Long> counts) {}

    record Flight(String origin, int delay, Optional<LocalDate> day) {}

    record Loose(Set<String> words) {}

    record Bytes(byte[] bytes) {}

    record Odd(int a$b) {}

    record Outer(Inner inner) {}

    record Inner(short n) {}

    record Number(BigDecimal n) {}

    record Times(Instant moment, LocalTime time, LocalDateTime at) {}

    private static Type list(Type element) {
        return GenericTypes.parameterized(List.class, element);
    }

    private static Schema schema(String fields) {
        return new Schema.Parser()
                .parse("{'type': 'record', 'name': 'R', 'fields': [".replace('\'', '"') + fields.replace('\'', '"')
                        + "]}");
    }

    /** A file of one record that somebody else wrote. */
    private static byte[] file(String codec, Schema schema, Object... values) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DataFileWriter<Object> writer = new DataFileWriter<>(new GenericDatumWriter<>(schema))) {
            writer.setCodec(CodecFactory.fromString(codec));
            writer.create(schema, out, "0123456789abcdef".getBytes(StandardCharsets.UTF_8));
            if (values.length > 0) {
                GenericData.Record record = new GenericData.Record(schema);
                for (int i = 0; i < values.length; i++) {
                    record.put(i, values[i]);
                }
                writer.append(record);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] flight(String delay, Object... values) {
        return file(
                "null",
                schema("{'name':'origin','type':'string'}, {'name':'delay','type':" + delay
                        + "}, {'name':'day','type':['null',{'type':'int','logicalType':'date'}]}"),
                values);
    }

    private static MalformedFile bad(String name, byte[] content, String message) {
        return new MalformedFile(name, content, message);
    }

    private static byte[] replaced(byte[] content, String old, String by) {
        return new String(content, StandardCharsets.ISO_8859_1).replace(old, by).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** All kinds of components. */
    @Nested
    class AllComponents extends RecordFormatContract {
        @Override
        protected String type() {
            return "avro";
        }

        @Override
        protected Type javaType() {
            return list(All.class);
        }

        @Override
        protected int many() {
            return 30_000;
        }

        @Override
        protected List<String> options() {
            return List.of(
                    "codec: deflate",
                    "codec: \"null\"",
                    "codec: snappy",
                    "codec: zstandard",
                    "codec: bzip2",
                    "codec: xz");
        }

        @Override
        protected Map<String, String> wrongOptions() {
            return Map.of(
                    "codec: deflat",
                    "\"codec\" must be deflate, null, snappy, zstandard, bzip2 or xz, not \"deflat\"; did you mean \"deflate\"?");
        }

        @Override
        protected Map<Type, String> refusedTypes() {
            return Map.of(
                    String.class,
                    "avro dataset holds a List, Collection or Iterable of records",
                    list(Loose.class),
                    "component \"words\" of AvroFormatTest.Loose is Set<String>, which an avro",
                    list(Odd.class),
                    "AvroFormatTest.Odd cannot be an Avro record");
        }

        @Override
        protected List<MalformedFile> malformed() {
            return List.of();
        }
    }

    /** Records in records, and values by text. */
    @Nested
    class Trees extends RecordFormatContract {
        @Override
        protected String type() {
            return "avro";
        }

        @Override
        protected Type javaType() {
            return list(Tree.class);
        }

        @Override
        protected Object record(RandomValues random) {
            return tree(random, 2);
        }

        private Tree tree(RandomValues random, int depth) {
            List<Tree> children = depth == 0 ? List.of() : List.of(tree(random, depth - 1), tree(random, 0));
            return new Tree(random.text(), children, Map.of(random.text(), (Long) random.of(long.class)));
        }

        @Override
        protected int many() {
            return 30_000;
        }

        @Override
        protected Map<String, Object> unwritable() {
            return Map.of(
                    "record 1: component \"name\" has a text with half of a surrogate pair",
                    List.of(new Tree("\ud800", List.of(), Map.of())),
                    "record 2: component \"counts\": the map has the key null",
                    List.of(
                            new Tree("a", List.of(), Map.of()),
                            new Tree("b", List.of(), Collections.singletonMap((String) null, 1L))));
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
            return "avro";
        }

        @Override
        protected Type javaType() {
            return list(Flight.class);
        }

        @Override
        protected int many() {
            return 300_000;
        }

        @Override
        protected boolean noticesMissingEnd() {
            return true;
        }

        /** Returns the file with another number of records, which stands before the only block. */
        private byte[] withCount(byte[] good, int count) {
            byte[] changed = good.clone();
            byte[] marker = Arrays.copyOfRange(good, good.length - 16, good.length);
            int at = 0;
            while (!Arrays.equals(Arrays.copyOfRange(good, at, at + 16), marker)) {
                at++;
            }
            assertThat(changed[at + 16]).isEqualTo((byte) 2);
            changed[at + 16] = (byte) (2 * count);
            return changed;
        }

        @Override
        protected List<MalformedFile> malformed() {
            byte[] good = flight("'int'", "TXL", 5, null);
            String delay = "{'name':'delay','type':'int'}";
            return List.of(
                    MalformedFile.of("empty", "", "the file is empty"),
                    MalformedFile.of("text", "origin,delay\n", "the file is not an Avro file"),
                    MalformedFile.of("short", "Ob", "the file is not an Avro file"),
                    bad("cut in the header", Arrays.copyOf(good, 30), "the end of the file is missing"),
                    bad("cut in a block", Arrays.copyOf(good, good.length - 18), "the end of the file is missing"),
                    bad("cut by a byte", Arrays.copyOf(good, good.length - 1), "missing"),
                    bad("no schema", replaced(good, "avro.schema", "avro.schemb"), "damaged"),
                    bad(
                            "schema that is no JSON",
                            replaced(good, "{\"type\":\"record\"", "{\"type\":\"rexxrd\""),
                            "damaged"),
                    bad(
                            "unknown codec",
                            replaced(good, "avro.codec\bnull", "avro.codec\blzfx"),
                            "is compressed with lzfx"),
                    bad("wrong codec", replaced(good, "avro.codec\bnull", "avro.codec\fsnappy"), "damaged"),
                    bad("a block with more than its records", withCount(good, 0), "damaged"),
                    bad("a block with less than its records", withCount(good, 2), "damaged"),
                    bad(
                            "not records",
                            file("null", Schema.create(Schema.Type.LONG)),
                            "the file holds long, not records"),
                    bad(
                            "missing field",
                            file("null", schema(delay), 5),
                            "no field \"origin\", no field \"day\"; there are delay"),
                    bad(
                            "misspelt field",
                            file("null", schema("{'name':'delya','type':'int'}"), 5),
                            "(did you mean \"delya\"?)"),
                    bad(
                            "field twice",
                            file(
                                    "null",
                                    schema("{'name':'Delay','type':'int'}," + "{'name':'DELAY','type':'int'}"),
                                    5,
                                    5),
                            "two fields for \"delay\""),
                    bad(
                            "text for an int",
                            flight("'string'", "TXL", "x", null),
                            "field \"delay\" is string in the file"),
                    bad(
                            "long for an int",
                            flight("'long'", "TXL", 1L << 31, null),
                            "record 1: field \"delay\": 2147483648 is not an int"),
                    bad(
                            "real for an int",
                            flight("'double'", "TXL", 5.0, null),
                            "field \"delay\" is double in the file"),
                    bad(
                            "date for an int",
                            flight("{'type':'int','logicalType':'date'}", "TXL", 5, null),
                            "is int (date) in the file"),
                    bad(
                            "record for an int",
                            flight("{'type':'record','name':'X','fields':[]}"),
                            "field \"delay\" is record in"),
                    bad(
                            "array for an int",
                            flight("{'type':'array','items':'int'}"),
                            "field \"delay\" is array in the file"),
                    bad(
                            "null into int",
                            flight("['null','int']", "TXL", null, null),
                            "record 1: field \"delay\" is null, but"));
        }
    }

    private static Object read(Class<?> row, byte[] content) throws IOException {
        RecordCodec codec = (RecordCodec) new AvroFormat().open(list(row), DEFAULTS);
        try (RecordReader reader = codec.reader(new FileSource() {
            @Override
            public InputStream stream() {
                return new ByteArrayInputStream(content);
            }

            @Override
            public Path file() {
                throw new UnsupportedOperationException();
            }
        })) {
            return reader.read();
        }
    }

    @Test
    void fields_ofOtherTypes_areReadAsFarAsTheyFit() throws IOException {
        assertThat(read(Number.class, file("deflate", schema("{'name':'N','type':'int'}"), 7)))
                .isEqualTo(new Number(BigDecimal.valueOf(7)));
        ByteBuffer unscaled = ByteBuffer.wrap(BigInteger.valueOf(-1250).toByteArray());
        String decimal = "{'type':'bytes','logicalType':'decimal','precision':9,'scale':2}";
        assertThat(read(Number.class, file("null", schema("{'name':'n','type':" + decimal + "}"), unscaled)))
                .isEqualTo(new Number(new BigDecimal("-12.50")));
    }

    @Test
    void times_ofOtherPrecision_areRead() throws IOException {
        Schema schema = schema("{'name':'moment','type':{'type':'long','logicalType':'timestamp-millis'}},"
                + "{'name':'time','type':{'type':'int','logicalType':'time-millis'}},"
                + "{'name':'at','type':{'type':'long','logicalType':'local-timestamp-micros'}}");
        assertThat(read(Times.class, file("null", schema, -1L, 1500, 1_000_001L)))
                .isEqualTo(new Times(
                        Instant.ofEpochMilli(-1),
                        LocalTime.ofNanoOfDay(1_500_000_000L),
                        LocalDateTime.of(1970, 1, 1, 0, 0, 1, 1000)));
    }

    @Test
    void field_ofANestedRecord_isNamedByItsPath() {
        Schema schema =
                schema("{'name':'inner','type':{'type':'record','name':'I','fields':[{'name':'n','type':'int'}]}}");
        GenericData.Record inner =
                new GenericData.Record(schema.getField("inner").schema());
        inner.put("n", 70_000);
        byte[] content = file("null", schema, inner);
        assertThatThrownBy(() -> read(Outer.class, content))
                .hasMessage("record 1: field \"inner.n\": 70000 is not a short");
    }

    @Test
    void losslessness_isNotClaimedForMapsAndArrays() {
        AvroFormat format = new AvroFormat();
        assertThat(format.open(list(All.class), DEFAULTS).isLossless()).isTrue();
        assertThat(format.open(list(Tree.class), DEFAULTS).isLossless()).isFalse();
        assertThat(format.open(list(Bytes.class), DEFAULTS).isLossless()).isFalse();
    }
}
