package dev.freshet.processor.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import dev.freshet.fingerprint.ObjectFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Code that is nested too deeply for the encoder is no reason to stop the compiler. */
final class DeepCodeTest {
    private static final int DEPTH = 2_000;

    /** In bytes: enough for javac, however little of it is compiled by then. */
    private static final long STACK_OF_JAVAC = 1L << 29;

    @TempDir
    Path directory;

    private final DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();

    private Path source;
    private Path objectFile;

    @BeforeEach
    void writeSource() throws Exception {
        String code = "class Deep { static StringBuilder all(StringBuilder a) { return a" + ".append(1)".repeat(DEPTH)
                + "; } }";
        source = Files.writeString(directory.resolve("Deep.java"), code);
        objectFile = directory.resolve(ObjectFile.DIRECTORY + "Deep.fp");
    }

    @Test
    void tooDeepForTheEncoder_compilesWithoutAnObjectFile() throws Exception {
        assertThat(compile(1L << 18)).isTrue();
        assertThat(directory.resolve("Deep.class")).exists();
        assertThat(objectFile).doesNotExist();
        assertThat(diagnostics.getDiagnostics())
                .anySatisfy(note -> assertThat(note.getMessage(null))
                        .startsWith("Freshet cannot read the code of Deep: java.lang.StackOverflowError"));
    }

    @Test
    void deepCode_hasAnObjectFile_ifTheStackIsLarge() throws Exception {
        assertThat(compile(STACK_OF_JAVAC)).isTrue();
        assertThat(objectFile).exists();
    }

    /** @param stack of the listener, in bytes */
    private boolean compile(long stack) throws Exception {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(diagnostics, null, StandardCharsets.UTF_8)) {
            JavaCompiler.CompilationTask task = compiler.getTask(
                    null,
                    files,
                    diagnostics,
                    List.of("-d", directory.toString()),
                    null,
                    files.getJavaFileObjects(source));
            task.setProcessors(List.of(new InstallsListener(stack)));
            return withStack(STACK_OF_JAVAC, task::call);
        }
    }

    private static <T> T withStack(long bytes, Callable<T> task) throws Exception {
        FutureTask<T> future = new FutureTask<>(task);
        new Thread(null, future, "deep", bytes).start();
        return future.get();
    }

    /** Calls the listener of a compilation on a stack of its own, while the compiler waits. */
    private static final class InstallsListener extends AbstractProcessor {
        private final long stack;

        InstallsListener(long stack) {
            this.stack = stack;
        }

        @Override
        public synchronized void init(ProcessingEnvironment environment) {
            super.init(environment);
            CompilerListener listener = new CompilerListener(environment, environment);
            JavacTask.instance(environment).addTaskListener(new TaskListener() {
                @Override
                public void finished(TaskEvent event) {
                    try {
                        withStack(stack, () -> {
                            listener.finished(event);
                            return event;
                        });
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                }
            });
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            return false;
        }

        @Override
        public Set<String> getSupportedAnnotationTypes() {
            return Set.of("*");
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return SourceVersion.latest();
        }
    }
}
