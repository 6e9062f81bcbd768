package dev.freshet.zstd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.freshet.config.Configuration;
import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.DatasetException;
import dev.freshet.dataset.RecordDataset;
import dev.freshet.dataset.RecordOutput;
import dev.freshet.dataset.catalog.Catalog;
import dev.freshet.wiring.GenericTypes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that are packed with Zstandard. */
class ZstdTest {
    private static final long SEED = Long.getLong("freshet.seed", 20261121L);
    private static final Type TEXTS = GenericTypes.parameterized(List.class, String.class);
    private static final Type MAPS =
            GenericTypes.parameterized(List.class, GenericTypes.parameterized(Map.class, String.class, String.class));

    /** What the reference implementation made, with a check sum and without. */
    private static final String FIRST = "28b52ffd04589900006e2c746578740a312c6f6e650a322c74776f0ab83f9c4d";

    private static final String SECOND = "28b52ffd0068410000332c74687265650a";

    @TempDir
    Path directory;

    private static Dataset<Object> dataset(Path project, String type, Type java) throws IOException {
        Path base = Files.createDirectories(project.resolve("conf/base"));
        Files.writeString(base.resolve("catalog.yml"), "d: {type: " + type + ", path: f.csv.zst}");
        return Catalog.of(Configuration.load(project.resolve("conf"), "local", Map.of()))
                .open("d", java);
    }

    private Dataset<Object> dataset(String type, Type java) throws IOException {
        return dataset(directory, type, java);
    }

    private Path file() {
        return directory.resolve("f.csv.zst");
    }

