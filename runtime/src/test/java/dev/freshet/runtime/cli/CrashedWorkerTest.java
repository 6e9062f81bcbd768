package dev.freshet.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.ForkedPipeline;
import dev.freshet.runtime.TestPipeline;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
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

    @Test
    void reportOfACrash_hasNoSecrets_andTheNodeIsCalledAgain() throws IOException {
        Path base = Files.createDirectories(project.resolve("conf/base"));
        Files.writeString(
                base.resolve("credentials.yml"),
                "db: {user: ana, password: planted-password-1}\ns3: {key: planted/key+2==, secret: '!planted3'}\n");
        Files.writeString(base.resolve("parameters.yml"), "db: {word: planted-named-7, other: replaced}\n");
        Files.writeString(base.resolve("run.yml"), "secret: [db.word, db.other]\n");
        Files.writeString(base.resolve("catalog.yml"), "x: {type: text, path: x.txt}\n");
        Path crashes = Files.createDirectories(project.resolve("crashes"));
        CommandLine.Ended ended = new CommandLine(
                        ForkedPipeline.of(
                                Crashing.class,
                                List.of(project.resolve("called").toString())),
                        project)
                .execute(
                        "run --params db.other=planted-given-10 --runner processes:1 --worker-options",
                        ForkedPipeline.option() + " -XX:ErrorFile=" + crashes.resolve("%p.log"));
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out() + ended.err()).contains("ended by signal 6");
        PlantedSecrets.assertNone("terminal", ended.out() + ended.err());
        try (Stream<Path> files = Files.list(crashes)) {
            assertThat(files).singleElement().satisfies(file -> {
                assertThat(file).content().contains("SIGSEGV", "Environment Variables:", "java_command:");
                PlantedSecrets.assertNone("report of the crash", Files.readString(file));
            });
        }
    }
}
