package dev.freshet.runtime.run.verify;

import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.PartitionedDataset;
import dev.freshet.dataset.RecordDataset;
import dev.freshet.dataset.RecordOutput;
import dev.freshet.dataset.Stamp;
import dev.freshet.dataset.StoredContent;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A dataset that is read from its place but written to another one, so that the stored content stays unchanged. */
class ScratchOutput implements Dataset<Object> {
    private final Dataset<Object> stored;
    private final @Nullable Dataset<Object> scratch;

    private ScratchOutput(Dataset<Object> stored, @Nullable Dataset<Object> scratch) {
        this.stored = stored;
        this.scratch = scratch;
    }

    /**
     * Returns such a dataset with the same capabilities as the stored one.
     *
     * @param scratch the dataset that is written; null to discard what is written
     */
    static Dataset<Object> of(Dataset<Object> stored, @Nullable Dataset<Object> scratch) {
        if (stored instanceof PartitionedDataset partitions
                && scratch instanceof PartitionedDataset scratchPartitions) {
            return new Partitions(partitions, scratchPartitions);
        }
        return stored instanceof RecordDataset records
                ? new Records(records, scratch)
                : new ScratchOutput(stored, scratch);
    }

    @Override
    public Object load() {
        return stored.load();
    }

    @Override
    public void save(Object value) {
        if (scratch != null) {
            scratch.save(value);
        }
    }

    @Override
    public boolean exists() {
        return stored.exists();
    }

    @Override
    public String location() {
        return stored.location();
    }

    /** A dataset of many records. */
    private static final class Records extends ScratchOutput implements RecordDataset {
        private final RecordDataset stored;
        private final @Nullable Dataset<Object> scratch;

        Records(RecordDataset stored, @Nullable Dataset<Object> scratch) {
            super(stored, scratch);
            this.stored = stored;
            this.scratch = scratch;
        }

        @Override
        public Stream<Object> stream() {
            return stored.stream();
        }

        @Override
        public RecordOutput replace() {
            return scratch instanceof RecordDataset records ? records.replace() : new Nowhere();
        }
    }

    /** Discards records. */
    private static final class Nowhere implements RecordOutput {
        @Override
        public void write(Object record) {}

        @Override
        public void commit() {}

        @Override
        public void close() {}
    }

    /** A partitioned dataset. */
    private static final class Partitions extends ScratchOutput implements PartitionedDataset {
        private final PartitionedDataset stored;
        private final PartitionedDataset scratch;

        Partitions(PartitionedDataset stored, PartitionedDataset scratch) {
            super(stored, scratch);
            this.stored = stored;
            this.scratch = scratch;
        }

        @Override
        public SortedSet<String> keys() {
            return stored.keys();
        }

        @Override
        public SortedMap<String, Stamp> stamps() {
            return stored.stamps();
        }

        @Override
        public Dataset<Object> partition(String key) {
            return ScratchOutput.of(stored.partition(key), scratch.partition(key));
        }

        @Override
        public StoredContent content(String key) {
            return stored.content(key);
        }

        @Override
        public void prepare() {
            scratch.prepare();
        }

        @Override
        public SortedSet<String> retain(Set<String> keys) {
            return scratch.retain(keys);
        }

        @Override
        public SortedSet<String> replace(Map<String, ?> partitions) {
            return scratch.replace(partitions);
        }
    }
}
