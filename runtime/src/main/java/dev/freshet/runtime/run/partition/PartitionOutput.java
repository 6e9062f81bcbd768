package dev.freshet.runtime.run.partition;

import dev.freshet.PartitionSink;
import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.DatasetException;
import dev.freshet.dataset.PartitionedDataset;
import dev.freshet.dataset.Stamp;
import dev.freshet.dataset.StoredContent;
import dev.freshet.runtime.hook.OutputPartitions;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * An output that a node makes partition by partition. Each partition is stored when the node puts it. If the dataset is
 * in memory or stored as a whole, the partitions are collected. Safe for use by several threads.
 */
final class PartitionOutput implements PartitionSink<Object> {
    private final String dataset;
    private final @Nullable Dataset<Object> stored;
    private final @Nullable PartitionedDataset files;
    private final PartitionProgress progress;
    private final Runnable requireNotOver;
    private final Heard heard;
    private final Map<String, Object> collected = new LinkedHashMap<>();
    private @Nullable SortedMap<String, Stamp> listed;
    private final Set<String> keys = ConcurrentHashMap.newKeySet();
    /** The partitions that the node has put in this call. */
    private final Set<String> put = ConcurrentHashMap.newKeySet();

    /** The partitions that the node was told are up to date. */
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    /** The partitions that were made and stored. */
    private final Set<String> made = ConcurrentHashMap.newKeySet();

    private volatile Set<String> removed = Set.of();
    private boolean isTold;

    /** Receives the events of partitions that are stored separately. */
    interface Heard {
        /** Ignores all events. */
        Heard NOBODY = new Heard() {
            @Override
            public void stored(String key) {}

            @Override
            public void kept(String key) {}
        };

        /** A partition was stored, or staged. */
        void stored(String key);

        /** The node asked for a partition that is up to date. */
        void kept(String key);
    }

    /**
     * Starts to make the output.
     *
     * @param stored the dataset that stores the output; null if it stays in memory
     * @param requireNotOver throws if the node has ended
     */
    PartitionOutput(
            String dataset,
            @Nullable Dataset<Object> stored,
            PartitionProgress progress,
            Runnable requireNotOver,
            Heard heard) {
        this.heard = heard;
        this.dataset = dataset;
        this.stored = stored;
        this.files = stored instanceof PartitionedDataset partitions ? partitions : null;
        this.progress = progress;
        this.requireNotOver = requireNotOver;
    }

    String dataset() {
        return dataset;
    }

    /** Returns the dataset, if its partitions are stored separately. */
    @Nullable
    PartitionedDataset files() {
        return files;
    }

    /** Returns the stamp that a partition had when the output was first asked for one; empty if there was none. */
    Optional<Stamp> listed(String key) {
        return Optional.ofNullable(listed().get(key));
    }

    private synchronized SortedMap<String, Stamp> listed() {
        SortedMap<String, Stamp> known = listed;
        if (known == null) {
            known = files == null ? new TreeMap<>() : files.stamps();
            listed = known;
        }
        return known;
    }

    /** Returns those of some keys whose partitions have changed since they were listed. */
    Set<String> changed(Collection<String> among) {
        Set<String> changed = new TreeSet<>();
        SortedMap<String, Stamp> now = files == null ? new TreeMap<>() : files.stamps();
        for (String key : among) {
            if (!listed(key).equals(Optional.ofNullable(now.get(key)))) {
                changed.add(key);
            }
        }
        return changed;
    }

    /** Returns the stored content of a partition; only for partitions that are stored separately. */
    StoredContent content(String key) {
        return Objects.requireNonNull(files).content(key);
    }

    @Override
    public boolean has(String key) {
        if (keys.contains(key)) {
            return true;
        }
        boolean isMade = files != null && progress.isMade(key, this);
        if (isMade) {
            told(key);
            heard.kept(key);
        }
        return isMade;
    }

    /** The node was told that a partition is up to date. */
    void told(String key) {
        keys.add(key);
        told.add(key);
    }

    @Override
    public void put(String key, Object partition) {
        if (!put.add(key)) {
            throw new IllegalArgumentException(
                    "the partition \"" + key + "\" of \"" + dataset + "\" is put twice: the first would be lost");
        }
        try {
            store(key, partition);
        } catch (RuntimeException e) {
            put.remove(key);
            throw e;
        }
        made(key);
        if (files != null) {
            progress.made(key, files, dataset);
        }
    }

    /** Stores a partition. The caller reports the progress. */
    void store(String key, Object partition) {
        requireNotOver.run();
        if (partition == null) {
            throw new NullPointerException("the partition \"" + key + "\" of \"" + dataset + "\" is null");
        }
        if (files != null) {
            files.partition(key).save(partition);
            heard.stored(key);
        } else {
            collect(key, partition);
        }
        put(key);
    }

    private void collect(String key, Object partition) {
        synchronized (collected) {
            PartitionSink.into(collected).put(key, partition);
        }
    }

    /** Starts to make a partition record by record. */
    StreamedOutput open(String key) {
        return new StreamedOutput(files == null ? null : files.partition(key), duration -> heard.stored(key));
    }

    /** Stores a partition that was made record by record. The caller reports the progress. */
    void store(String key, StreamedOutput made) {
        requireNotOver.run();
        Object value = made.commit();
        if (value != null) {
            collect(key, value);
        }
        put(key);
    }

    /** A partition that the node has put was stored. */
    private void put(String key) {
        keys.add(key);
        told.remove(key);
    }

    /** A partition that the node has put in a worker was stored. */
    void published(String key) {
        progress.made(key, Objects.requireNonNull(files), dataset);
        put(key);
        made(key);
    }

    /** A partition was made and stored. */
    void made(String key) {
        keys.add(key);
        made.add(key);
    }

    /** Keeps a partition that is up to date. */
    void keep(String key) {
        keys.add(key);
    }

    /** Sorts the collected partitions, whichever order they were put in. */
    void sort(List<String> order) {
        synchronized (collected) {
            Map<String, Object> all = new HashMap<>(collected);
            collected.clear();
            order.stream().filter(all::containsKey).forEach(key -> collected.put(key, all.get(key)));
        }
    }

    /**
     * Completes the output, since all partitions exist. Returns the value if the dataset is in memory.
     *
     * @param all whether to delete partitions with other keys
     */
    @Nullable
    Object commit(boolean all) {
        if (files != null) {
            requireWhatWasTold(files);
            files.prepare();
            if (all) {
                removed = files.retain(new HashSet<>(keys));
                progress.retain(dataset, keys);
            }
            return null;
        }
        if (stored != null) {
            stored.save(collected);
            return null;
        }
        return collected;
    }

    /** Tells what the attempt did to the partitions, unless it was told before or they are not stored separately. */
    void tell(StreamedCall.Places places, int output) {
        if (files != null && !isTold) {
            isTold = true;
            places.partitioned(output, OutputPartitions.of(dataset, made, keys.size() - made.size(), removed));
        }
    }

    /** Checks that nobody has changed or deleted partitions since the node was told that they are up to date. */
    private void requireWhatWasTold(PartitionedDataset partitions) {
        Set<String> changed = told.isEmpty() ? Set.of() : changed(told);
        if (changed.isEmpty()) {
            return;
        }
        synchronized (this) {
            listed = null;
        }
        for (String key : changed) {
            if (!progress.isMade(key, this)) {
                throw new DatasetException(
                        dataset,
                        partitions.content(key).location(),
                        "it was up to date when the node started, but somebody has changed or deleted it since; "
                                + "run the node again",
                        null);
            }
        }
    }
}
