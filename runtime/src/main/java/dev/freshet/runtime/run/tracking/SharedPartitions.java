package dev.freshet.runtime.run.tracking;

import dev.freshet.dataset.Stamp;
import dev.freshet.dataset.StoredContent;
import dev.freshet.fingerprint.Digest;
import dev.freshet.runtime.cache.CacheProgress;
import dev.freshet.runtime.cache.CachedBlob;
import dev.freshet.runtime.cache.CachedResult;
import dev.freshet.runtime.cache.Fetched;
import dev.freshet.runtime.cache.Publication;
import dev.freshet.runtime.cache.ResultCache;
import dev.freshet.runtime.change.detection.NodeRecords;
import dev.freshet.runtime.change.detection.PartitionVersion;
import dev.freshet.runtime.state.NodeRecord;
import dev.freshet.runtime.state.local.PartitionJournal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The partitions of one node in the team's cache, each as a separate result. A node that is called for each partition
 * of an input is not called for partitions that somebody else has already made from the same input.
 */
final class SharedPartitions {
    private final ResultCache cache;
    private final Path journal;
    private final String madeOf;
    private final Map<String, PartitionVersion> sources;
    private final Map<String, StoredContent> outputs;

    /**
     * Creates the shared partitions of a node.
     *
     * @param journal the node's partition journal
     * @param madeOf the digest of everything that determines the partitions, except their sources
     * @param sources the partitions of the input, by key
     * @param outputs the stored outputs of the node, by name
     */
    SharedPartitions(
            ResultCache cache,
            Path journal,
            String madeOf,
            Map<String, PartitionVersion> sources,
            Map<String, StoredContent> outputs) {
        this.cache = cache;
        this.journal = journal;
        this.madeOf = madeOf;
        this.sources = sources;
        this.outputs = outputs;
    }

    private String base() {
        return base(madeOf);
    }

    /** Returns the common part of the names of all partitions that are determined by the same, except their sources. */
    private static String base(String madeOf) {
        return new Digest().add("partitions1").add(madeOf).fullHex();
    }

    /**
     * Returns the possible names for the partitions of a recorded node, since its record does not say over which input
     * it ran.
     */
    static Set<String> basesOf(NodeRecord record) {
        return NodeRecords.partitionsMadeOf(record).stream()
                .map(SharedPartitions::base)
                .collect(Collectors.toSet());
    }

    private String key(String partition, PartitionVersion source) {
        return new Digest().add(base()).add(partition).add(source.version()).fullHex();
    }

    /** Fetches the missing partitions that others have made, and adds them to the journal. */
    void fetch(CacheProgress progress) throws InterruptedException {
        Map<String, String> missing = new HashMap<>();
        try (PartitionJournal made = PartitionJournal.open(journal)) {
            sources.forEach((partition, source) -> {
                if (!isMade(made, partition, source)) {
                    missing.put(key(partition, source), partition);
                }
            });
        }
        if (missing.isEmpty()) {
            return;
        }
        List<CachedResult> wanted = new ArrayList<>();
        cache.findPartitions(base(), missing.keySet())
                .forEach((key, results) -> results.stream()
                        .filter(result -> result.outputs().keySet().equals(outputs.keySet()))
                        .findFirst()
                        .ifPresent(wanted::add));
        if (wanted.isEmpty()) {
            return;
        }
        List<CachedResult> fetched = new ArrayList<>();
        cache.fetchPartitions(wanted, outputs, progress).values().forEach(outcome -> {
            if (outcome instanceof Fetched.Done done) {
                fetched.add(done.result());
            }
        });
        note(fetched, missing);
    }

    private boolean isMade(PartitionJournal made, String partition, PartitionVersion source) {
        return outputs.keySet().stream()
                .allMatch(dataset -> made.partition(dataset, partition)
                        .filter(known ->
                                known.madeOf().equals(madeOf) && known.source().equals(source.version()))
                        .isPresent());
    }

    private void note(List<CachedResult> fetched, Map<String, String> partitionOfKey) {
        List<PartitionJournal.Partition> noted = new ArrayList<>();
        outputs.forEach((dataset, content) -> {
            SortedMap<String, StoredContent.Partition> stored = content.partitions();
            for (CachedResult result : fetched) {
                String partition = Objects.requireNonNull(partitionOfKey.get(result.key()), "it was asked for");
                for (CachedBlob blob : result.outputs().getOrDefault(dataset, List.of())) {
                    Optional.ofNullable(stored.get(partition))
                            .map(StoredContent.Partition::stamp)
                            .map(Stamp::text)
                            .ifPresent(stamp -> noted.add(new PartitionJournal.Partition(
                                    dataset,
                                    partition,
                                    madeOf,
                                    source(partition).version(),
                                    stamp,
                                    blob.version(),
                                    "")));
                }
            }
        });
        try (PartitionJournal made = PartitionJournal.open(journal)) {
            made.add(noted);
        }
    }

    /**
     * Publishes the partitions that nobody has published yet, if the journal says that the node made them from the
     * current inputs.
     *
     * @param record what the run recorded, as text
     * @param origin the run that made them, as text
     */
    void publish(String record, String origin) throws InterruptedException {
        Map<String, String> keys = new HashMap<>();
        sources.forEach((partition, source) -> keys.put(key(partition, source), partition));
        keys.keySet().removeAll(cache.findPartitions(base(), keys.keySet()).keySet());
        List<Publication> publications = new ArrayList<>();
        try (PartitionJournal made = PartitionJournal.open(journal)) {
            keys.forEach((key, partition) -> {
                if (isMade(made, partition, source(partition))) {
                    publications.add(publication(made, partition, key, record, origin));
                }
            });
        }
        if (!publications.isEmpty()) {
            cache.publishPartitions(base(), publications, CacheProgress.NONE);
        }
    }

    private PartitionVersion source(String partition) {
        return Objects.requireNonNull(sources.get(partition), "it is one of the sources");
    }

    private Publication publication(PartitionJournal made, String partition, String key, String record, String origin) {
        SortedMap<String, Publication.Output> files = new TreeMap<>();
        outputs.forEach((dataset, content) -> files.put(
                dataset,
                new Publication.Output(
                        content,
                        partition,
                        made.partition(dataset, partition).orElseThrow().digest())));
        return new Publication(key, files, record, false, origin);
    }
}
