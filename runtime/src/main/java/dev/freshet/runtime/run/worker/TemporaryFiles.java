package dev.freshet.runtime.run.worker;

import dev.freshet.dataset.Scratch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Temporary directories of a run. */
public final class TemporaryFiles {
    private TemporaryFiles() {}

    /** Uses a new directory, which is deleted afterwards, even if the process receives a signal to end meanwhile. */
    public static void inDirectory(String prefix, Consumer<Path> use) {
        Path directory = created(prefix);
        Thread ending = new Thread(() -> Scratch.delete(directory), "freshet-temporary-files");
        try {
            Runtime.getRuntime().addShutdownHook(ending);
            use.accept(directory);
        } finally {
            Scratch.delete(directory);
            remove(ending);
        }
    }

    private static Path created(String prefix) {
        try {
            return Scratch.createDirectory(prefix);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException running) {
            // The shutdown hook deletes the same directory.
        }
    }
}
