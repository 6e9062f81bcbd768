package dev.freshet.dataset.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.DatasetException;
import dev.freshet.dataset.ResumingInputStream;
import dev.freshet.dataset.TestProject;
import dev.freshet.dataset.Types;
import dev.freshet.dataset.format.TextCodec;
import dev.freshet.dataset.rule.ValueChecks;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that are packed, as their names say. */
final class CompressionTest {
    @TempDir
    Path directory;

    private static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of("csv", Types.MAPS, List.of(Map.of("a", "1"), Map.of("a", "2")), "a\n1\n2\n"),
                Arguments.of("json", Types.TEXTS, List.of("x"), "[\n  \"x\"\n]\n"),
                Arguments.of("jsonl", Types.TEXTS, List.of("x", "y"), "\"x\"\n\"y\"\n"),
                Arguments.of("text", String.class, "é\n", "é\n"),
                Arguments.of("bytes", byte[].class, new byte[] {65, 66}, "AB"));
    }

    /** The oracle is the JDK's own reader of gzip. */
    @ParameterizedTest
    @MethodSource("values")
    void value_isPackedAndUnpacked(String dataset, Type type, Object value, String text) throws IOException {
        TestProject project = new TestProject(directory);
        Dataset<Object> packed = project.dataset("type: " + dataset + ", path: data/f.GZ", type);
        packed.save(value);
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(project.path("data/f.GZ")))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(text);
        }
        assertThat(packed.load()).isEqualTo(value);
        byte[] before = Files.readAllBytes(project.path("data/f.GZ"));
        packed.save(value);
        assertThat(Files.readAllBytes(project.path("data/f.GZ"))).isEqualTo(before);
    }

    @Test
    void load_digestsThePackedBytes() throws IOException {
        TestProject project = new TestProject(directory).with("f.txt.gz", gzip("text"));
        FileContent content = new FileContent("f", new FileLocation(project.path("f.txt.gz"), "f.txt.gz"));
        new ValueFileDataset("f", content, new TextCodec(StandardCharsets.UTF_8), ValueChecks.NONE).load();
        assertThat(content.digested().orElseThrow().digest())
                .isEqualTo(ContentDigest.of(new ByteArrayInputStream(gzip("text"))));
    }

    @Test
    void severalMembers_areOneText() throws IOException {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write(gzip("one "));
        both.write(gzip("two"));
        TestProject project = new TestProject(directory).with("f.gz", both.toByteArray());
        assertThat(project.<String>dataset("type: text, path: f.gz", String.class)
                        .load())
                .isEqualTo("one two");
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** The JDK's reader loses members on JDK 17 if nothing is available without waiting. */
    @Test
    void members_ofAStreamWithoutAvailableBytes_areAllRead() throws IOException {
        byte[][] members = new byte[2000][];
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < members.length; i++) {
            String lines = ("line " + i + "\n").repeat(1 + i % 7);
            text.append(lines);
            members[i] = gzip(lines);
        }
        byte[] all = joined(members);
        for (int most : new int[] {1, 10, 1000, all.length}) {
            InputStream slow = new ResumingInputStream(
                    inPieces(all, most), 0, all.length, position -> fail("it did not break"), 0);
            try (InputStream unpacked = Compression.of("f.gz").unpack(slow)) {
                assertThat(new String(unpacked.readAllBytes(), StandardCharsets.UTF_8))
                        .as("read by %d bytes", most)
                        .isEqualTo(text.toString());
            }
        }
    }

    /** Returns a stream of which a read gives few bytes, as those of networks do: a member can end with any read. */
    private static InputStream inPieces(byte[] all, int most) {
        return new ByteArrayInputStream(all) {
            @Override
            public synchronized int read(byte[] bytes, int start, int length) {
                return super.read(bytes, start, Math.min(length, most));
            }
        };
    }

    @Test
    void headerFields_andPadding_areSkipped() throws IOException {
        byte[] plain = gzip("text");
        byte[] fields = joined(
                new byte[] {0x1f, (byte) 0x8b, 8, 4 + 8 + 16, 0, 0, 0, 0, 0, 0, 3, 0, 'a', 'b', 'c', 'n', 0, 'c', 0},
                Arrays.copyOfRange(plain, 10, plain.length));
        TestProject project = new TestProject(directory).with("f.gz", joined(fields, plain, new byte[500]));
        assertThat(project.<String>dataset("type: text, path: f.gz", String.class)
                        .load())
                .isEqualTo("texttext");
    }

    static Stream<Arguments> damaged() {
        byte[] whole = gzip("some text that is long enough to be cut in the middle of it");
        byte[] flipped = whole.clone();
        flipped[whole.length - 5] ^= 1;
        byte[] longer = whole.clone();
        longer[whole.length - 1] ^= 1;
        byte[] header = whole.clone();
        header[2] = 9;
        return Stream.of(
                Arguments.of(
                        "plain text", "plain".getBytes(StandardCharsets.UTF_8), "is not a gzip file, or it is damaged"),
                Arguments.of("empty", new byte[0], "the file ends within its gzip data: it is empty or cut off"),
                Arguments.of("cut off", Arrays.copyOf(whole, whole.length / 2), "the file ends within its gzip data"),
                Arguments.of(
                        "no trailer", Arrays.copyOf(whole, whole.length - 8), "the file ends within its gzip data"),
                Arguments.of("wrong check sum", flipped, "is not a gzip file, or it is damaged"),
                Arguments.of(
                        "damaged second member", joined(whole, flipped), "or it is damaged (Corrupt GZIP trailer)"),
                Arguments.of("wrong length", longer, "or it is damaged (Corrupt GZIP trailer)"),
                Arguments.of(
                        "second member of another length",
                        joined(whole, longer),
                        "or it is damaged (Corrupt GZIP trailer)"),
                Arguments.of("second member of another method", joined(whole, header), "or it is damaged"),
                Arguments.of(
                        "second member cut off",
                        joined(whole, Arrays.copyOf(whole, 30)),
                        "the file ends within its gzip data"),
                Arguments.of(
                        "junk after a member",
                        joined(whole, "junk".getBytes(StandardCharsets.UTF_8)),
                        "or it is damaged (after a member comes something else)"),
                Arguments.of(
                        "junk after padding",
                        joined(whole, new byte[100], new byte[] {1}),
                        "or it is damaged (after a member comes something else)"),
                Arguments.of("wrong method", header, "is not a gzip file, or it is damaged"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damaged")
    void damagedFile_isOneLine(String name, byte[] bytes, String message) {
        for (String type : List.of("text", "csv", "json", "jsonl", "bytes")) {
            TestProject project = new TestProject(directory).with("f.gz", bytes);
            Dataset<Object> dataset = project.dataset(
                    "type: " + type + ", path: f.gz",
                    switch (type) {
                        case "bytes" -> byte[].class;
                        case "csv" -> Types.MAPS;
                        case "text" -> String.class;
                        default -> Types.TEXTS;
                    });
            assertThatThrownBy(dataset::load)
                    .as(type)
                    .isInstanceOf(DatasetException.class)
                    .hasMessageContaining("dataset \"d\" (f.gz")
                    .hasMessageContaining(message)
                    .hasMessageNotContaining("\n");
        }
    }

    static Stream<Arguments> wholeValues() {
        return Stream.of(
                Arguments.of("text", String.class),
                Arguments.of("bytes", byte[].class),
                Arguments.of("json", List.class));
    }

    /** A file of 200 kB that would be 200 MB, in a process with 32 MB. */
    @ParameterizedTest
    @MethodSource("wholeValues")
    void contentThatInflatesBeyondMemory_isOneLine(String type, Class<?> java) throws Exception {
        TestProject project = new TestProject(directory);
        project.catalog("d: {type: " + type + ", path: f.gz}");
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(project.path("f.gz")))) {
            byte[] blanks = " ".repeat(1_000_000).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 200; i++) {
                out.write(blanks);
            }
        }
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx32m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CompressionTest.class.getName(),
                        directory.toString(),
                        java.getName())
                .redirectErrorStream(true)
                .start();
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(
                        "dataset \"d\" (f.gz): the content does not fit into memory, which is 32 MB; give the process more"
                                + " with -Xmx, or keep it as records, of which not all are in memory\n");
        assertThat(process.waitFor()).isZero();
    }

    /** Loads the dataset of the project directory that is given, and prints the message of the failure. */
    public static void main(String[] arguments) throws ClassNotFoundException {
        Dataset<Object> dataset = new TestProject(Path.of(arguments[0])).open("d", Class.forName(arguments[1]));
        try {
            dataset.load();
        } catch (DatasetException e) {
            System.out.println(e.getMessage());
        }
    }

    @Test
    void tabs_areBetweenCells_ifTheNameSaysSo() {
        TestProject project =
                new TestProject(directory).with("f.tsv", "a\tb\n1\t2,5\n").with("g.tsv.gz", gzip("a\tb\n1\t2,5\n"));
        for (String file : List.of("f.tsv", "g.tsv.gz")) {
            Dataset<List<Map<String, String>>> rows = project.dataset("type: csv, path: " + file, Types.MAPS);
            assertThat(rows.load()).containsExactly(Map.of("a", "1", "b", "2,5"));
        }
        assertThat(project.<List<Map<String, String>>>dataset("type: csv, path: f.tsv, delimiter: ;", Types.MAPS)
                        .load())
                .containsExactly(Map.of("a\tb", "1\t2,5"));
    }
}
