package dev.freshet.runtime.run.tracking;

import dev.freshet.dataset.StoredContent;
import dev.freshet.runtime.cache.CacheProgress;
import dev.freshet.runtime.cache.CachedResult;
import dev.freshet.runtime.cache.Fetched;
import dev.freshet.runtime.cache.Publication;
import dev.freshet.runtime.cache.ResultCache;
import dev.freshet.runtime.change.detection.ChangeDetector;
import dev.freshet.runtime.run.partition.KnownPartitions;
import dev.freshet.runtime.state.NodeRecord;
import dev.freshet.runtime.state.RunRecord;
import dev.freshet.runtime.state.StateRecord;
import dev.freshet.runtime.state.Version;
import dev.freshet.runtime.state.local.StateCodec;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The results that a run fetches from the team's cache, and those that it publishes there. */
public final class SharedResults implements AutoCloseable {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");
    /** The length of an abbreviated commit id. */
    private static final int COMMIT = 7;

    private static final int PUBLISHED_AT_A_TIME = 4;

    private final ResultCache cache;
    private final ChangeDetector detector;
    private final Consumer<String> warnings;
    private final ExecutorService publishing = Executors.newFixedThreadPool(PUBLISHED_AT_A_TIME, task -> {
        Thread thread = new Thread(task, "freshet-publish");
        thread.setDaemon(true);
        return thread;
    });
    private final ConcurrentLinkedQueue<Future<?>> published = new ConcurrentLinkedQueue<>();

    /**
     * A result that was fetched.
     *
     * @param entries the entries to add to the state
     * @param maker who made it, in words
     */
    record Taken(List<StateRecord> entries, NodeRecord result, String maker) {}

    /** Uses a cache for one run. */
    public SharedResults(ResultCache cache, ChangeDetector detector, Consumer<String> warnings) {
        this.cache = cache;
        this.detector = detector;
        this.warnings = warnings;
    }

    /** Returns the names under which the cache can hold a recorded result or its partitions. */
    public static Set<String> keysOf(NodeRecord record) {
        Set<String> keys = new HashSet<>(SharedPartitions.basesOf(record));
        keys.add(record.key());
        return keys;
    }

    /** Returns whether this run publishes its results. */
    boolean isPublishing() {
        return cache.policy().write();
    }

    /**
     * Fetches the outputs of a node that another run made from the same inputs, and stores them.
     *
     * @return the result; empty if there is none, or it cannot be used. Then the outputs are unchanged
     */
    Optional<Taken> fetch(int node, CacheProgress progress) {
        Optional<String> key = detector.sharedKey(node);
        Optional<Map<String, StoredContent>> outputs = detector.storedOutputs(node);
        if (key.isEmpty() || outputs.isEmpty()) {
            return Optional.empty();
        }
        try {
            List<CachedResult> found = cache.find(key.get());
            warnOfDifferences(found);
            for (CachedResult result : found) {
                Optional<Made> made = made(result);
                if (made.isPresent()
                        && result.outputs().keySet().equals(outputs.get().keySet())
                        && cache.fetch(result, outputs.get(), progress) instanceof Fetched.Done) {
                    return detector.fetched(node, made.get().result()).map(record -> taken(made.get(), record));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    /** The origin of a result in the cache. */
    private record Made(NodeRecord result, RunRecord run) {}

    private Optional<Made> made(CachedResult result) {
        try {
            return StateCodec.read(result.record()) instanceof NodeRecord record
                            && StateCodec.read(result.origin()) instanceof RunRecord run
                    ? Optional.of(new Made(record, run))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            warnings.accept("a result in the cache does not say how it came about; it is not used");
            return Optional.empty();
        }
    }

    private static Taken taken(Made made, NodeRecord record) {
        return new Taken(List.of(made.run(), record), record, maker(made.result(), made.run()));
    }

    private void warnOfDifferences(List<CachedResult> found) {
        long outputs =
                found.stream().map(CachedResult::outputsDigest).distinct().count();
        if (outputs > 1) {
            made(found.get(0))
                    .ifPresent(made -> warnings.accept(made.result().node() + " is not deterministic: the cache has "
                            + outputs + " different results of the same code and inputs"));
        }
    }

    /** Who made a result, when, and with which commit. */
    private static String maker(NodeRecord made, RunRecord run) {
        return "made by " + run.user() + " on " + run.host() + ", "
                + TIME.format(made.finished().atZone(ZoneId.systemDefault()))
                + (run.commit().isEmpty()
                        ? ""
                        : ", commit "
                                + run.commit()
                                        .substring(
                                                0, Math.min(COMMIT, run.commit().length()))
                                + (run.isDirty() ? " (dirty)" : ""));
    }

    /** Fetches the partitions of a node that others have made from the same inputs; see {@link SharedPartitions}. */
    void fetchPartitions(int node, KnownPartitions.Making making, CacheProgress progress) {
        partitions(node, making).ifPresent(partitions -> {
            try {
                partitions.fetch(progress);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private Optional<SharedPartitions> partitions(int node, KnownPartitions.Making making) {
        Optional<Map<String, StoredContent>> outputs = detector.storedOutputs(node);
        return making.each().isEmpty() || making.discard() || outputs.isEmpty() || !detector.mayShare(node)
                ? Optional.empty()
                : Optional.of(new SharedPartitions(
                        cache,
                        Path.of(making.journal().orElseThrow()),
                        making.madeOf(),
                        making.each().get().sources(),
                        outputs.get()));
    }

    /** Publishes the partitions of a node that was called for each partition of an input, in the background. */
    void publishPartitions(int node, KnownPartitions.Making making, NodeRecord record, Supplier<RunRecord> run) {
        if (!isPublishing() || record.isPrivate()) {
            return;
        }
        partitions(node, making)
                .ifPresent(partitions -> published.add(CompletableFuture.runAsync(
                        () -> {
                            try {
                                partitions.publish(StateCodec.write(record), StateCodec.write(run.get()));
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        },
                        publishing)));
    }

    /**
     * Publishes a result, if that is allowed.
     *
     * @param isAwaited whether other runs may wait for the result. Then it is published when this method returns,
     *     otherwise in the background
     */
    void publish(int node, NodeRecord record, Supplier<RunRecord> run, boolean isAwaited) {
        Optional<Map<String, StoredContent>> outputs = detector.storedOutputs(node);
        if (!isPublishing() || record.isPrivate() || outputs.isEmpty() || !detector.isReproducible(node)) {
            return;
        }
        if (isAwaited) {
            publish(record, outputs.get(), run.get());
        } else {
            published.add(CompletableFuture.runAsync(() -> publish(record, outputs.get(), run.get()), publishing));
        }
    }

    private void publish(NodeRecord record, Map<String, StoredContent> contents, RunRecord run) {
        SortedMap<String, Publication.Output> outputs = new TreeMap<>();
        contents.forEach((dataset, content) -> {
            Version version = record.outputs().get(dataset);
            outputs.put(dataset, new Publication.Output(content, "", version == null ? "" : version.text()));
        });
        try {
            cache.publish(
                    new Publication(
                            record.key(),
                            outputs,
                            StateCodec.write(record),
                            record.isAccepted(),
                            StateCodec.write(run)),
                    CacheProgress.NONE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until all results are published. */
    void await() {
        for (Future<?> one = published.poll(); one != null; one = published.poll()) {
            try {
                one.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (ExecutionException e) {
                warnings.accept("a result was not published: " + e.getCause());
            }
        }
    }

    @Override
    public void close() {
        await();
        publishing.shutdown();
        cache.close();
    }
}
