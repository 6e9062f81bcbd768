package dev.freshet.runtime.run.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.config.KnownSecrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CrashReportsTest {
    @TempDir
    Path project;

    private Path written(String name, String text) throws IOException {
        Path temporary = Files.createDirectories(project.resolve("worker"));
        Files.writeString(temporary.resolve(name), text);
        return temporary;
    }

    @Test
    void report_ofAnEarlierProcessWithTheSameNumber_isReplaced() throws IOException {
        CrashReports crashes = CrashReports.in(project.resolve("state"));
        crashes.keep(written("hs_err_pid7.log", "a longer report"), 7);
        Path report = crashes.keep(written("hs_err_pid7.log", "report"), 7).orElseThrow();
        assertThat(report).hasContent("report").isEqualTo(project.resolve("state/crashes/hs_err_pid7.log"));
    }

    @Test
    void fileOfTheCompiler_isKeptToo_withStars() throws IOException {
        KnownSecrets.add("planted-in-a-crash");
        CrashReports crashes = CrashReports.in(project.resolve("state"));
        assertThat(crashes.keep(written("replay_pid7.log", "field planted-in-a-crash"), 7))
                .isEmpty();
        assertThat(project.resolve("state/crashes/replay_pid7.log")).hasContent("field ***");
    }

    @Test
    void workerWithoutReport_leavesTheStateAlone() throws IOException {
        assertThat(CrashReports.in(project.resolve("state")).keep(written("hs_err_pid8.log", ""), 7))
                .isEmpty();
        assertThat(project.resolve("state")).doesNotExist();
    }

    @Test
    void oldReports_areDeleted() throws IOException {
        CrashReports crashes = CrashReports.in(project.resolve("state"));
        for (int pid = 1; pid <= 19; pid++) {
            Path report =
                    crashes.keep(written("hs_err_pid" + pid + ".log", ""), pid).orElseThrow();
            Files.setLastModifiedTime(report, FileTime.fromMillis(100_000L - pid));
        }
        crashes.keep(written("hs_err_pid20.log", ""), 20);
        crashes.keep(written("hs_err_pid21.log", ""), 21);
        try (Stream<Path> files = Files.list(crashes.directory())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .hasSize(20)
                    .contains("hs_err_pid21.log", "hs_err_pid20.log", "hs_err_pid1.log", "hs_err_pid18.log")
                    .doesNotContain("hs_err_pid19.log");
        }
    }

    @Test
    void options_thatTheUserGave_stay_andPerCentSignsAreDoubled() {
        assertThat(CrashReports.options(Path.of("/a%p"), List.of("-XX:ErrorFile=own")))
                .containsExactly("-XX:ReplayDataFile=/a%%p/replay_pid%p.log");
    }
}
