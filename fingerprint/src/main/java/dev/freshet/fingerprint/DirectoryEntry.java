package dev.freshet.fingerprint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An open directory of classes: the output of a build, or a module in the image of a Java runtime. */
record DirectoryEntry(Path path) implements ClassPathEntry {
    @Override
    public byte @Nullable [] read(String name) throws IOException {
        try {
            return contains(name) ? Files.readAllBytes(path.resolve(name)) : null;
        } catch (NoSuchFileException | NotDirectoryException e) {
            return null;
        }
    }

    @Override
    public boolean contains(String name) {
        try {
            return Files.isRegularFile(path.resolve(name));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    @Override
    public List<String> names(String start) throws IOException {
        Path within = path.resolve(start.substring(0, start.lastIndexOf('/') + 1));
        if (!Files.isDirectory(within)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(within, FileVisitOption.FOLLOW_LINKS)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> path.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> name.startsWith(start))
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public List<String> classFiles() throws IOException {
        return names("").stream().filter(name -> name.endsWith(".class")).toList();
    }

    @Override
    public void close() {
        // Files are open only while they are read.
    }
}
