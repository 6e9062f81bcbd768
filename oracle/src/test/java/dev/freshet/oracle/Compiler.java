package dev.freshet.oracle;

import dev.freshet.Node;
import dev.freshet.fingerprint.NodeCode;
import dev.freshet.processor.PipelineProcessor;
import dev.freshet.processor.fingerprint.FingerprintProcessor;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.wiring.GenericTypes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** The compiler of the JDK that runs, with Freshet's processors, in memory. For one thread. */
public final class Compiler implements AutoCloseable {
    /** As builds do: local variables are told to debuggers. */
    private static final List<String> OPTIONS = List.of("-g", "-implicit:none", "-nowarn", "-Xlint:none");

    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    private final StandardJavaFileManager libraries =
            compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
    private final List<String> options;
    private final List<Supplier<Processor>> processors;

    /** A compiler with what generated code needs on its class path. */
    public Compiler() {
        this(List.of(), List.of());
    }

    /**
     * A compiler with more on its class path.
     *
     * @param options beside {@code -g} and those that switch warnings off
     */
    public Compiler(List<Path> more, List<String> options) {
        this(more, options, List.of(PipelineProcessor::new, FingerprintProcessor::new));
    }

    /**
     * A compiler that follows code, and takes methods with {@code @Node} for nodes wherever they are.
     *
     * @param more on its class path
     */
    public static Compiler ofCode(List<Path> more) {
        return new Compiler(more, List.of(), List.of(FingerprintProcessor::new));
    }

    private Compiler(List<Path> more, List<String> options, List<Supplier<Processor>> processors) {
        this.processors = processors;
        this.options = Stream.concat(OPTIONS.stream(), options.stream()).toList();
        List<Path> paths = new ArrayList<>(more);
        Stream.of(Node.class, CompiledPipeline.class, GenericTypes.class, NodeCode.class)
                .map(Compiler::place)
                .forEach(paths::add);
        try {
            libraries.setLocationFromPaths(StandardLocation.CLASS_PATH, paths);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path place(Class<?> type) {
        return Path.of(URI.create(
                type.getProtectionDomain().getCodeSource().getLocation().toString()));
    }

    /**
     * Compiles files.
     *
     * @param over what is there already: the files are compiled against it, and written over it
     * @param against further class path
     * @throws DoesNotCompile with the errors
     */
    Classes compile(Map<String, String> sources, Classes over, List<Classes> against) {
        if (sources.isEmpty()) {
            return over;
        }
        List<Classes> classPath = new ArrayList<>(List.of(over));
        classPath.addAll(against);
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        MemoryFiles files = new MemoryFiles(libraries, classPath);
        List<JavaFileObject> units = sources.entrySet().stream()
                .map(source -> MemoryFiles.source(source.getKey(), source.getValue()))
                .toList();
        JavaCompiler.CompilationTask task = compiler.getTask(null, files, diagnostics, options, null, units);
        task.setProcessors(processors.stream().map(Supplier::get).toList());
        if (!task.call()) {
            throw new DoesNotCompile(diagnostics.getDiagnostics().stream()
                    .filter(each -> each.getKind() == Diagnostic.Kind.ERROR)
                    .map(Object::toString)
                    .toList());
        }
        return files.output(over);
    }

    @Override
    public void close() {
        try {
            libraries.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sources that are no program. */
    public static final class DoesNotCompile extends RuntimeException {
        private static final long serialVersionUID = 1;

        DoesNotCompile(List<String> errors) {
            super(String.join("\n", errors));
        }
    }
}
