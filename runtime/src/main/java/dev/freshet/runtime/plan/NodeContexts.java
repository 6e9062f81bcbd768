package dev.freshet.runtime.plan;

import dev.freshet.NodeContext;
import dev.freshet.dataset.InjectedObjects;
import dev.freshet.dataset.Scratch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;

/**
 * The {@link NodeContext}s of one run, or of one {@code call} of a generated class. Closing it deletes the temporary
 * directories that nodes asked for and that {@link #release} has not deleted yet.
 */
public final class NodeContexts implements AutoCloseable {
    /** Receives what nodes do with their contexts; see {@link NodeContext#progress}. */
    @FunctionalInterface
    public interface Progress {
        /** Called on the node's thread. */
        void progress(String node, long done, long total);

        /** The node asked for the run's id, so its outputs may differ from run to run. */
        default void runIdRead(String node) {}

        /** Returns whether somebody wants the calls of {@link #logged}. */
        default boolean hearsOfLogs() {
            return false;
        }

        /** The node, or its call for a partition, logged a line. */
        default void logged(String node, Optional<String> partition, System.Logger.Level level, String text) {}
    }

    private final String pipeline;
    private final String runId;
    private final long seed;
    private final InjectedObjects injected;
    private final Progress progress;
    private final Queue<Path> directories = new ConcurrentLinkedQueue<>();

    /** Creates the contexts of a run. The seed determines their random numbers. */
    public NodeContexts(String pipeline, String runId, long seed, InjectedObjects injected, Progress progress) {
        this.pipeline = pipeline;
        this.runId = runId;
        this.seed = seed;
        this.injected = injected;
        this.progress = progress;
    }

    /** Creates the contexts for a call outside of any run: with a new run id and the seed 0, and without progress. */
    public static NodeContexts standalone(String pipeline) {
        return new NodeContexts(
                pipeline,
                UUID.randomUUID().toString(),
                0,
                InjectedObjects.withoutSettings(),
                (node, done, total) -> {});
    }

    /** Returns the context of a node. */
    public NodeContext of(String node) {
        return new Context(node, null);
    }

    /** Returns the context of a node's call for one partition. */
    public static NodeContext ofPartition(NodeContext node, String key) {
        return node instanceof Context whole ? whole.ofPartition(key) : node;
    }

    /** Returns whether somebody wants what nodes log. */
    public boolean hearsOfLogs() {
        return progress.hearsOfLogs();
    }

    /** Passes on a line that a node logged in another process. */
    public static void logged(NodeContext context, System.Logger.Level level, String text) {
        if (context instanceof Context used) {
            used.logged(level, text);
        }
    }

    /**
     * Returns the object of an extension for a parameter with {@link dev.freshet.Injected}.
     *
     * @throws RuntimeException if the object cannot be created
     */
    public static <T> T injected(NodeContext context, Class<T> type) {
        return context instanceof Context used
                ? used.injected(type)
                : InjectedObjects.withoutSettings().get(type);
    }

    /** Begins a node's call on this thread. Its log lines belong to the node until {@link #leave}. */
    public static void enter(NodeContext context) {
        if (context instanceof Context used) {
            used.enter();
        }
    }

    /** Ends the node's call on this thread. */
    public static void leave() {
        LogContext.leave();
    }

    /** Ends the use of a context: deletes its temporary directory if the node asked for one. */
    public static void release(NodeContext context) {
        if (context instanceof Context used) {
            used.release();
        }
    }

    @Override
    public void close() {
        Path directory;
        while ((directory = directories.poll()) != null) {
            Scratch.delete(directory);
        }
    }

    /** Returns a node's seed, by FNV-1a over the UTF-8 bytes of its name, which is the same in all Java versions. */
    private static long seed(long runSeed, String name) {
        long hash = 0xcbf29ce484222325L ^ runSeed;
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
        }
        return hash;
    }

    private final class Context implements NodeContext {
        private final String node;
        private final @Nullable String partition;
        private @Nullable Path directory;
        private @Nullable RandomGenerator random;

        Context(String node, @Nullable String partition) {
            this.node = node;
            this.partition = partition;
        }

        Context ofPartition(String key) {
            return new Context(node, key);
        }

        <T> T injected(Class<T> type) {
            return injected.get(type);
        }

        void enter() {
            LogContext.enter(runId, pipeline, node);
        }

        synchronized void release() {
            if (directory != null) {
                directories.remove(directory);
                Scratch.delete(directory);
                directory = null;
            }
        }

        @Override
        public String node() {
            return node;
        }

        @Override
        public Optional<String> partition() {
            return Optional.ofNullable(partition);
        }

        @Override
        public String runId() {
            progress.runIdRead(node);
            return runId;
        }

        @Override
        public System.Logger logger() {
            Slf4jLogger logger = new Slf4jLogger("freshet." + pipeline + "." + node);
            return progress.hearsOfLogs() ? new ToldLogger(logger, this::logged) : logger;
        }

        private void logged(System.Logger.Level level, String text) {
            progress.logged(node, Optional.ofNullable(partition), level, text);
        }

        @Override
        public void progress(long done, long total) {
            if (done < 0 || total < 0 || (total > 0 && done > total)) {
                throw new IllegalArgumentException("progress(" + done + ", " + total
                        + "): the first number must not be negative, and at most the second, which is 0 if unknown");
            }
            // The run itself counts partitions, since several are made at the same time.
            if (partition == null) {
                progress.progress(node, done, total);
            }
        }

        @Override
        public synchronized Path temporaryDirectory() {
            if (directory == null) {
                try {
                    directory = Scratch.createDirectory("freshet-" + node);
                } catch (IOException e) {
                    throw new UncheckedIOException("cannot create a temporary directory for node " + node, e);
                }
                directories.add(directory);
            }
            return directory;
        }

        @Override
        public synchronized RandomGenerator random() {
            if (random == null) {
                random = RandomGeneratorFactory.of("L64X128MixRandom")
                        .create(seed(seed, partition == null ? node : node + '\n' + partition));
            }
            return random;
        }
    }
}
