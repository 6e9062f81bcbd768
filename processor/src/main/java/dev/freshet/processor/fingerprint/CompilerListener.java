package dev.freshet.processor.fingerprint;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.freshet.fingerprint.ClassUnits;
import dev.freshet.fingerprint.Digest;
import dev.freshet.fingerprint.ObjectFile;
import dev.freshet.processor.impure.ImpureUses;
import dev.freshet.processor.impure.ImpureWarnings;
import dev.freshet.processor.model.Code;
import dev.freshet.processor.model.ErroneousCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.WeakHashMap;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import javax.tools.StandardLocation;

/**
 * Follows javac through a compilation: encodes each class when it is attributed, before the compiler takes its tree
 * apart, and writes its object file in the end if the class file was written too, so that both are always of one
 * compilation.
 */
public final class CompilerListener implements TaskListener {
    private static final Map<JavacTask, WeakReference<CompilerListener>> INSTALLED = new WeakHashMap<>();

    private static final Path HERE = Path.of("").toAbsolutePath();

    private final ProcessingEnvironment environment;
    private final Trees trees;
    private final Symbols symbols;
    private final ImpureUses impureUses;
    private final ImpureWarnings impureWarnings;
    private final Map<String, Encoded> encoded = new TreeMap<>();
    private final Map<String, List<String>> classFiles = new HashMap<>();

    private record Encoded(TypeElement type, String source, List<ClassUnits> classes) {}

    /** @param javac what {@code given} wraps, or the same */
    CompilerListener(ProcessingEnvironment given, ProcessingEnvironment javac) {
        environment = given;
        trees = Trees.instance(javac);
        symbols = new Symbols(javac.getElementUtils(), javac.getTypeUtils());
        impureUses = new ImpureUses(trees, javac.getElementUtils());
        impureWarnings =
                new ImpureWarnings(trees, impureUses, javac.getOptions().get("freshet." + Code.Impure));
    }

    /**
     * Sees to it that one listener follows the compilation, whichever processor asks first.
     *
     * @return whether the compiler is javac; others have no trees to read
     */
    public static boolean install(ProcessingEnvironment environment) {
        ProcessingEnvironment javac = JavacEnvironments.unwrap(environment);
        if (javac == null) {
            return false;
        }
        JavacTask task = JavacTask.instance(javac);
        synchronized (INSTALLED) {
            WeakReference<CompilerListener> known = INSTALLED.get(task);
            if (known == null || known.get() == null) {
                CompilerListener listener = new CompilerListener(environment, javac);
                task.addTaskListener(listener);
                INSTALLED.put(task, new WeakReference<>(listener));
            }
        }
        return true;
    }

    @Override
    public void finished(TaskEvent event) {
        switch (event.getKind()) {
            case PARSE -> impureWarnings.parsed(event.getCompilationUnit());
            case ANALYZE -> analyzed(event);
            case GENERATE -> generated(event.getTypeElement());
            case COMPILATION -> write();
            default -> {}
        }
    }

    private void analyzed(TaskEvent event) {
        TypeElement type = event.getTypeElement();
        CompilationUnitTree unit = event.getCompilationUnit();
        if (type == null || unit == null || encoded.containsKey(symbols.binaryName(type))) {
            return;
        }
        for (Tree declaration : unit.getTypeDecls()) {
            if (declaration instanceof ClassTree tree && tree.getSimpleName().equals(type.getSimpleName())) {
                encode(unit, tree, type);
            }
        }
        warn(type);
    }

    /** A warning that cannot be given is no reason to stop the compiler. */
    private void warn(TypeElement type) {
        try {
            impureWarnings.analyzed(
                    type.getQualifiedName().toString(),
                    () -> encoded.values().stream()
                            .map(each -> new ObjectFile(each.source(), Map.of(), each.classes()))
                            .toList());
        } catch (RuntimeException | StackOverflowError e) {
            environment
                    .getMessager()
                    .printMessage(Diagnostic.Kind.NOTE, "Freshet cannot tell what no fingerprint sees: " + e);
        }
    }

    private void encode(CompilationUnitTree unit, ClassTree tree, TypeElement type) {
        List<ClassUnits> classes = new ArrayList<>();
        try {
            new ClassEncoder(symbols, trees, new TreePath(new TreePath(unit), tree), tree, type, impureUses, classes)
                    .encode();
            impureUses.takeNodes().forEach(impureWarnings::add);
        } catch (ErroneousCode e) {
            return;
        } catch (RuntimeException | StackOverflowError e) {
            // Without an object file the class counts as a whole: more runs again than must, never less.
            environment
                    .getMessager()
                    .printMessage(Diagnostic.Kind.NOTE, "Freshet cannot read the code of " + type + ": " + e);
            return;
        }
        encoded.put(symbols.binaryName(type), new Encoded(type, source(unit.getSourceFile()), List.copyOf(classes)));
    }

    /** As seen from where the compiler runs, which for builds is the project; else only the file's name. */
    private static String source(JavaFileObject file) {
        try {
            Path path = Path.of(file.toUri());
            Path shown =
                    path.startsWith(HERE) ? path.subpath(HERE.getNameCount(), path.getNameCount()) : path.getFileName();
            return String.valueOf(shown).replace('\\', '/');
        } catch (RuntimeException e) {
            String name = file.getName();
            return name.substring(name.lastIndexOf('/') + 1);
        }
    }

    private void generated(TypeElement type) {
        if (type == null) {
            return;
        }
        TypeElement outermost = type;
        for (Element outer = type; outer != null; outer = outer.getEnclosingElement()) {
            if (outer instanceof TypeElement each) {
                outermost = each;
            }
        }
        String name = symbols.binaryName(outermost);
        List<String> written = classFiles.get(name);
        if (written == null) {
            written = new ArrayList<>();
            classFiles.put(name, written);
        }
        written.add(symbols.binaryName(type));
    }

    private void write() {
        encoded.forEach((name, code) -> {
            List<String> written = classFiles.get(name);
            if (written != null) {
                Map<String, String> digests = new HashMap<>();
                for (String each : written) {
                    digests.put(each, digest(each));
                }
                write(name, code.type(), new ObjectFile(code.source(), digests, code.classes()));
            }
        });
        encoded.clear();
        classFiles.clear();
    }

    private void write(String name, TypeElement origin, ObjectFile file) {
        String resource = ObjectFile.DIRECTORY + name.replace('/', '.') + ".fp";
        try (OutputStream out = environment
                .getFiler()
                .createResource(StandardLocation.CLASS_OUTPUT, "", resource, origin)
                .openOutputStream()) {
            file.write(out);
        } catch (IOException e) {
            environment
                    .getMessager()
                    .printMessage(Diagnostic.Kind.WARNING, "Freshet cannot write " + resource + ": " + e);
        }
    }

    /** The digest of a class file; {@code -} if the file manager does not have its bytes yet. */
    private String digest(String name) {
        int slash = name.lastIndexOf('/');
        String inPackage = slash < 0 ? "" : name.substring(0, slash).replace('/', '.');
        try (InputStream in = environment
                .getFiler()
                .getResource(StandardLocation.CLASS_OUTPUT, inPackage, name.substring(slash + 1) + ".class")
                .openInputStream()) {
            byte[] bytes = in.readAllBytes();
            boolean isClassFile = bytes.length > 4 && bytes[0] == (byte) 0xCA && bytes[1] == (byte) 0xFE;
            return isClassFile ? Digest.of(bytes) : "-";
        } catch (IOException | RuntimeException e) {
            return "-";
        }
    }
}
