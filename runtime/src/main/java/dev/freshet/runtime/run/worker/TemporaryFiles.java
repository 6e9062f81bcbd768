package dev.freshet.runtime.run.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Directories that only this run needs. */
public final class TemporaryFiles {
    /** Goes on with the next where something is gone already, or cannot be deleted. */
    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            return deleted(file);
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            return deleted(file);
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) {
            return deleted(directory);
        }

        private static FileVisitResult deleted(Path file) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                // Somebody else deletes it, or it stays.
            }
            return FileVisitResult.CONTINUE;
        }
    }

    private TemporaryFiles() {}

    /** Deletes what can be deleted of a directory and all in it. */
    static void delete(Path directory) {
        try {
            Files.walkFileTree(directory, new Deletion());
        } catch (IOException e) {
            throw new UncheckedIOException("no visit throws", e);
        }
    }

    /**
     * Does something in a new directory, which is deleted afterwards, also when the process is told to end meanwhile.
     */
    public static void inDirectory(String prefix, Consumer<Path> use) {
        Path directory = created(prefix);
        Thread ending = new Thread(() -> delete(directory), "freshet-temporary-files");
        try {
            Runtime.getRuntime().addShutdownHook(ending);
            use.accept(directory);
        } finally {
            delete(directory);
            remove(ending);
        }
    }

    private static Path created(String prefix) {
        try {
            return Files.createTempDirectory(prefix);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException running) {
            // It deletes the same.
        }
    }
}
