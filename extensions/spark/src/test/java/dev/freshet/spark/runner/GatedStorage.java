package dev.freshet.spark.runner;

import dev.freshet.dataset.Credentials;
import dev.freshet.dataset.Option;
import dev.freshet.dataset.Replacement;
import dev.freshet.dataset.Stamp;
import dev.freshet.dataset.Storage;
import dev.freshet.dataset.StorageProvider;
import dev.freshet.dataset.file.FileStorage;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Files by their absolute paths, as in {@code gated://files/tmp/x.txt}. Their publication waits for a test. What is staged
 * under {@code gated://before}, {@code gated://half} or {@code gated://after} halts there the first time, until somebody
 * ends its process; each staging leaves a line in a file beside the content, which nobody else knows.
 * Workers do not reach {@code gated://nowhere}.
 */
public final class GatedStorage implements Storage {
    /** What comes before a publication, in the process of the run. */
    interface Gate {
        void pass(String key) throws IOException;
    }

    static volatile Gate gate = key -> {};

    private final Storage files = new FileStorage(Path.of("/"));

    /** Where stagings halt; anything else for nowhere. */
    private final String point;

    private GatedStorage(String point) {
        this.point = point;
    }

    /** The scheme {@code gated}. */
    public static final class Provider implements StorageProvider {
        /** For the service loader. */
        public Provider() {}

        @Override
        public String scheme() {
            return "gated";
        }

        @Override
        public List<Option> credentials() {
            return List.of();
        }

        private static boolean isWorker() {
            return System.getProperty("sun.java.command", "").contains("WorkerMain");
        }

        @Override
        public Storage open(String authority, Credentials credentials) {
            if (authority.equals("nowhere") && isWorker()) {
                throw new IllegalArgumentException("this host does not reach " + authority);
            }
            return new GatedStorage(authority);
        }
    }

    /** Each line is the process that began to stage. */
    static Path stagings(Path file) {
        return file.resolveSibling(file.getFileName() + ".stagings");
    }

    @Override
    public Replacement stage(String key, String name) throws IOException {
        Path stagings = stagings(Path.of("/", key));
        boolean isFirst = Files.notExists(stagings);
        if (isFirst) {
            Halt.at("before", point, stagings);
        }
        Replacement staged = files.stage(key, name);
        if (isFirst && (point.equals("half") || point.equals("after"))) {
            return new Halting(staged, point, stagings);
        }
        Halt.note(stagings);
        return staged;
    }

    @Override
    public Optional<Stamp> publish(String key, String name) throws IOException {
        gate.pass(key);
        return files.publish(key, name);
    }

    @Override
    public Optional<Entry> stat(String key) throws IOException {
        return files.stat(key);
    }

    @Override
    public Content read(String key) throws IOException {
        return files.read(key);
    }

    @Override
    public InputStream read(String key, long from, long length) throws IOException {
        return files.read(key, from, length);
    }

    @Override
    public Replacement replace(String key) throws IOException {
        return files.replace(key);
    }

    @Override
    public boolean create(String key, byte[] content) throws IOException {
        return files.create(key, content);
    }

    @Override
    public List<Entry> list(String prefix) throws IOException {
        return files.list(prefix);
    }

    @Override
    public void delete(String key) throws IOException {
        files.delete(key);
    }

    /** Ends with the process. */
    private static final class Halt {
        static void note(Path stagings) throws IOException {
            Files.writeString(
                    stagings,
                    ProcessHandle.current().pid() + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }

        static void at(String here, String point, Path stagings) throws IOException {
            while (here.equals(point)) {
                if (Files.notExists(stagings)) {
                    note(stagings);
                }
                LockSupport.park();
            }
        }
    }

    /** Halts when half of the content is in the file, or when all of it is. */
    private record Halting(Replacement staged, String point, Path stagings) implements Replacement {
        @Override
        public OutputStream out() {
            return new FilterOutputStream(staged.out()) {
                @Override
                public void write(byte[] bytes, int from, int length) throws IOException {
                    int half = point.equals("half") ? length / 2 : length;
                    out.write(bytes, from, half);
                    out.flush();
                    Halt.at("half", point, stagings);
                }
            };
        }

        @Override
        public Optional<Stamp> commit() throws IOException {
            Optional<Stamp> stamp = staged.commit();
            Halt.at("after", point, stagings);
            return stamp;
        }

        @Override
        public void close() throws IOException {
            staged.close();
        }
    }
}
