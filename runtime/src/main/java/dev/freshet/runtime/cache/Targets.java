package dev.freshet.runtime.cache;

import dev.freshet.dataset.DatasetException;
import dev.freshet.dataset.RawContent;
import dev.freshet.dataset.RawFile;
import dev.freshet.dataset.RawPartitions;
import dev.freshet.dataset.StoredContent;
import dev.freshet.runtime.cache.CacheFault.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The outputs of a node, which a result replaces. */
final class Targets {
    private final Map<String, RawContent> contents = new TreeMap<>();

    /** @throws CacheFault if an output is not stored in files */
    Targets(Map<String, StoredContent> outputs) throws CacheFault {
        for (Map.Entry<String, StoredContent> output : outputs.entrySet()) {
            contents.put(
                    output.getKey(),
                    output.getValue().raw().orElseThrow(() -> unfit(output.getKey() + " is not stored in files")));
        }
    }

    /** A file and the blob that is to replace it. */
    record Part(CachedBlob blob, RawFile file) {}

    /** Returns the files that a result replaces. */
    List<Part> parts(CachedResult result) throws CacheFault {
        if (!result.outputs().keySet().equals(contents.keySet())) {
            throw unfit("a result has the outputs " + result.outputs().keySet() + " instead of " + contents.keySet());
        }
        List<Part> parts = new ArrayList<>();
        for (Map.Entry<String, RawContent> output : contents.entrySet()) {
            List<CachedBlob> blobs = result.outputs().getOrDefault(output.getKey(), List.of());
            for (CachedBlob blob : blobs) {
                parts.add(new Part(blob, file(output.getKey(), output.getValue(), blob.partition())));
            }
            if (output.getValue() instanceof RawFile && blobs.size() != 1) {
                throw unfit("a result has " + blobs.size() + " files for " + output.getKey());
            }
        }
        return parts;
    }

    private static RawFile file(String dataset, RawContent content, String partition) throws CacheFault {
        if (content instanceof RawPartitions partitions && !partition.isEmpty()) {
            try {
                return partitions.partition(partition);
            } catch (IllegalArgumentException e) {
                throw unfit("a result does not fit " + dataset + ": " + e.getMessage());
            }
        }
        if (content instanceof RawFile file && partition.isEmpty()) {
            return file;
        }
        throw unfit("a result has " + dataset + (partition.isEmpty() ? " as one file" : " in partitions"));
    }

    private static CacheFault unfit(String problem) {
        return new CacheFault(Cause.UNFIT, problem + "; it is not used");
    }

    /** Creates the directories of partitioned outputs. */
    void prepare() throws CacheFault {
        for (RawContent content : contents.values()) {
            if (content instanceof RawPartitions partitions) {
                changing(partitions::prepare);
            }
        }
    }

    /** Deletes the partitions that a result does not have. */
    void retain(CachedResult result) throws CacheFault {
        for (Map.Entry<String, RawContent> output : contents.entrySet()) {
            if (output.getValue() instanceof RawPartitions partitions) {
                Set<String> keys = result.outputs().getOrDefault(output.getKey(), List.of()).stream()
                        .map(CachedBlob::partition)
                        .collect(Collectors.toSet());
                changing(() -> partitions.retain(keys));
            }
        }
    }

    private static void changing(Runnable change) throws CacheFault {
        try {
            change.run();
        } catch (DatasetException e) {
            throw new CacheFault(Cause.DATASET, String.valueOf(e.getMessage()));
        }
    }
}
