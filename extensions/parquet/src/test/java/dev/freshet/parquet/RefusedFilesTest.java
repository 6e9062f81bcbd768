package dev.freshet.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.dataset.FileSource;
import dev.freshet.dataset.MalformedContent;
import dev.freshet.dataset.OptionValues;
import dev.freshet.dataset.RecordCodec;
import dev.freshet.dataset.RecordReader;
import dev.freshet.wiring.GenericTypes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table of files that other tools can write and that are refused. */
final class RefusedFilesTest {
    private static final Path PAGE = Path.of("../../docs/testing.md");
    private static final String BEGIN = "<!-- refused: parquet -->\n";
    private static final int TAIL = 8;

    record Counts(Map<String, Integer> value) {}

    record Text(String value) {}

    record Local(LocalDateTime value) {}

    record Small(int value) {}

    @TempDir
    Path directory;

    private byte[] file(String column, Consumer<Group> row) throws IOException {
        MessageType schema = MessageTypeParser.parseMessageType("message m {" + column + "}");
        Path file = directory.resolve("written.parquet");
        Files.deleteIfExists(file);
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new LocalOutputFile(file))
                .withConf(new PlainParquetConfiguration())
                .withType(schema)
                .build()) {
            SimpleGroup group = new SimpleGroup(schema);
            row.accept(group);
            writer.write(group);
        }
        return Files.readAllBytes(file);
    }

    /** Returns a file that says that its pages are compressed in a way that none of Freshet's codecs reads. */
    private static byte[] withLzo(byte[] file) throws IOException {
        int length = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(file.length - TAIL);
        int start = file.length - TAIL - length;
        FileMetaData footer = Util.readFileMetaData(new ByteArrayInputStream(file, start, length));
        footer.getRow_groups().get(0).getColumns().get(0).getMeta_data().setCodec(CompressionCodec.LZO);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(Arrays.copyOf(file, start));
        Util.writeFileMetaData(footer, out);
        int written = out.size() - start;
        out.write(ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(written)
                .array());
        out.write("PAR1".getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    /** Returns what is said of a file, as the line of a table. */
    private String line(String what, Class<?> record, byte[] content) throws IOException {
        Path file = Files.write(directory.resolve("read.parquet"), content);
        ParquetFormat format = new ParquetFormat();
        RecordCodec codec = (RecordCodec) format.open(
                GenericTypes.parameterized(List.class, record), OptionValues.parse(format.options(), Map.of(), ""));
        try (RecordReader reader = codec.reader(new FileSource() {
            @Override
            public InputStream stream() {
                throw new IllegalStateException("a file is read from its end");
            }

            @Override
            public Path file() {
                return file;
            }
        })) {
            return "| " + what + " | read as " + reader.read() + " |\n";
        } catch (MalformedContent e) {
            return "| " + what + " | `" + e.problem() + "` |\n";
        }
    }

    @Test
    void tableOfTheDocumentation_isWhatIsSaid() throws IOException {
        String map = "required group value (MAP) { repeated group key_value { optional binary key (STRING);"
                + " required int32 value; } }";
        String variant = "required group value (VARIANT(1)) { required binary metadata; required binary value; }";
        Consumer<Group> pair =
                group -> group.addGroup("value").append("metadata", "a").append("value", "b");
        String table = "| file | message |\n|---|---|\n"
                + line(
                        "pages compressed with LZO",
                        Small.class,
                        withLzo(file("required int32 value;", g -> g.add("value", 1))))
                + line("an encrypted footer", Small.class, "PARE............PARE".getBytes(StandardCharsets.US_ASCII))
                + line("a column of the type Variant", Text.class, file(variant, pair))
                + line(
                        "null as a key of a map",
                        Counts.class,
                        file(
                                map,
                                group -> group.addGroup("value")
                                        .addGroup("key_value")
                                        .append("value", 1)))
                + line(
                        "a moment for a `LocalDateTime`",
                        Local.class,
                        file("required int64 value (TIMESTAMP(MICROS,true));", g -> g.add("value", 1L)))
                + line(
                        "a text that is not UTF-8",
                        Text.class,
                        file(
                                "required binary value (STRING);",
                                g -> g.add("value", Binary.fromConstantByteArray(new byte[] {(byte) 0xe9}))))
                + line(
                        "a number beyond the component",
                        Small.class,
                        file("required int64 value;", g -> g.add("value", 1L << 40)));
        assertThat(table).doesNotContain("read as ");
        String text = Files.readString(PAGE);
        int from = text.indexOf(BEGIN) + BEGIN.length();
        int to = text.indexOf("<!-- end -->", from);
        assertThat(text).contains(BEGIN);
        if (Boolean.getBoolean("freshet.golden.update")) {
            Files.writeString(PAGE, text.substring(0, from) + "\n" + table + "\n" + text.substring(to));
        } else {
            assertThat(text.substring(from, to))
                    .as("the table of refused files; write it with -Dfreshet.golden.update=true")
                    .isEqualTo("\n" + table + "\n");
        }
    }
}
