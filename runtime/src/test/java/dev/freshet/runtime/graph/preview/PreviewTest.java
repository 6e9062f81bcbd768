package dev.freshet.runtime.graph.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.config.ConfigException;
import dev.freshet.runtime.TestPipeline;
import dev.freshet.runtime.graph.GraphViews;
import dev.freshet.runtime.graph.Preview;
import dev.freshet.runtime.run.Run;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is shown of the content of datasets. */
final class PreviewTest {
    private static final String SECRET = "s3cr3t-of-the-shop";

    @TempDir
    Path project;

    /** A row of the orders. */
    record Order(int id, String customer) {}

    private static final Type ORDERS = new ListOf(Order.class);

    private record MapOf() implements java.lang.reflect.ParameterizedType {
        @Override
        public Type[] getActualTypeArguments() {
            return new Type[] {String.class, String.class};
        }

        @Override
        public Type getRawType() {
            return Map.class;
        }

        @Override
        public Type getOwnerType() {
            return Map.class;
        }
    }

    private record ListOf(Type element) implements java.lang.reflect.ParameterizedType {
        @Override
        public Type[] getActualTypeArguments() {
            return new Type[] {element};
        }

        @Override
        public Type getRawType() {
            return List.class;
        }

        @Override
        public Type getOwnerType() {
            return List.class;
        }
    }

    static TestPipeline pipeline() {
        return new TestPipeline(
                        "use = P.use(orders, lines, note, photo, broken, gone, parts, params:key) -> made, kept\nend = P.end(made) -> done\n")
                .type("orders", ORDERS)
                .type("lines", new ListOf(String.class))
                .type("broken", ORDERS)
                .type("gone", ORDERS)
                .type("photo", byte[].class)
                .type("parts", new MapOf());
    }

    @BeforeEach
    void writeProject() throws IOException {
        write("conf/base/catalog.yml", """
                orders: {type: csv, path: orders.csv}
                lines: {type: text, path: lines.txt}
                note: {type: text, path: note.txt}
                photo: {type: bytes, path: photo.png}
                broken: {type: csv, path: broken.csv}
                gone: {type: csv, path: gone.csv}
                parts: {type: text, path: "parts/*.txt"}
                kept: {type: text, path: kept.txt}
                done: {type: text, path: done.txt}
                """);
        write("conf/base/parameters.yml", "key: " + SECRET + "\n");
        write("conf/base/run.yml", "secret: [key]\n");
        write("orders.csv", "id,customer\n1,Ana\n2," + SECRET + "\n");
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(project.resolve(file).getParent());
        Files.writeString(project.resolve(file), text);
    }

    private Preview preview(String dataset) {
        return Run.of(pipeline())
                .conf(project.resolve("conf"))
                .graph(new GraphViews.Wanted(false, new LinkedHashSet<>(List.of(dataset))))
                .views()
                .previews()
                .get(0);
    }

    private static Preview text(String dataset, String text, String note) {
        return new Preview(dataset, new Preview.Text(text), note);
    }

    private static Preview nothing(String dataset, String note) {
        return new Preview(dataset, new Preview.None(), note);
    }

    @Test
    void records_areRowsByTheirComponents_withoutSecrets() {
        assertThat(preview("orders"))
                .isEqualTo(new Preview(
                        "orders",
                        new Preview.Table(List.of("id", "customer"), List.of(List.of("1", "Ana"), List.of("2", "***"))),
                        ""));
    }

    @Test
    void manyRows_areCut_andItIsSaid() throws IOException {
        StringBuilder csv = new StringBuilder("id,customer\n");
        IntStream.range(0, 51)
                .forEach(i -> csv.append(i).append(",").append("x".repeat(300)).append('\n'));
        write("orders.csv", csv.toString());
        Preview cut = preview("orders");
        assertThat(cut.note()).isEqualTo("only the first 50 rows");
        assertThat(((Preview.Table) cut.content()).rows()).hasSize(50);
        assertThat(((Preview.Table) cut.content()).rows().get(0).get(1)).isEqualTo("x".repeat(200) + "...");
        write("orders.csv", csv.substring(0, csv.lastIndexOf("50,")));
        assertThat(preview("orders").note()).isEmpty();
    }

    @Test
    void text_isItsBeginning_withoutSecretsAtTheCut() throws IOException {
        write("note.txt", "of " + SECRET + " and <b>");
        assertThat(preview("note")).isEqualTo(text("note", "of *** and <b>", ""));
        write("note.txt", "x".repeat(15_990) + SECRET + "y".repeat(100));
        assertThat(preview("note"))
                .isEqualTo(text("note", "x".repeat(15_990) + "***yyyyyyy", "only the first 16000 characters"));
        write("note.txt", "a\u0000b");
        assertThat(preview("note")).isEqualTo(nothing("note", "its content is not text"));
    }

    @Test
    void imagesAndPartitions_areShown() throws IOException {
        Files.write(project.resolve("photo.png"), new byte[] {1, 2, 3});
        assertThat(preview("photo"))
                .isEqualTo(new Preview("photo", new Preview.Image("data:image/png;base64,AQID"), ""));
        Files.write(project.resolve("photo.png"), new byte[1_000_001]);
        assertThat(preview("photo")).isEqualTo(nothing("photo", "it has more than 1 MB"));
        write("parts/a.txt", "first");
        write("parts/b.txt", "second");
        assertThat(preview("parts")).isEqualTo(text("parts", "first", "partition a of 2"));
    }

    @Test
    void whatCannotBeRead_isOneLine() throws IOException {
        write("broken.csv", "id,customer\nmany,Ana\n");
        assertThat(preview("broken").content()).isEqualTo(new Preview.None());
        assertThat(preview("broken").note()).contains("broken.csv:2", "many").doesNotContain("\n", project.toString());
        assertThat(preview("gone").note()).contains("gone.csv").doesNotContain("\n", project.toString());
        assertThat(preview("made")).isEqualTo(nothing("made", "it is in memory, for one run"));
        assertThatThrownBy(() -> preview("ordres"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("there is no dataset \"ordres\" to preview; did you mean \"orders\"?");
    }

    /** Files of 10 GB that occupy some kilobytes: what follows their first bytes are zeros. */
    @Test
    void hugeFiles_needLittleMemory() throws IOException, InterruptedException {
        huge("orders.csv", "id,customer\n" + "1,Ana\n".repeat(200_000));
        huge("lines.txt", "one\n".repeat(1000));
        huge("broken.csv", "id,customer\n1,\"never closed ");
        huge("note.txt", "x".repeat(20_000) + "\n");
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PreviewChild.class.getName(),
                        project.toString(),
                        "orders",
                        "lines",
                        "note",
                        "broken")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(printed.lines().toList().subList(0, 3))
                .containsExactly(
                        "orders: 50 rows of [id, customer]; only the first 50 rows",
                        "lines: 50 rows of [value]; only the first 50 rows",
                        "note: 16000 characters; only the first 16000 characters");
        assertThat(printed.lines().toList().get(3)).startsWith("broken: nothing; ");
        assertThat(child.exitValue()).isZero();
    }

    private void huge(String name, String head) throws IOException {
        write(name, head);
        try (RandomAccessFile file = new RandomAccessFile(project.resolve(name).toFile(), "rw")) {
            file.setLength(10L << 30);
        }
    }
}
