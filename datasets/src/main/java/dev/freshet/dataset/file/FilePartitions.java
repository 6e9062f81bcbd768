package dev.freshet.dataset.file;

import dev.freshet.dataset.DatasetException;
import dev.freshet.dataset.FileCodec;
import dev.freshet.dataset.PartitionedDataset;
import dev.freshet.dataset.Stamp;
import dev.freshet.dataset.StoredContent;
import dev.freshet.dataset.rule.ValueChecks;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** A partitioned dataset with one file for each partition. */
public final class FilePartitions implements PartitionedDataset {
    private final String name;
    private final PartitionedContent content;
    private final FileCodec codec;
    private final ValueChecks checks;

    public FilePartitions(String name, PartitionedContent content, FileCodec codec, ValueChecks checks) {
        this.name = name;
        this.content = content;
        this.codec = codec;
        this.checks = checks;
    }

    @Override
    public SortedSet<String> keys() {
        return Collections.unmodifiableSortedSet(
                new TreeSet<>(content.partitions().keySet()));
    }

    @Override
    public SortedMap<String, Stamp> stamps() {
        SortedMap<String, Stamp> stamps = new TreeMap<>();
        content.partitions().forEach((key, partition) -> stamps.put(key, partition.stamp()));
        return stamps;
    }

    @Override
    public FileDataset<?> partition(String key) {
        return FileDataset.of(name, content.partition(key), codec, checks);
    }

    @Override
    public StoredContent content(String key) {
        return content.partition(key);
    }

    @Override
    public void prepare() {
        content.prepare();
    }

    @Override
    public SortedSet<String> retain(Set<String> keys) {
        return content.retain(keys);
    }

    @Override
    public Object load() {
        Map<String, Object> partitions = new LinkedHashMap<>();
        keys().forEach(key -> partitions.put(key, partition(key).load()));
        return partitions;
    }

    @Override
    @SuppressWarnings("unchecked")
    public void save(Object value) {
        if (value == null) {
            throw new DatasetException(name, location(), "null cannot be saved", null);
        }
        replace((Map<String, ?>) value);
    }

    /** Tries all partitions first, so that none is written if one is refused. */
    @Override
    public SortedSet<String> replace(Map<String, ?> partitions) {
        try {
            partitions.forEach((key, partition) -> partition(key).tryOut(partition));
            content.prepare();
            partitions.forEach((key, partition) -> partition(key).save(partition));
        } catch (IllegalArgumentException e) {
            throw new DatasetException(name, location(), String.valueOf(e.getMessage()), e);
        }
        return retain(new TreeSet<>(partitions.keySet()));
    }

    @Override
    public boolean exists() {
        return !keys().isEmpty();
    }

    @Override
    public boolean isLossless() {
        return codec.isLossless();
    }

    @Override
    public String location() {
        return content.location();
    }
}
