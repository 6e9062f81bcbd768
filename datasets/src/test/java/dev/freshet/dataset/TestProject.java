package dev.freshet.dataset;

import com.google.common.jimfs.Jimfs;
import dev.freshet.config.Configuration;
import dev.freshet.dataset.catalog.Catalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A project directory with a configuration, on any file system. */
public final class TestProject {
    private final Path directory;

    public TestProject(Path directory) {
        this.directory = directory;
    }

    /** A project in memory. */
    public static TestProject inMemory() {
        return on(Jimfs.newFileSystem(com.google.common.jimfs.Configuration.unix()));
    }

    public static TestProject on(FileSystem files) {
        return new TestProject(files.getPath("/project"));
    }

    public Path path(String file) {
        return directory.resolve(file);
    }

    public TestProject with(String file, String text) {
        return with(file, text.getBytes(StandardCharsets.UTF_8));
    }

    public TestProject with(String file, byte[] bytes) {
        try {
            Files.createDirectories(path(file).getParent());
            Files.write(path(file), bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public TestProject catalog(String yaml) {
        return with("conf/base/catalog.yml", yaml);
    }

    public String text(String file) {
        try {
            return Files.readString(path(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of the files in a directory, sorted. */
    public List<String> files(String file) {
        try (Stream<Path> files = Files.list(path(file))) {
            return files.map(at -> at.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Configuration configuration() {
        return Configuration.load(path("conf"), "local", Map.of());
    }

    public Catalog catalog() {
        return Catalog.of(configuration());
    }

    public <T> Dataset<T> open(String name, Type type) {
        return catalog().open(name, type);
    }

    /** A dataset {@code d} whose entry has these options. */
    public <T> Dataset<T> dataset(String options, Type type) {
        return catalog("d: {" + options + "}").open("d", type);
    }
}
