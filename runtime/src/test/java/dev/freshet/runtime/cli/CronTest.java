package dev.freshet.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.ForkedPipeline;
import dev.freshet.runtime.TestPipeline;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** A run as cron starts it: without variables, so that the locale has ASCII only, in another directory. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@EnabledOnOs(OS.LINUX)
final class CronTest {
    @TempDir
    Path project;

    /** The program. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) {
            System.exit(Freshet.main(ForkedPipeline.create(), arguments));
        }
    }

    public static final class Nodes implements ForkedPipeline.Script {
        @Override
        public TestPipeline pipeline(List<String> lines) {
            return new TestPipeline("a = P.a(in) -> x\n").node("a", (in, context) -> new Object[] {in[0]});
        }
    }

    @Test
    void localeWithoutUmlauts_isTold_andJsonStaysWhole() throws Exception {
        ForkedPipeline.of(Nodes.class, List.of());
        Path base = Files.createDirectories(project.resolve("conf/base"));
        Files.writeString(
                base.resolve("catalog.yml"),
                "in: {type: text, path: orders.txt, größe: 1}\nx: {type: text, path: bestellungen_ä.txt}\n");
        Path errors = project.resolve("errors");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        ForkedPipeline.option(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        "run",
                        "--json",
                        "--conf-source",
                        base.getParent().toString())
                .directory(Files.createDirectory(project.resolve("elsewhere")).toFile())
                .redirectError(errors.toFile());
        builder.environment().clear();
        Process child = builder.start();
        byte[] out = child.getInputStream().readAllBytes();
        assertThat(child.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(child.exitValue()).isEqualTo(Freshet.USAGE);
        assertThat(Files.readString(errors, StandardCharsets.UTF_8))
                .contains("catalog.yml:2:23: \"path\" has letters that this process cannot use in names of files")
                .contains("start it with LC_ALL=C.UTF-8");
        assertThat(new JsonMapper().readTree(out).toString())
                .contains("unknown option \"größe\"".replace("\"", "\\\""));
    }
}
