package dev.freshet.processor;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;

/** The compilers that the processor must serve alike. */
enum TestCompiler {
    JAVAC {
        @Override
        Compiled compile(Map<String, String> sources, List<String> options, Processor... others) {
            List<Processor> processors = new ArrayList<>(List.of(new PipelineProcessor()));
            processors.addAll(List.of(others));
            List<String> all = new ArrayList<>(List.of("--release", "17", "-Xlint:all", "-Werror"));
            all.addAll(options);
            Compilation compilation = Compiler.javac()
                    .withProcessors(processors)
                    .withOptions(all)
                    .compile(sources.entrySet().stream()
                            .map(source -> JavaFileObjects.forSourceString(source.getKey(), source.getValue()))
                            .toList());
            Map<String, byte[]> classes = new TreeMap<>();
            Map<String, String> generated = new TreeMap<>();
            for (JavaFileObject file : generatedFiles(compilation)) {
                String path = file.getName().replaceFirst("^/?(CLASS|SOURCE)_OUTPUT/", "");
                if (file.getKind() == JavaFileObject.Kind.CLASS) {
                    classes.put(className(path), bytes(file));
                } else if (file.getKind() == JavaFileObject.Kind.SOURCE) {
                    generated.put(path, new String(bytes(file), StandardCharsets.UTF_8));
                }
            }
            return new Compiled(messages(compilation.diagnostics()), generated, classes);
        }
    },

