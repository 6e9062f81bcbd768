package dev.freshet.testkit;

import dev.freshet.config.Configuration;
import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.catalog.Catalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A project in a temporary directory. It has one dataset at a time. */
final class Project {
    static final String DATASET = "d";

    private final Path directory;

    Project(Path directory) {
        this.directory = directory;
    }

    /** Returns the dataset of a file. */
    Dataset<Object> dataset(String type, String file, String options, Type javaType) {
        String entry = "type: " + type + ", path: \"data/" + file + "\"" + (options.isEmpty() ? "" : ", " + options);
        try {
            Path base = Files.createDirectories(directory.resolve("conf/base"));
            Files.writeString(base.resolve("catalog.yml"), DATASET + ": {" + entry + "}\n");
            Files.createDirectories(directory.resolve("data"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Configuration configuration =
                Configuration.load(directory.resolve("conf"), Configuration.DEFAULT_ENVIRONMENT, Map.of());
        return Catalog.of(configuration).open(DATASET, javaType);
    }

    Path path(String file) {
        return directory.resolve("data").resolve(file);
    }

    byte[] bytes(String file) {
        try {
            return Files.readAllBytes(path(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(String file, byte[] content) {
        try {
            Files.write(path(file), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the names of all data files, including hidden ones. */
    List<String> files() {
        try (Stream<Path> files = Files.list(directory.resolve("data"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns how often this process has a file open; zero on systems that do not report it. */
    long handles(String file) throws IOException {
        Path descriptors = Path.of("/proc/self/fd");
        if (!Files.isDirectory(descriptors)) {
            return 0;
        }
        Path real = path(file).toRealPath();
        try (Stream<Path> open = Files.list(descriptors)) {
            return open.filter(descriptor -> leadsTo(descriptor, real)).count();
        }
    }

    private static boolean leadsTo(Path descriptor, Path file) {
        try {
            return Files.readSymbolicLink(descriptor).equals(file);
        } catch (IOException e) {
            return false;
        }
    }
}
