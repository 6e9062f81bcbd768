package dev.freshet.processor.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.runtime.change.Decision;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.run.Run;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A build goes on while a run does: what the new classes make is never recorded as made by the old ones. */
final class ReplacedCodeTest {
    private static final String FLOW = """
            package live;
            import dev.freshet.*;
            import java.nio.file.*;
            @Pipeline(inputs = {"from", "to"})
            public final class Flow {
                @Node
                static String built(@Param("from") String from, @Param("to") String to) throws Exception {
                    for (String name : new String[] {"live/Helper.class", "META-INF/freshet/fp/live.Helper.fp"}) {
                        Files.copy(Path.of(from, name), Path.of(to, name), StandardCopyOption.REPLACE_EXISTING);
                    }
                    return "built";
                }
                @Node
                static String used(String built) { return Helper.text(); }
                @Node
                static String apart(String built) { return "apart"; }
            }
            """;
    /** The node itself puts new classes there, and fails at the second partition. */
    private static final String LONE = """
            package live;
            import dev.freshet.*;
            import java.nio.file.*;
            @Pipeline(inputs = {"from", "to", "days"})
            public final class Lone {
                @Node(inputs = {"days", "params:from", "params:to"}, outputs = "loud", each = "days", atOnce = 1)
                static String loud(String day, String from, String to) throws Exception {
                    if (day.equals("bad")) {
                        throw new IllegalStateException("bad");
                    }
                    for (String name : new String[] {"live/Helper.class", "META-INF/freshet/fp/live.Helper.fp"}) {
                        Files.copy(Path.of(from, name), Path.of(to, name), StandardCopyOption.REPLACE_EXISTING);
                    }
                    return Helper.text();
                }
            }
            """;

    private static final String HELPER =
            "package live; final class Helper { static String text() { return \"old\"; } }";

    @TempDir
    Path directory;

    private Path classes;

    @BeforeEach
    void compile() throws IOException {
        Path source = Files.createDirectories(directory.resolve("src"));
        Files.writeString(source.resolve("Flow.java"), FLOW);
        Files.writeString(source.resolve("Lone.java"), LONE);
        Files.writeString(source.resolve("Helper.java"), HELPER);
        classes = directory.resolve("classes");
        SourceCompiler.compile(MutationTest.files(source), classes, List.of());
        SourceCompiler.compile(MutationTest.files(source), directory.resolve("old"), List.of());
        Files.writeString(source.resolve("Helper.java"), HELPER.replace("old", "new"));
        SourceCompiler.compile(MutationTest.files(source), directory.resolve("new"), List.of());
        Path base = Files.createDirectories(directory.resolve("conf/base"));
        Files.writeString(
                base.resolve("catalog.yml"),
                "built: {type: text, path: built.txt}\nused: {type: text, path: used.txt}\n"
                        + "apart: {type: text, path: apart.txt}\n"
                        + "days: {type: text, path: 'days/*.txt'}\nloud: {type: text, path: 'loud/*.txt'}\n");
        Files.writeString(
                base.resolve("parameters.yml"), "from: " + directory.resolve("new") + "\nto: " + classes + "\n");
    }

    private URLClassLoader loader() throws IOException {
        return new URLClassLoader(new URL[] {classes.toUri().toURL()}, ReplacedCodeTest.class.getClassLoader());
    }

    private Run run(ClassLoader loader) {
        return run(loader, "live.FlowPipeline");
    }

    private Run run(ClassLoader loader, String name) {
        try {
            Object pipeline = loader.loadClass(name).getMethod("create").invoke(null);
            return Run.of((CompiledPipeline) pipeline).conf(directory.resolve("conf"));
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private void putBack() throws IOException {
        putOld(classes);
    }

    private void putOld(Path target) throws IOException {
        for (String name : List.of("live/Helper.class", "META-INF/freshet/fp/live.Helper.fp")) {
            Files.copy(
                    directory.resolve("old").resolve(name), target.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Test
    void node_thatRanReplacedCode_isNotRecorded_andOthersAre() throws IOException {
        try (URLClassLoader loader = loader()) {
            run(loader).start();
            assertThat(directory.resolve("used.txt")).hasContent("new");
        }
        putBack();
        try (URLClassLoader loader = loader()) {
            Map<String, Decision> decisions = run(loader).plan().decisions();
            assertThat(decisions.get("built")).isInstanceOf(Decision.UpToDate.class);
            assertThat(decisions.get("used")).isInstanceOf(Decision.Stale.class);
        }
    }

    /** No node has ended, and yet there are partitions. */
    @Test
    void partitions_ofALoneNodeThatFailed_doNotCount_ifItsCodeWasReplaced() throws IOException {
        Path days = Files.createDirectories(directory.resolve("days"));
        Files.writeString(days.resolve("1.txt"), "good");
        Files.writeString(days.resolve("2.txt"), "bad");
        try (URLClassLoader loader = loader()) {
            assertThatThrownBy(() -> run(loader, "live.LonePipeline").start().orThrow())
                    .hasStackTraceContaining("bad");
            assertThat(directory.resolve("loud/1.txt")).hasContent("new");
        }
        putBack();
        putOld(directory.resolve("new"));
        Files.writeString(days.resolve("2.txt"), "good");
        try (URLClassLoader loader = loader()) {
            run(loader, "live.LonePipeline").start().orThrow();
            assertThat(directory.resolve("loud/1.txt")).hasContent("old");
        }
    }

    /** The classes of a process stay what they were when they were loaded. */
    @Test
    void replacedCode_ofARunningProcess_isUnknown() throws IOException {
        try (URLClassLoader loader = loader()) {
            run(loader).start();
            run(loader).start();
            assertThat(run(loader).plan().decision("used").orElseThrow().toString())
                    .contains("its code has changed since this process first read it");
            assertThat(run(loader).plan().decision("apart").orElseThrow()).isInstanceOf(Decision.UpToDate.class);
        }
    }
}