    ECJ {
        @Override
        Compiled compile(Map<String, String> sources, List<String> options, Processor... others) {
            if (others.length > 0) {
                throw new IllegalArgumentException("ECJ takes its processors from the class path");
            }
            try (TempDirectory temporary = new TempDirectory()) {
                Path directory = temporary.path;
                List<Path> files = write(directory, sources);
                List<Diagnostic<? extends JavaFileObject>> diagnostics = new ArrayList<>();
                EclipseCompiler compiler = new EclipseCompiler();
                StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
                List<String> all = new ArrayList<>(List.of(
                        "--release",
                        "17",
                        "-proceedOnError",
                        "-d",
                        directory.resolve("classes").toString(),
                        "-s",
                        directory.resolve("generated").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-processorpath",
                        System.getProperty("java.class.path"),
                        "-processor",
                        PipelineProcessor.class.getName()));
                all.addAll(options);
                Files.createDirectories(directory.resolve("generated"));
                compiler.getTask(
                                new PrintWriter(new StringWriter()),
                                manager,
                                diagnostics::add,
                                all,
                                null,
                                manager.getJavaFileObjectsFromPaths(files))
                        .call();
                return new Compiled(
                        messages(diagnostics),
                        texts(directory.resolve("generated")),
                        classes(directory.resolve("classes")));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    };

    /** Compiles sources, by qualified class name, with Freshet's processor and others behind it. */
    abstract Compiled compile(Map<String, String> sources, List<String> options, Processor... others);

    Compiled compile(String className, String source) {
        return compile(Map.of(className, source), List.of());
    }

    /** compile-testing gives none where the compilation failed. */
    private static List<JavaFileObject> generatedFiles(Compilation compilation) {
        return compilation.status() == Compilation.Status.FAILURE ? List.of() : compilation.generatedFiles();
    }

    private static List<Message> messages(List<? extends Diagnostic<? extends JavaFileObject>> diagnostics) {
        return diagnostics.stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR
                        || diagnostic.getKind() == Diagnostic.Kind.WARNING
                        || diagnostic.getKind() == Diagnostic.Kind.MANDATORY_WARNING
                        || isNoteOfFreshet(diagnostic))
                .map(Message::of)
                .toList();
    }

    private static boolean isNoteOfFreshet(Diagnostic<? extends JavaFileObject> diagnostic) {
        return diagnostic.getKind() == Diagnostic.Kind.NOTE
                && String.valueOf(diagnostic.getMessage(null)).contains("[freshet/");
    }

    private static List<Path> write(Path directory, Map<String, String> sources) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = directory.resolve("src/" + source.getKey().replace('.', '/') + ".java");
            Files.createDirectories(file.getParent());
            files.add(Files.writeString(file, source.getValue()));
        }
        return files;
    }

    /** Deleted with all that is in it. */
    private static final class TempDirectory implements AutoCloseable {
        private final Path path;

        TempDirectory() throws IOException {
            path = Files.createTempDirectory("ecj");
        }

        @Override
        public void close() throws IOException {
            MoreFiles.deleteRecursively(path, RecursiveDeleteOption.ALLOW_INSECURE);
        }
    }

    private static Map<String, String> texts(Path root) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        for (Path file : files(root)) {
            texts.put(root.relativize(file).toString(), Files.readString(file));
        }
        return texts;
    }

    private static Map<String, byte[]> classes(Path root) throws IOException {
        Map<String, byte[]> classes = new TreeMap<>();
        for (Path file : files(root)) {
            if (file.toString().endsWith(".class")) {
                classes.put(className(root.relativize(file).toString()), Files.readAllBytes(file));
            }
        }
        return classes;
    }

    private static List<Path> files(Path root) throws IOException {
        if (!Files.exists(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static String className(String path) {
        return path.substring(0, path.length() - ".class".length()).replace('/', '.');
    }

    private static byte[] bytes(JavaFileObject file) {
        try (var in = file.openInputStream()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An error or warning of the compiler; {@code code} is empty if it is not Freshet's. */
    record Message(boolean isError, String code, String file, long line, long column, String text) {
        static Message of(Diagnostic<? extends JavaFileObject> diagnostic) {
            String text = diagnostic.getMessage(null);
            int start = text.indexOf("[freshet/");
            String code = start < 0 ? "" : text.substring(start + 9, text.indexOf(']', start));
            JavaFileObject source = diagnostic.getSource();
            URI uri = source == null ? null : source.toUri();
            String path = uri == null ? "" : uri.getPath();
            return new Message(
                    diagnostic.getKind() == Diagnostic.Kind.ERROR,
                    code,
                    path.substring(path.lastIndexOf('/') + 1),
                    diagnostic.getLineNumber(),
                    diagnostic.getColumnNumber(),
                    text);
        }
    }

    /** What a compilation gave: messages, generated sources by path, and classes by name. */
    record Compiled(List<Message> messages, Map<String, String> generated, Map<String, byte[]> classes) {
        List<Message> errors() {
            return messages.stream().filter(Message::isError).toList();
        }

        private static URL url(String name, byte[] bytes) {
            URLStreamHandler handler = new URLStreamHandler() {
                @Override
                protected URLConnection openConnection(URL url) {
                    return new URLConnection(url) {
                        @Override
                        public void connect() {}

                        @Override
                        public InputStream getInputStream() {
                            return new ByteArrayInputStream(bytes);
                        }
                    };
                }
            };
            try {
                return new URL(null, "memory:/" + name, handler);
            } catch (MalformedURLException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** A class loader with the compiled classes. */
        ClassLoader load() {
            return load(TestCompiler.class.getClassLoader());
        }

        /** The same with other classes in reach. */
        ClassLoader load(ClassLoader parent) {
            if (!errors().isEmpty()) {
                throw new AssertionError(messages.toString());
            }
            return new ClassLoader(parent) {
                /** What a node's code is made of is found by way of the class files. */
                @Override
                protected URL findResource(String name) {
                    byte[] bytes = name.endsWith(".class") ? classes.get(className(name)) : null;
                    return bytes == null ? null : url(name, bytes);
                }

                @Override
                protected Class<?> findClass(String name) throws ClassNotFoundException {
                    byte[] bytes = classes.get(name);
                    if (bytes == null) {
                        throw new ClassNotFoundException(name);
                    }
                    return defineClass(name, bytes, 0, bytes.length);
                }
            };
        }
    }
}
