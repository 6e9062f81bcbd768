package dev.freshet.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProcessingCheckTest {
    private static final String FLOW = """
            package demo;

            import dev.freshet.Node;
            import dev.freshet.Pipeline;

            @Pipeline
            public class Flow {
                @Node
                static int length(String raw) {
                    return raw.length();
                }
            }
            """;

    @TempDir
    Path directory;

    /** With the processor's jar on the class path only, as javac finds it unless it is told better. */
    private List<Diagnostic<? extends JavaFileObject>> warnings(String source, String option) throws IOException {
        Path file = Files.writeString(directory.resolve("Flow.java"), source);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(diagnostics, Locale.ROOT, StandardCharsets.UTF_8)) {
            List<String> options =
                    List.of("-d", directory.toString(), "-cp", System.getProperty("java.class.path"), option);
            compiler.getTask(null, files, diagnostics, options, null, files.getJavaFileObjects(file))
                    .call();
        }
        return diagnostics.getDiagnostics().stream()
                .filter(each -> String.valueOf(each.getMessage(Locale.ROOT)).contains("freshet/"))
                .toList();
    }

    @Test
    void pipeline_withoutProcessors_isOneWarningAtTheAnnotation() throws IOException {
        List<Diagnostic<? extends JavaFileObject>> warnings = warnings(FLOW, "-proc:none");
        assertThat(warnings).hasSize(1);
        assertThat(warnings.get(0).getMessage(Locale.ROOT))
                .startsWith("[freshet/ProcessingOff] annotation processing is off");
        assertThat(warnings.get(0).getLineNumber()).isEqualTo(6);
    }

    @Test
    void pipeline_inUnresolvedCode_isStillWarnedOf() throws IOException {
        String user = FLOW.replace("class Flow {", "class Flow {\n    Object made = FlowPipeline.create();\n");
        assertThat(warnings(user, "-proc:none")).hasSize(1);
    }

    @Test
    void pipeline_withProcessors_isNoWarning() throws IOException {
        assertThat(warnings(FLOW, "-Xlint:none")).hasSize(Runtime.version().feature() < 23 ? 0 : 1);
        assertThat(Files.exists(directory.resolve("demo/FlowPipeline.class")))
                .isEqualTo(Runtime.version().feature() < 23);
    }

    @Test
    void otherClass_withoutProcessors_isNoWarning() throws IOException {
        assertThat(warnings("package demo; @interface Pipeline {} @Pipeline class Flow {}", "-proc:none"))
                .isEmpty();
    }
}
