package dev.freshet.dataset.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.DatasetException;
import dev.freshet.dataset.Stamp;
import dev.freshet.dataset.TestProject;
import dev.freshet.dataset.Types;
import dev.freshet.dataset.format.TextCodec;
import dev.freshet.dataset.rule.ValueChecks;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What all datasets in files have in common: whole saves, and plain words for every failure. */
class FileDatasetTest {
    @TempDir
    Path real;

    private static final String OLD = "[\n  \"old\"\n]\n";

    private static void fails(Runnable action, String message) {
        assertThatThrownBy(action::run)
                .isInstanceOf(DatasetException.class)
                .hasMessage("dataset \"d\" " + message)
                .hasMessageNotContaining("\n");
    }

    private static Dataset<List<String>> json(TestProject project, String path) {
        return project.dataset("type: json, path: " + path, Types.TEXTS);
    }

    @Test
    void save_createsDirectoriesAndLeavesOnlyTheFile() {
        TestProject project = new TestProject(real);
        Dataset<List<String>> dataset = json(project, "a/b/f.json");
        assertThat(dataset.exists()).isFalse();
        dataset.save(List.of("x"));
        dataset.save(List.of("y"));
        assertThat(dataset.exists()).isTrue();
        assertThat(dataset.load()).containsExactly("y");
        assertThat(project.files("a/b")).containsExactly("f.json");
    }

