package dev.freshet.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.config.Configuration;
import dev.freshet.dataset.catalog.Catalog;
import dev.freshet.dataset.catalog.Inference;
import dev.freshet.wiring.GenericTypes;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Checks the output of {@code catalog infer} for files: compiles it as printed, and reads the rows of the files with
 * it.
 */
public final class InferredFiles {
    private final Path directory;
    private final Map<String, Inference> all = new LinkedHashMap<>();

    /** @param directory an empty directory */
    public InferredFiles(Path directory) {
        this.directory = directory;
    }

    /**
     * Adds a file. All files are compiled together, so their names must differ without their suffixes.
     *
     * @param name the name of the file
     * @return what the command prints
     */
    public Inference add(String name, byte[] content) throws IOException {
        Path file = Files.write(directory.resolve(name), content);
        Inference inference = Inference.of(file, name, Optional.empty(), 1000);
        all.put(name, inference);
        return inference;
    }

    /**
     * Compiles all records and reads all files.
     *
     * @return the rows of each file, by its name
     * @throws AssertionError if a record does not compile or does not read its file
     */
    public Map<String, List<Object>> rows() throws IOException {
        Path classes = compiled();
        Map<String, List<Object>> rows = new LinkedHashMap<>();
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {classes.toUri().toURL()}, getClass().getClassLoader())) {
            for (Map.Entry<String, Inference> each : all.entrySet()) {
                rows.put(each.getKey(), rows(each.getValue(), loader));
            }
        }
        return rows;
    }

    private List<Object> rows(Inference inference, ClassLoader loader) throws IOException {
        Path base = Files.createDirectories(directory.resolve("conf/base"));
        Files.writeString(base.resolve("catalog.yml"), inference.entry());
        String dataset = inference.entry().substring(0, inference.entry().indexOf(':'));
        Configuration configuration =
                Configuration.load(directory.resolve("conf"), Configuration.DEFAULT_ENVIRONMENT, Map.of());
        try {
            Class<?> row = loader.loadClass(inference.recordName());
            List<Object> rows = new ArrayList<>();
            Catalog catalog = Catalog.of(configuration);
            Iterable<?> loaded = (Iterable<?>) catalog.open(dataset, GenericTypes.parameterized(List.class, row))
                    .load();
            loaded.forEach(rows::add);
            return rows;
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new AssertionError(inference.java() + inference.entry() + e.getMessage(), e);
        }
    }

    private Path compiled() throws IOException {
        Path sources = Files.createDirectories(directory.resolve("src"));
        Path classes = Files.createDirectories(directory.resolve("classes"));
        List<Path> files = new ArrayList<>();
        for (Inference each : all.values()) {
            files.add(Files.writeString(sources.resolve(each.recordName() + ".java"), each.java()));
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        List<String> options = List.of("-d", classes.toString(), "-proc:none", "-encoding", "UTF-8");
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            boolean isCompiled = compiler.getTask(
                            messages, manager, null, options, null, manager.getJavaFileObjectsFromPaths(files))
                    .call();
            assertThat(isCompiled).as("%s", messages).isTrue();
        }
        return classes;
    }
}
