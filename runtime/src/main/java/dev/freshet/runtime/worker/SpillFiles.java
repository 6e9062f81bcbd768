package dev.freshet.runtime.worker;

import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.DatasetException;
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
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/** The temporary files through which values in memory pass between the processes of a run. */
public final class SpillFiles implements AutoCloseable {
    /** Without Jackson's limits, which are for texts from strangers. */
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNameLength(Integer.MAX_VALUE)
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .build();

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

        /** Of a map in JSON, reads no values: they may not fit into this process. */
        @Override
        public Set<String> keys() {
            if (!format.equals("json")) {
                return HeldValue.super.keys();
            }
            try (JsonParser parser = JSON.createParser(path)) {
                Set<String> keys = new TreeSet<>();
                parser.nextToken();
                while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                    keys.add(parser.currentName());
                    parser.nextToken();
                    parser.skipChildren();
                }
                return keys;
            } catch (JacksonException e) {
                throw new DatasetException(dataset, path.toString(), "its keys cannot be read: " + e.getMessage(), e);
            }
        }

        @Override
        public void drop() {
            Scratch.delete(path);
        }
    }
}
