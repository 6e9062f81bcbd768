package dev.freshet.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.cli.Freshet;
import dev.freshet.runtime.plan.CompiledPipeline;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A reader's project in a directory of its own: sources, configuration, data. */
final class Project {
    private final Path directory;

    Project(Path directory) {
        this.directory = directory;
    }

    /** Writes a file, by its path in the project. */
    Project file(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return this;
    }

    /** Writes a source file, by the qualified name of its class. */
    Project java(String className, String text) throws IOException {
        return file("src/" + className.replace('.', '/') + ".java", text);
    }

    String read(String name) throws IOException {
        return Files.readString(directory.resolve(name));
    }

    /** The files below a directory, by their paths in the project. */
    List<String> files(String name) throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve(name))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> directory.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    Path path(String name) {
        return directory.resolve(name);
    }

    /** A message of the compiler as it prints it, with the names of files alone. */
    record Message(boolean isError, String text) {
        /** The code of a message of Freshet; otherwise the whole message. */
        String code() {
            int start = text.indexOf("[freshet/");
            return start < 0 ? text : text.substring(start + 9, text.indexOf(']', start));
        }
    }

    /** Compiles all sources with Freshet's processors; returns errors and warnings. */
    List<Message> compile() throws IOException {
        return compile("17");
    }

    /** The same for a release of Java. */
    List<Message> compile(String release) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        Path classes = Files.createDirectories(directory.resolve("classes"));
        Path generated = Files.createDirectories(directory.resolve("generated"));
        List<String> options =
                new ArrayList<>(List.of("--release", release, "-Xlint:all,-auxiliaryclass,-processing,-options"));
        options.addAll(List.of("-d", classes.toString(), "-s", generated.toString()));
        options.addAll(List.of("-cp", classes + File.pathSeparator + System.getProperty("java.class.path")));
        options.add("-Afreshet.conf=" + directory.resolve("conf"));
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            List<Path> sources = files("src").stream()
                    .filter(file -> file.endsWith(".java"))
                    .map(directory::resolve)
                    .toList();
            JavaCompiler.CompilationTask task = compiler.getTask(
                    null, files, diagnostics, options, null, files.getJavaFileObjectsFromPaths(sources));
            task.setProcessors(processors());
            task.call();
        }
        return diagnostics.getDiagnostics().stream()
                .filter(each -> each.getKind() != Diagnostic.Kind.NOTE && each.getKind() != Diagnostic.Kind.OTHER)
                .map(each -> new Message(each.getKind() == Diagnostic.Kind.ERROR, text(each)))
                .toList();
    }

    private String text(Diagnostic<? extends JavaFileObject> diagnostic) {
        JavaFileObject source = diagnostic.getSource();
        String text = diagnostic.toString();
        return source == null
                ? text
                : text.replace(
                        source.getName(),
                        Path.of(source.getName()).getFileName().toString());
    }

    /** Those that a user's class path would have: other libraries bring processors too. */
    private static List<Processor> processors() {
        return ServiceLoader.load(Processor.class).stream()
                .filter(each -> each.type().getName().startsWith("dev.freshet."))
                .<Processor>map(ServiceLoader.Provider::get)
                .toList();
    }

    /** What a command printed, and its exit code. */
    record Output(int exitCode, String out, String err) {
        /** The same, of a command that succeeded. */
        Output succeeded() {
            assertThat(exitCode).as(out + err).isZero();
            return this;
        }
    }

    /** Runs a command of a compiled pipeline, whose generated class has this name. */
    Output freshet(String generatedClass, String... arguments) throws Exception {
        List<String> all = new ArrayList<>(Arrays.asList(arguments));
        all.addAll(List.of("--conf-source", directory.resolve("conf").toString()));
        return command(generatedClass, all);
    }

    /** Runs a command that needs no configuration. */
    Output command(String generatedClass, List<String> arguments) throws Exception {
        return inProject(() -> {
            Class<?> type =
                    Class.forName(generatedClass, true, Thread.currentThread().getContextClassLoader());
            CompiledPipeline pipeline =
                    (CompiledPipeline) type.getMethod("create").invoke(null);
            return captured(() -> Freshet.main(pipeline, arguments.toArray(String[]::new)));
        });
    }

    /** Does something while the context class loader is that of a program with the compiled classes. */
    <T> T inProject(Callable<T> task) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        URL[] classPath = {
            path("classes/").toUri().toURL(), path("resources/").toUri().toURL()
        };
        try (URLClassLoader loader = new URLClassLoader(classPath, Project.class.getClassLoader())) {
            thread.setContextClassLoader(loader);
            return task.call();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static Output captured(Callable<Integer> command) throws Exception {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
            int exitCode = command.call();
            return new Output(
                    exitCode, printed.toString(StandardCharsets.UTF_8), errors.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }
}
