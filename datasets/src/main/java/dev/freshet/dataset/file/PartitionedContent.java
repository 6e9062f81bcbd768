package dev.freshet.dataset.file;

import dev.freshet.dataset.DatasetException;
import dev.freshet.dataset.RawContent;
import dev.freshet.dataset.RawFile;
import dev.freshet.dataset.RawPartitions;
import dev.freshet.dataset.Stamp;
import dev.freshet.dataset.Storage;
import dev.freshet.dataset.StoredContent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The files of a partitioned dataset. Its stamp and digest are computed from those of the partitions. */
public final class PartitionedContent implements StoredContent {
    private final String name;
    private final PartitionPath path;
    /** The name under which new content is staged; null if it replaces the content at once. */
    private final @Nullable String staging;

    private final Map<String, FileContent> known = new ConcurrentHashMap<>();
    private volatile Runnable check = () -> {};
    private final Warnings elsewhere = new Warnings();

    public PartitionedContent(String name, PartitionPath path) {
        this(name, path, null);
    }

    private PartitionedContent(String name, PartitionPath path, @Nullable String staging) {
        this.name = name;
        this.path = path;
        this.staging = staging;
    }

    @Override
    public Optional<StoredContent> staging(String under) {
        return Optional.of(new PartitionedContent(name, path, under));
    }

    @Override
    public SortedMap<String, Optional<String>> staged() {
        SortedMap<String, Optional<String>> staged = new TreeMap<>();
        known.forEach((key, partition) -> {
            if (partition.isStaged()) {
                staged.put(key, partition.stagedDigest());
            }
        });
        return staged;
    }

    /** Returns the file of a partition, which may not exist. */
    FileContent partition(String key) {
        return known.computeIfAbsent(key, unknown -> {
            FileContent whole = new FileContent(name, path.locate(unknown));
            FileContent partition = staging == null ? whole : whole.stagingAs(staging);
            partition.beforeReplacing(() -> check.run());
            return partition;
        });
    }

    /** Prepares the dataset for partitions; whoever publishes them does so. */
    void prepare() {
        if (staging != null) {
            return;
        }
        try {
            path.prepare();
        } catch (IOException e) {
            throw unwritable(path.all(), e);
        }
    }

    /**
     * Deletes every partition whose key is not in the set; whoever publishes the others does so. Returns the keys of
     * the deleted partitions.
     */
    SortedSet<String> retain(Set<String> keys) {
        SortedSet<String> deleted = new TreeSet<>();
        if (staging != null) {
            return deleted;
        }
        for (String key : entries().keySet()) {
            if (!keys.contains(key)) {
                check.run();
                FileLocation file = partition(key).file();
                try {
                    file.storage().delete(file.key());
                } catch (IOException e) {
                    throw unwritable(file, e);
                }
                deleted.add(key);
            }
        }
        return deleted;
    }

    private DatasetException unwritable(FileLocation file, IOException e) {
        return new DatasetException(name, file.shown(), file.storage().writing(e, file.key()), e);
    }

    @Override
    public List<String> takeWarnings() {
        List<String> warnings = new ArrayList<>(elsewhere.take());
        new TreeMap<>(known).values().forEach(partition -> warnings.addAll(partition.takeWarnings()));
        return warnings;
    }

    @Override
    public void warned(String warning) {
        elsewhere.add(warning);
    }

    @Override
    public void beforeReplacing(Runnable newCheck) {
        check = newCheck;
    }

    @Override
    public Optional<RawContent> raw() {
        return Optional.of(new Bytes());
    }

    /** The stored bytes of the partitions. */
    private final class Bytes implements RawPartitions {
        @Override
        public SortedMap<String, RawFile> existing() {
            SortedMap<String, RawFile> files = new TreeMap<>();
            entries().keySet().forEach(key -> files.put(key, partition(key)));
            return files;
        }

        @Override
        public RawFile partition(String key) {
            return PartitionedContent.this.partition(key).bytes();
        }

        @Override
        public void prepare() {
            PartitionedContent.this.prepare();
        }

        @Override
        public void retain(Set<String> keys) {
            PartitionedContent.this.retain(keys);
        }
    }

    @Override
    public String location() {
        return path.all().shown();
    }

    @Override
    public SortedMap<String, Partition> partitions() {
        SortedMap<String, Partition> partitions = new TreeMap<>();
        entries().forEach((key, entry) -> partitions.put(key, new Partition(partition(key), entry.stamp())));
        return Collections.unmodifiableSortedMap(partitions);
    }

    private SortedMap<String, Storage.Entry> entries() {
        try {
            return path.list();
        } catch (IOException e) {
            throw unreadable(e);
        } catch (UncheckedIOException e) {
            throw unreadable(Objects.requireNonNull(e.getCause()));
        }
    }

    private DatasetException unreadable(IOException e) {
        return new DatasetException(
                name, location(), path.all().storage().reading(e, path.all().key()), e);
    }

    @Override
    public Optional<Stamp> stamp() {
        return path.exists() ? Optional.of(StoredContent.stampOfPartitions(partitions())) : Optional.empty();
    }

    @Override
    public String digest(Stamp stamp) {
        SortedMap<String, String> digests = new TreeMap<>();
        partitions()
                .forEach(
                        (key, partition) -> digests.put(key, partition.content().digest(partition.stamp())));
        return StoredContent.digestOfPartitions(digests);
    }
}