    @Test
    void save_throughASymbolicLink_replacesWhatItLeadsTo() throws IOException {
        TestProject project = new TestProject(real).with("data/target.json", OLD);
        Files.createSymbolicLink(real.resolve("link.json"), Path.of("data/target.json"));
        json(project, "link.json").save(List.of("x"));
        assertThat(Files.isSymbolicLink(real.resolve("link.json"))).isTrue();
        assertThat(project.text("data/target.json")).contains("\"x\"");
        assertThat(project.files("data")).containsExactly("target.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "json", "jsonl", "text", "bytes"})
    void missingFile_namesTheNearest(String type) {
        TestProject project = new TestProject(real).with("data/flights.csv", "x");
        Dataset<Object> dataset = project.dataset(
                "type: " + type + ", path: data/fligths.csv",
                switch (type) {
                    case "bytes" -> byte[].class;
                    case "csv" -> Types.MAPS;
                    default -> Types.TEXTS;
                });
        assertThat(dataset.exists()).isFalse();
        fails(dataset::load, "(data/fligths.csv): the file does not exist; did you mean \"flights.csv\"?");
    }

    /** Whoever loads a file knows its digest: it is not read a second time to find that out. */
    @Test
    void load_digestsWhatItReads() throws IOException {
        TestProject project = new TestProject(real).with("data/f.txt", "text");
        Files.setLastModifiedTime(
                project.path("data/f.txt"), FileTime.from(Instant.now().minusSeconds(60)));
        FileContent content = new FileContent("f", new FileLocation(project.path("data/f.txt"), "data/f.txt"));
        Stamp stamp = content.stamp().orElseThrow();
        String expected = ContentDigest.of(new ByteArrayInputStream("text".getBytes(StandardCharsets.UTF_8)));
        assertThat(new ValueFileDataset("f", content, new TextCodec(StandardCharsets.UTF_8), ValueChecks.NONE).load())
                .isEqualTo("text");
        Files.delete(project.path("data/f.txt"));
        assertThat(content.digest(stamp)).isEqualTo(expected);
    }

    @Test
    void load_ofAPart_digestsNothing() throws IOException {
        TestProject project = new TestProject(real).with("data/f.txt", "text");
        FileContent content = new FileContent("f", new FileLocation(project.path("data/f.txt"), "data/f.txt"));
        Stamp stamp = content.stamp().orElseThrow();
        try (InputStream in = content.open()) {
            assertThat(in.read()).isEqualTo('t');
        }
        Files.delete(project.path("data/f.txt"));
        assertThatThrownBy(() -> content.digest(stamp)).isInstanceOf(DatasetException.class);
    }

    @Test
    void missingDirectory_isAMissingFile() {
        fails(json(new TestProject(real), "none/f.json")::load, "(none/f.json): the file does not exist");
    }

    @Test
    void directoryInPlaceOfTheFile_isAnError() throws IOException {
        TestProject project = new TestProject(real);
        Files.createDirectories(project.path("d/inner"));
        fails(json(project, "d")::load, "(d): a file is expected, but this is a directory");
        fails(() -> json(project, "d").save(List.of()), "(d): a file is expected, but this is a directory");
        assertThat(project.files("d")).containsExactly("inner");
        assertThat(project.files(".")).containsExactly("conf", "d");
    }

    @Test
    void fileInPlaceOfADirectory_isAnError() {
        TestProject project = new TestProject(real).with("d", "x");
        fails(json(project, "d/f.json")::load, "(d/f.json): a directory of the path is a file");
        fails(() -> json(project, "d/f.json").save(List.of()), "(d/f.json): a directory of the path is a file");
        assertThat(project.text("d")).isEqualTo("x");
    }

    @Test
    void fileThatMayNotBeRead_isAnError() throws IOException {
        TestProject project = new TestProject(real).with("f.json", "[]");
        Files.setPosixFilePermissions(project.path("f.json"), PosixFilePermissions.fromString("---------"));
        String path = "f.json";
        if (Files.isReadable(project.path("f.json"))) {
            // Permissions do not bind root, but those of write-only kernel files do.
            path = "/sys/bus/platform/drivers_probe";
        }
        fails(json(project, path)::load, "(" + path + "): no permission to read the file");
    }

    @Test
    void fileThatIsProtectedAgainstWriting_isNotReplaced() throws IOException {
        assertThat(asOtherUser("protected-file"))
                .isEqualTo("dataset \"d\" (out/f.json): no permission to write the file");
        assertThat(Files.readString(real.resolve("out/f.json"))).isEqualTo(OLD);
    }

    @Test
    void directoryThatMayNotBeWritten_isAnErrorAndKeepsTheOldFile() throws IOException {
        assertThat(asOtherUser("protected-directory"))
                .isEqualTo("dataset \"d\" (out/f.json): no permission to write the file");
        assertThat(Files.readString(real.resolve("out/f.json"))).isEqualTo(OLD);
        try (Stream<Path> files = Files.list(real.resolve("out"))) {
            assertThat(files).hasSize(1);
        }
    }

    /** Saves in a process of a user whom permissions bind, also when the tests run as root. */
    private String asOtherUser(String protection) throws IOException {
        TestProject project = new TestProject(real).with("out/f.json", OLD);
        project.catalog("d: {type: json, path: out/f.json}");
        boolean file = protection.equals("protected-file");
        Files.setPosixFilePermissions(
                real.resolve("out/f.json"), PosixFilePermissions.fromString(file ? "r--r--r--" : "rw-rw-rw-"));
        Files.setPosixFilePermissions(
                real.resolve("out"), PosixFilePermissions.fromString(file ? "rwxrwxrwx" : "r-xr-xr-x"));
        Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rwxr-xr-x"));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = List.of(java, "-cp", classPath(), FileDatasetTest.class.getName(), real.toString());
        try {
            Process process = new ProcessBuilder(isRoot() ? unprivileged(command) : command)
                    .redirectErrorStream(true)
                    .start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } finally {
            Files.setPosixFilePermissions(real.resolve("out"), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static List<String> unprivileged(List<String> command) {
        return Stream.concat(
                        Stream.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--inh-caps=-all"),
                        command.stream())
                .toList();
    }

    /** The class path where everybody may read it: build directories and repositories often are in a home directory. */
    private String classPath() throws IOException {
        StringBuilder copied = new StringBuilder();
        int number = 0;
        for (String entry : System.getProperty("java.class.path").split(java.io.File.pathSeparator)) {
            Path from = Path.of(entry);
            Path to = real.resolve("cp" + number++);
            if (Files.exists(from)) {
                try (Stream<Path> all = Files.walk(from)) {
                    for (Path path : (Iterable<Path>) all::iterator) {
                        Files.copy(path, to.resolve(from.relativize(path).toString()));
                    }
                }
                copied.append(copied.isEmpty() ? "" : java.io.File.pathSeparator)
                        .append(to);
            }
        }
        return copied.toString();
    }

    /** Saves the dataset of the project directory that is given, and prints the message of the failure. */
    public static void main(String[] arguments) {
        Dataset<List<String>> dataset =
                new TestProject(Path.of(arguments[0])).catalog().open("d", Types.TEXTS);
        Throwable thrown = catchThrowable(() -> dataset.save(List.of("new")));
        System.out.println(thrown == null ? "saved" : thrown.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "json", "jsonl", "text"})
    void fullDisk_isAnErrorAndKeepsTheOldFile(String type) {
        FileSystem files = Jimfs.newFileSystem(Configuration.unix().toBuilder()
                .setMaxSize(200_000)
                .setBlockSize(1000)
                .build());
        TestProject project = TestProject.on(files).with("out/f", "old");
        Dataset<Object> dataset =
                project.dataset("type: " + type + ", path: out/f", type.equals("csv") ? Types.LISTS : Types.TEXTS);
        Object one = type.equals("csv") ? List.of("x".repeat(1000)) : "x".repeat(1000);
        fails(() -> dataset.save(java.util.Collections.nCopies(1000, one)), "(out/f): the disk is full");
        assertThat(project.text("out/f")).isEqualTo("old");
        assertThat(project.files("out")).containsExactly("f");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void deviceWithoutSpace_isAFullDisk() {
        // Not through a dataset: it would replace the device by a file.
        IOException full =
                catchThrowableOfType(IOException.class, () -> Files.write(Path.of("/dev/full"), new byte[100]));
        assertThat(FileErrors.writing(full, Path.of("f"))).isEqualTo("the disk is full");
    }

    /** Values whose third one stops the process in the middle of a save, as far as the file system can tell. */
    private static Iterable<String> stopping(Throwable stop, Runnable before) {
        return () -> new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public String next() {
                if (++next > 20_000) {
                    before.run();
                    FileDatasetTest.<RuntimeException>sneak(stop);
                }
                return "value " + next;
            }
        };
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void sneak(Throwable thrown) throws E {
        throw (E) thrown;
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "jsonl"})
    void failureInTheMiddle_keepsTheOldFileAndItsOwnException(String type) {
        TestProject project = new TestProject(real).with("out/f", "old");
        Dataset<Iterable<String>> dataset =
                project.dataset("type: " + type + ", path: out/f", Types.iterable(String.class));
        Error stop = new AssertionError("stop");
        assertThat(catchThrowable(() -> dataset.save(stopping(stop, () -> {
                    assertThat(project.text("out/f")).isEqualTo("old");
                    assertThat(project.files("out"))
                            .as("half of the value, under its own name")
                            .hasSize(2)
                            .anyMatch(name -> name.startsWith(".f.") && name.endsWith(".tmp"));
                }))))
                .isSameAs(stop);
        assertThat(project.text("out/f")).isEqualTo("old");
        assertThat(project.files("out")).containsExactly("f");
    }

    @Test
    void failureInTheMiddle_ofTheFirstSave_leavesNoFile() {
        TestProject project = new TestProject(real);
        Dataset<Iterable<String>> dataset = project.dataset("type: text, path: out/f", Types.iterable(String.class));
        assertThat(catchThrowable(() -> dataset.save(stopping(new IllegalStateException("stop"), () -> {}))))
                .hasMessage("stop");
        assertThat(dataset.exists()).isFalse();
        assertThat(project.files("out")).isEmpty();
    }

    @Test
    void processThatDies_betweenWritingAndRename_leavesTheOldFile() throws Exception {
        TestProject project = new TestProject(real).with("out/f", "old");
        project.catalog("d: {type: text, path: out/f}");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        java, "-cp", System.getProperty("java.class.path"), Dying.class.getName(), real.toString())
                .inheritIO()
                .start();
        assertThat(process.waitFor()).isEqualTo(3);
        assertThat(project.text("out/f")).isEqualTo("old");
        assertThat(project.files("out"))
                .as("the half file is left, but not under the final name")
                .hasSize(2);
        Dataset<Iterable<String>> dataset = project.open("d", Types.iterable(String.class));
        assertThat(dataset.load()).containsExactly("old");
        dataset.save(List.of("new"));
        assertThat(project.text("out/f")).isEqualTo("new\n");
    }

    /** A process that is gone while it saves, without any cleaning up. */
    static final class Dying {
        private Dying() {}

        public static void main(String[] arguments) {
            Dataset<Iterable<String>> dataset =
                    new TestProject(Path.of(arguments[0])).catalog().open("d", Types.iterable(String.class));
            dataset.save(
                    stopping(new AssertionError(), () -> Runtime.getRuntime().halt(3)));
        }
    }
}
