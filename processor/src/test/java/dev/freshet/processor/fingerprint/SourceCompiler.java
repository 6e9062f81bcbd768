package dev.freshet.processor.fingerprint;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.freshet.Node;
import dev.freshet.fingerprint.NodeCode;
import dev.freshet.pairs.Catalog;
import dev.freshet.processor.PipelineProcessor;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.wiring.GenericTypes;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Compiles files into a directory with the JDK's compiler and Freshet's processors. */
final class SourceCompiler {
    private static final int OLDEST_RELEASE = 17;

    /** What users have on their class path; the compiler need not search the libraries of the tests. */
    private static final List<String> FRESHET = Stream.of(
                    Node.class,
                    CompiledPipeline.class,
                    GenericTypes.class,
                    NodeCode.class,
                    Catalog.class,
                    JsonProperty.class,
                    JsonGenerator.class,
                    JsonMapper.class)
            .map(type -> Path.of(URI.create(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toString()))
                    .toString())
            .toList();

    private SourceCompiler() {}

    static void compile(List<Path> sources, Path output, List<Path> classPath) throws IOException {
        compile(sources, output, classPath, OLDEST_RELEASE);
    }

    /** @param release of Java that the sources are written for */
    static void compile(List<Path> sources, Path output, List<Path> classPath, int release) throws IOException {
        List<String> errors = errors(sources, output, classPath, release);
        if (!errors.isEmpty()) {
            throw new AssertionError(errors.toString());
        }
    }

    /** Whether the sources compile. */
    static boolean tryCompile(List<Path> sources, Path output, List<Path> classPath) throws IOException {
        return errors(sources, output, classPath, OLDEST_RELEASE).isEmpty();
    }

    /** With the Eclipse compiler, which writes no object files; generated sources go beside the classes. */
    static void compileWithEcj(List<Path> sources, Path output, List<Path> classPath) throws IOException {
        Files.createDirectories(output);
        String all = Stream.concat(classPath.stream().map(Path::toString), FRESHET.stream())
                .collect(Collectors.joining(File.pathSeparator));
        String processors = System.getProperty("java.class.path");
        List<String> options = List.of(
                "--release",
                "17",
                "-d",
                output.toString(),
                "-s",
                output.toString(),
                "-cp",
                all,
                "-processorpath",
                processors,
                "-processor",
                PipelineProcessor.class.getName() + "," + FingerprintProcessor.class.getName());
        EclipseCompiler compiler = new EclipseCompiler();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(diagnostics, null, StandardCharsets.UTF_8)) {
            compiler.getTask(
                            new PrintWriter(Writer.nullWriter()),
                            files,
                            diagnostics,
                            options,
                            null,
                            files.getJavaFileObjectsFromPaths(sources))
                    .call();
        }
        diagnostics.getDiagnostics().stream()
                .filter(each -> each.getKind() == Diagnostic.Kind.ERROR)
                .forEach(error -> {
                    throw new AssertionError(error.toString());
                });
    }

    private static List<String> errors(List<Path> sources, Path output, List<Path> classPath, int release)
            throws IOException {
        Files.createDirectories(output);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        String path = Stream.concat(classPath.stream().map(Path::toString), FRESHET.stream())
                .collect(Collectors.joining(File.pathSeparator));
        List<String> options =
                List.of("--release", Integer.toString(release), "-d", output.toString(), "-cp", path, "-implicit:none");
        List<String> errors = new ArrayList<>();
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(diagnostics, null, StandardCharsets.UTF_8)) {
            JavaCompiler.CompilationTask task = compiler.getTask(
                    null, files, diagnostics, options, null, files.getJavaFileObjectsFromPaths(sources));
            task.setProcessors(List.of(new PipelineProcessor(), new FingerprintProcessor()));
            if (!task.call()) {
                errors.add("does not compile");
            }
        }
        diagnostics.getDiagnostics().stream()
                .filter(each -> each.getKind() == Diagnostic.Kind.ERROR)
                .map(Object::toString)
                .forEach(errors::add);
        return errors;
    }
}