    private static byte[] packed(byte[] content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new Zstd().pack(packed)) {
            out.write(content);
        }
        return packed.toByteArray();
    }

    static Stream<Arguments> values() {
        return Stream.of(
                arguments("csv", MAPS, List.of(Map.of("a", "1"), Map.of("a", "2"))),
                arguments("json", TEXTS, List.of("x")),
                arguments("jsonl", TEXTS, List.of("x", "y")),
                arguments("text", String.class, "é\n".repeat(100_000)),
                arguments("text", TEXTS, List.of()),
                arguments("bytes", byte[].class, new byte[3_000_000]));
    }

    @ParameterizedTest
    @MethodSource("values")
    void value_isPackedAndUnpacked(String type, Type java, Object value) throws IOException {
        Dataset<Object> dataset = dataset(type, java);
        dataset.save(value);
        byte[] saved = Files.readAllBytes(file());
        assertThat(saved).startsWith(HexFormat.of().parseHex("28b52ffd"));
        assertThat(dataset.load()).isEqualTo(value);
        dataset.save(value);
        assertThat(Files.readAllBytes(file())).as("packed again").isEqualTo(saved);
    }

    @Test
    void file_thatTheReferenceImplementationPackedInSeveralFrames_isRead() throws IOException {
        Files.write(file(), HexFormat.of().parseHex(FIRST + SECOND));
        assertThat(dataset("text", String.class).load()).isEqualTo("n,text\n1,one\n2,two\n3,three\n");
    }

    /** A skippable frame of 3 bytes, with the first and the last of their magic numbers. */
    private static final List<String> SKIPPABLE = List.of("502a4d1803000000414243", "5f2a4d1803000000414243");

    @Test
    void skippableFrames_areSkipped() throws IOException {
        for (String skippable : SKIPPABLE) {
            Files.write(
                    file(), HexFormat.of().parseHex(skippable + FIRST + skippable + skippable + SECOND + skippable));
            assertThat(dataset("text", String.class).load()).isEqualTo("n,text\n1,one\n2,two\n3,three\n");
            Files.write(file(), HexFormat.of().parseHex(skippable));
            assertThat(dataset("text", String.class).load()).isEqualTo("");
        }
    }

    static Stream<Arguments> damaged() throws IOException {
        byte[] whole = HexFormat.of().parseHex(FIRST);
        byte[] checksum = whole.clone();
        checksum[whole.length - 1] ^= 1;
        byte[] magic = whole.clone();
        magic[0] ^= 1;
        String ends = "the file ends within its zstd data: it is empty or cut off";
        String damaged = "the file is not a zstd file, or it is damaged (";
        return Stream.of(
                arguments("empty", new byte[0], ends),
                arguments("one byte", Arrays.copyOf(whole, 1), ends),
                arguments("the magic number only", Arrays.copyOf(whole, 4), ends),
                arguments("cut in the middle", Arrays.copyOf(whole, whole.length / 2), ends),
                arguments("without check sum", Arrays.copyOf(whole, whole.length - 4), ends),
                arguments(
                        "skippable frame cut off", Arrays.copyOf(HexFormat.of().parseHex(SKIPPABLE.get(0)), 9), ends),
                arguments("junk after a frame", HexFormat.of().parseHex(FIRST + "414243444546"), damaged),
                arguments("one byte after a frame", HexFormat.of().parseHex(FIRST + "41"), ends),
                arguments(
                        "damaged second frame",
                        HexFormat.of().parseHex(SECOND + FIRST.replace("6f6e65", "6f6e66")),
                        damaged),
                arguments("wrong check sum", checksum, damaged),
                arguments("wrong magic number", magic, damaged),
                arguments("plain text", "a,b\n1,2\n3,4\n".getBytes(StandardCharsets.UTF_8), damaged),
                arguments("gzip", HexFormat.of().parseHex("1f8b0800000000000003"), damaged));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damaged")
    void damagedFile_isOneLine(String name, byte[] bytes, String message) throws IOException {
        Files.write(file(), bytes);
        for (String type : List.of("text", "csv", "json", "jsonl", "bytes")) {
            Dataset<Object> dataset = dataset(
                    type,
                    switch (type) {
                        case "bytes" -> byte[].class;
                        case "csv" -> MAPS;
                        case "text" -> String.class;
                        default -> TEXTS;
                    });
            assertThatThrownBy(dataset::load)
                    .as(type)
                    .isInstanceOf(DatasetException.class)
                    .hasMessageStartingWith("dataset \"d\" (f.csv.zst): " + message)
                    .hasMessageNotContaining("\n");
        }
    }

    @Test
    void everyCut_isNoticed() throws IOException {
        Dataset<Object> dataset = dataset("text", String.class);
        byte[] whole = packed(text(3000).getBytes(StandardCharsets.UTF_8));
        for (int length = 0; length < whole.length; length += 1 + length / 50) {
            Files.write(file(), Arrays.copyOf(whole, length));
            assertThatThrownBy(dataset::load)
                    .as("%d of %d bytes", length, whole.length)
                    .isInstanceOf(DatasetException.class)
                    .hasMessage(
                            "dataset \"d\" (f.csv.zst): the file ends within its zstd data: it is empty or cut off");
        }
    }

    private static String text(int lines) {
        Random random = new Random(SEED);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines; i++) {
            text.append(random.nextInt(1 << random.nextInt(20))).append(random.nextBoolean() ? "," : "\n");
        }
        return text.toString();
    }

    /** Whatever was flipped: the text is there, or one line says why not. */
    @Test
    void flippedBits_areNoticed() throws IOException {
        Dataset<Object> dataset = dataset("text", String.class);
        String text = text(300);
        byte[] whole = packed(text.getBytes(StandardCharsets.UTF_8));
        Random random = new Random(SEED);
        for (int i = 0; i < 1000; i++) {
            byte[] flipped = whole.clone();
            flipped[random.nextInt(i % 2 == 0 ? 40 : whole.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(file(), flipped);
            Throwable thrown = catchThrowable(() -> assertThat(dataset.load()).isEqualTo(text));
            if (thrown != null) {
                assertThat(thrown)
                        .as("flip %d, seed %d", i, SEED)
                        .isInstanceOf(DatasetException.class)
                        .hasMessageContaining("zstd")
                        .hasMessageNotContaining("\n");
            }
        }
    }

    /** In a process with far less memory than the content takes. */
    @Test
    void records_arePackedAndUnpackedInConstantMemory() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx40m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ZstdTest.class.getName(),
                        directory.toString())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        assertThat(printed).endsWith("3000000 lines\n");
        assertThat(Files.size(file())).isBetween(40_000_000L, 60_000_000L);
    }

    /** Writes and reads 120 MB of lines in the project directory that is given. */
    public static void main(String[] arguments) throws IOException {
        RecordDataset lines = (RecordDataset) ZstdTest.<Object>dataset(Path.of(arguments[0]), "text", TEXTS);
        try (RecordOutput output = lines.replace()) {
            for (int i = 0; i < 3_000_000; i++) {
                output.write(i * 0x9E3779B97F4A7C15L + " and some more");
            }
            output.commit();
        }
        try (Stream<Object> all = lines.stream()) {
            System.out.println(all.count() + " lines");
        }
    }
}
