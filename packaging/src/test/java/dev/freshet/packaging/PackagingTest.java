package dev.freshet.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The program runs as one jar and as a jar beside a directory of libraries, with the exit codes of the pages. */
final class PackagingTest {
    private static final String PACKED = System.getProperty("packed", "");
    private static final Path ONE_JAR = Path.of(PACKED + "-all.jar");
    private static final Path WITH_LIBRARIES = Path.of(PACKED + ".jar");
    private static final int SECONDS = 300;

    @TempDir
    Path project;

    private record Ended(int code, String text) {}

    @BeforeEach
    void writeProject() throws IOException {
        Path base = Files.createDirectories(project.resolve("conf/base"));
        Files.copy(Path.of("conf/base/catalog.yml"), base.resolve("catalog.yml"));
        Files.copy(Path.of("conf/base/parameters.yml"), base.resolve("parameters.yml"));
        Files.createDirectories(project.resolve("data"));
        Files.writeString(project.resolve("data/items.csv"), "name,count\nbolt,40\nnut,3\nscrew,0\n");
    }

    private Process start(Path jar, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-jar", jar.toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(project.toFile())
                .redirectErrorStream(true)
                .start();
    }

    private Ended run(Path jar, String... arguments) throws Exception {
        Process process = start(jar, arguments);
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), text);
    }

    /** The state does not depend on how the program is packed. */
    @Test
    void program_runsAsOneJar_andIsUpToDateForTheOther() throws Exception {
        // Its manifest names the libraries, which must not be beside it here.
        Path oneJar = Files.copy(ONE_JAR, project.resolve("one.jar"));
        Ended first = run(oneJar);
        assertThat(first.text()).contains("3 of 3 nodes succeeded");
        assertThat(first.code()).isZero();
        assertThat(Files.readString(project.resolve("data/total.json")).strip()).isEqualTo("40");
        assertThat(run(WITH_LIBRARIES)).isEqualTo(new Ended(0, "nothing to run: 3 nodes are up to date\n"));
        Ended failed = run(WITH_LIBRARIES, "run", "--params", "least=-1");
        assertThat(failed.text()).contains("least is negative");
        assertThat(failed.code()).isEqualTo(1);
        assertThat(run(oneJar, "run", "--params", "lest=1").code()).isEqualTo(2);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void programThatIsAskedToEnd_endsSoon_andTheNextRunResumes() throws Exception {
        Process process = start(WITH_LIBRARIES, "run", "--params", "wait=true");
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = out.readLine();
            while (line != null && !line.equals("waiting")) {
                line = out.readLine();
            }
            assertThat(line).isEqualTo("waiting");
            // Process.destroy would also close the streams.
            process.toHandle().destroy();
            List<String> rest = out.lines().toList();
            assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(rest).contains("the run was cancelled; the next run resumes where it stopped");
            assertThat(process.exitValue()).isEqualTo(143);
        } finally {
            process.destroyForcibly();
        }
        assertThat(run(WITH_LIBRARIES).text()).contains("1 of 3 nodes succeeded", "2 were up to date");
    }

    /** The manifest of the jar with everything is not Freshet's. */
    @Test
    void version_isNamedByBothJars() throws Exception {
        Ended expected = new Ended(0, "Freshet " + System.getProperty("version") + "\n");
        assertThat(run(ONE_JAR, "--version")).isEqualTo(expected);
        assertThat(run(WITH_LIBRARIES, "--version")).isEqualTo(expected);
    }

    /** Without the merged files, one extension of several is found. */
    @Test
    void jarOfAll_namesTheServicesOfAllExtensions() throws Exception {
        try (JarFile jar = new JarFile(ONE_JAR.toFile())) {
            ZipEntry services =
                    Objects.requireNonNull(jar.getEntry("META-INF/services/dev.freshet.dataset.FileFormat"));
            String text = new String(jar.getInputStream(services).readAllBytes(), StandardCharsets.UTF_8);
            assertThat(text.lines()).contains("dev.freshet.excel.ExcelFormat", "dev.freshet.xml.XmlFormat");
        }
    }
}
