package dev.freshet.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.TestPipeline;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The command line in processes of their own, with other working directories and outputs. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ProjectDirectoryTest {
    private static final File FULL = new File("/dev/full");

    @TempDir
    Path root;

    /** The program. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) {
            TestPipeline pipeline =
                    new TestPipeline("a = P.a() -> x\n").node("a", (in, context) -> new Object[] {"made"});
            System.exit(Freshet.main(pipeline, arguments));
        }
    }

    private record Ended(int code, String err) {}

    private Ended execute(Path working, File out, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(working.toFile())
                .redirectOutput(out)
                .start();
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), err);
    }

    private Path makeProject() throws IOException {
        Path project = root.resolve("project");
        Files.createDirectories(project.resolve("conf/base"));
        Files.writeString(project.resolve("conf/base/catalog.yml"), "x: {type: text, path: x.txt}\n");
        return project;
    }

    @Test
    void subdirectory_belongsToTheProjectAboveIt() throws IOException, InterruptedException {
        Path project = makeProject();
        Path below = Files.createDirectories(project.resolve("src/main"));
        for (String[] arguments : List.of(new String[0], new String[] {"run"}, new String[] {"catalog", "check"})) {
            assertThat(execute(below, root.resolve("out").toFile(), arguments)).isEqualTo(new Ended(0, ""));
        }
        assertThat(project.resolve("x.txt")).hasContent("made");
        assertThat(project.resolve(".freshet")).isDirectory();
        assertThat(below).isEmptyDirectory();
    }

    @Test
    void mistake_outsideAProject_isOneLine_andAnAnswerSaysThatNothingIsStored()
            throws IOException, InterruptedException {
        File out = root.resolve("out").toFile();
        Ended mistaken = execute(root, out, "plan", "--nodes", "b");
        assertThat(mistaken.code()).isEqualTo(2);
        assertThat(mistaken.err()).hasLineCount(1).contains("\"b\"").doesNotContain("conf");
        Ended answered = execute(root, out, "fingerprints");
        assertThat(answered.code()).isZero();
        assertThat(answered.err()).hasLineCount(1).contains("there is no directory \"conf\" here or above");
    }

    @Test
    void commandsThatChangeTheState_outsideAProject_changeNothing() throws IOException, InterruptedException {
        for (String[] arguments : List.of(new String[] {"clean"}, new String[] {"accept", "a"})) {
            Ended ended = execute(root, root.resolve("out").toFile(), arguments);
            assertThat(ended.code()).isEqualTo(2);
            assertThat(ended.err())
                    .isEqualTo(root.toRealPath()
                            + ": there is no directory \"conf\" here or above; set --conf-source to the"
                            + " configuration directory\n");
        }
        assertThat(root.resolve(".freshet")).doesNotExist();
    }

    @Test
    @EnabledIf("hasFullDevice")
    void outputThatCannotBeWritten_exits1() throws IOException, InterruptedException {
        for (String command : List.of("list", "run")) {
            assertThat(execute(makeProject(), FULL, command))
                    .isEqualTo(new Ended(1, "not all output could be written to standard output\n"));
        }
    }

    static boolean hasFullDevice() {
        return FULL.exists();
    }
}
