package dev.freshet.runtime.worker;

import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.Scratch;
import dev.freshet.dataset.catalog.Catalog;
import dev.freshet.runtime.run.HeldValue;
import dev.freshet.runtime.run.RunSetup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The temporary files through which values in memory pass between the processes of a run. */
public final class SpillFiles implements AutoCloseable {
    private final RunSetup setup;
    private final Directory parent;
    private final AtomicInteger files = new AtomicInteger();
    /** Values from this process that nodes read, by dataset. */
    private final Map<String, Spill> given = new ConcurrentHashMap<>();

    private @Nullable Path directory;

    /** Creates the directory of the files, for the first value. */
    private interface Directory {
        Path make() throws IOException;
    }

    private SpillFiles(RunSetup setup, Directory parent) {
        this.setup = setup;
        this.parent = parent;
    }

    /** Puts the files into the directory for temporary files of this machine. */
    public static SpillFiles onThisMachine(RunSetup setup) {
        return new SpillFiles(setup, () -> Scratch.createDirectory("freshet-values-"));
    }

    /** Puts the files into a directory that all machines with workers share. */
    public static SpillFiles in(RunSetup setup, Path shared) {
        return new SpillFiles(setup, () -> Files.createDirectory(Scratch.in(shared, "freshet-values-")));
    }

    /**
     * Returns a file for a value that a call will make. Each call has another file, so that no two calls write to the
     * same one.
     */
    Spill next(String name) {
        Type type = setup.pipeline()
                .type(setup.pipeline().graph().datasetNumber(name).orElseThrow());
        String format = setup.catalog()
                .spillFormat(name, type)
                .orElseThrow(() -> new IllegalStateException("the run " + WorkerRun.noFormat(name, type)));
        return new Spill(name, type, format, directory().resolve(Integer.toString(files.incrementAndGet())));
    }

    /** Writes a value of this process to a file. */
    Spill given(String dataset, @Nullable Object value) {
        return given.computeIfAbsent(dataset, name -> {
            Spill spill = next(name);
            spill.file().save(Objects.requireNonNull(value));
            return spill;
        });
    }

    private synchronized Path directory() {
        if (directory == null) {
            try {
                directory = parent.make();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot create a temporary directory for values", e);
            }
        }
        return directory;
    }

    @Override
    public synchronized void close() {
        if (directory != null) {
            Scratch.delete(directory);
        }
    }

    /** A value in a file. */
    record Spill(String dataset, Type type, String format, Path path) implements HeldValue {
        Request.Place.Spilled place() {
            return new Request.Place.Spilled(dataset, format, path.toString());
        }

        Dataset<Object> file() {
            return Catalog.spill(dataset, type, format, path);
        }

        @Override
        public Object load() {
            return file().load();
        }

        @Override
        public void drop() {
            Scratch.delete(path);
        }
    }
}
