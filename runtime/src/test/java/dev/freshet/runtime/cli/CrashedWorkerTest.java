package dev.freshet.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.ForkedPipeline;
import dev.freshet.runtime.TestPipeline;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A worker process whose virtual machine crashes while its node holds secrets. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@EnabledOnOs(OS.LINUX)
final class CrashedWorkerTest {
    @TempDir
    Path project;

    /** A node that crashes when it is called for the first time. */
    public static final class Crashing implements ForkedPipeline.Script {
        @Override
        public TestPipeline pipeline(List<String> lines) {
            Path called = Path.of(lines.get(0));
            return new TestPipeline("a = P.a(params:db) -> x\n")
                    .type("params:db", Map.class)
                    .node("a", (in, context) -> {
                        String secrets = in[0].toString();
                        if (Files.notExists(called)) {
                            Files.writeString(called, "");
                            crash();
                        }
                        return new Object[] {secrets.length() + " characters"};
                    });
        }

        /** Writes to an address that no process has. */
        private static void crash() throws ReflectiveOperationException {
            Class<?> type = Class.forName("sun.misc.Unsafe");
            Field unsafe = type.getDeclaredField("theUnsafe");
            unsafe.setAccessible(true);
            type.getMethod("putAddress", long.class, long.class).invoke(unsafe.get(null), 0L, 0L);
        }
    }

    /** Runs the node with secrets in its parameters; the run calls it again after the crash. */
    private CommandLine.Ended crash(String workerOptions) throws IOException {
        Path base = Files.createDirectories(project.resolve("conf/base"));
        Files.writeString(
                base.resolve("credentials.yml"),
                "db: {user: ana, password: planted-password-1}\ns3: {key: planted/key+2==, secret: '!planted3'}\n");
        Files.writeString(base.resolve("parameters.yml"), "db: {word: planted-named-7, other: replaced}\n");
        Files.writeString(base.resolve("run.yml"), "secret: [db.word, db.other]\n");
        Files.writeString(base.resolve("catalog.yml"), "x: {type: text, path: x.txt}\n");
        CommandLine.Ended ended = new CommandLine(
                        ForkedPipeline.of(
                                Crashing.class,
                                List.of(project.resolve("called").toString())),
                        project)
                .execute(
                        "run --params db.other=planted-given-10 --runner processes:1 --worker-options",
                        ForkedPipeline.option() + workerOptions);
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out() + ended.err()).contains("ended by signal 6");
        PlantedSecrets.assertNone("terminal", ended.out() + ended.err());
        return ended;
    }

    private static Path onlyFile(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return all.get(0);
        }
    }

    @Test
    void reportOfACrash_isInThePlaceThatTheUserNames_andHasNoSecrets() throws IOException {
        Path crashes = Files.createDirectories(project.resolve("crashes"));
        crash(" -XX:ErrorFile=" + crashes.resolve("%p.log"));
        Path report = onlyFile(crashes);
        assertThat(report).content().contains("SIGSEGV", "Environment Variables:", "java_command:");
        PlantedSecrets.assertNone("report of the crash", Files.readString(report));
        assertThat(project.resolve(".freshet/crashes")).doesNotExist();
    }

    @Test
    void reportOfACrash_isPrivateInTheState_withStarsForSecrets_andTheMessageNamesIt() throws IOException {
        CommandLine.Ended ended = crash(" -Dplanted=planted-named-7");
        Path report = onlyFile(project.resolve(".freshet/crashes"));
        assertThat(report.getFileName().toString()).matches("hs_err_pid[0-9]+\\.log");
        assertThat(report).content().contains("SIGSEGV", "java_command:", "-Dplanted=***");
        PlantedSecrets.assertNone("report of the crash", Files.readString(report));
        assertThat(Files.getPosixFilePermissions(report)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.getPosixFilePermissions(report.getParent()))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThat(ended.out() + ended.err()).contains("ended by signal 6; its report is " + report);
        assertThat(Path.of(report.getFileName().toString()))
                .as("in the working directory")
                .doesNotExist();
    }
}
