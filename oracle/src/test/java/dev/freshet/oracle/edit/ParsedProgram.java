package dev.freshet.oracle.edit;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import dev.freshet.Node;
import dev.freshet.oracle.Version;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** A program whose names the compiler has resolved. */
final class ParsedProgram {
    /** By class path; never closed, since the compiler reads classes when their elements are asked. */
    private static final Map<List<Path>, StandardJavaFileManager> MANAGERS = new ConcurrentHashMap<>();

    final Version version;
    final List<SourceFile> files = new ArrayList<>();

    private static StandardJavaFileManager manager(List<Path> classPath) {
        StandardJavaFileManager manager =
                ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, StandardCharsets.UTF_8);
        List<Path> places = new ArrayList<>(classPath);
        places.add(Path.of(URI.create(
                Node.class.getProtectionDomain().getCodeSource().getLocation().toString())));
        try {
            manager.setLocationFromPaths(StandardLocation.CLASS_PATH, places);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return manager;
    }

    /** @param classPath beside Freshet's annotations */
    ParsedProgram(Version version, List<Path> classPath) {
        this.version = version;
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        StandardJavaFileManager manager = MANAGERS.computeIfAbsent(List.copyOf(classPath), ParsedProgram::manager);
        List<Text> texts = version.sources().entrySet().stream()
                .map(source -> new Text(source.getKey(), source.getValue()))
                .toList();
        List<String> options = List.of("-proc:none", "-Xlint:none", "-nowarn");
        try {
            JavacTask task = (JavacTask) compiler.getTask(null, manager, diagnostics, options, null, texts);
            Trees trees = Trees.instance(task);
            List<CompilationUnitTree> units = new ArrayList<>();
            task.parse().forEach(units::add);
            task.analyze();
            for (CompilationUnitTree unit : units) {
                String path = unit.getSourceFile().toUri().getPath().substring(1);
                String text = version.sources().get(path);
                files.add(new SourceFile(path, text, unit, trees, task.getElements(), task.getTypes()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        diagnostics.getDiagnostics().stream()
                .filter(each -> each.getKind() == Diagnostic.Kind.ERROR)
                .forEach(error -> {
                    throw new IllegalArgumentException(error.toString());
                });
    }

    private static final class Text extends SimpleJavaFileObject {
        private final String content;

        Text(String path, String content) {
            super(URI.create("memory:///" + path), Kind.SOURCE);
            this.content = content;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreErrors) {
            return content;
        }
    }
}
