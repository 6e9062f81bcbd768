package dev.freshet.runtime.cache;

import dev.freshet.dataset.DatasetException;
import dev.freshet.dataset.RawContent;
import dev.freshet.dataset.RawFile;
import dev.freshet.dataset.RawPartitions;
import dev.freshet.dataset.StoredContent;
import dev.freshet.runtime.cache.CacheFault.Cause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/** Stores the files of results. A result is written only after its files are stored. */
final class Publishing {
    private static final int MOST_TRIES = 3;

    private final Blobs blobs;
    private final Transfers transfers;
    private final Duration longest;

    /** @param longest how long after a file was stored its result must be written */
    Publishing(Blobs blobs, Transfers transfers, Duration longest) {
        this.blobs = blobs;
        this.transfers = transfers;
        this.longest = longest;
    }

    /** A file to publish. */
    private record Source(String dataset, String partition, RawFile file, Optional<String> version) {}

    private record Identified(Source source, CachedBlob blob) {}

    /** Writes the object with the results. */
    interface Writing {
        void write(List<CachedResult> stored) throws CacheFault, InterruptedException;
    }

    /** Reads the outputs, and returns the result that they amount to. Stores nothing. */
    Prepared prepare(Publication publication) throws CacheFault, InterruptedException {
        Meter meter = new Meter(CacheProgress.NONE, 0);
        List<Transfers.Task<Identified>> tasks = new ArrayList<>();
        for (Source source : sources(publication)) {
            tasks.add(() -> identify(source, meter));
        }
        return prepared(publication, transfers.all(tasks, meter));
    }

    /**
     * Reads the outputs of several small publications in parallel.
     *
     * @param failed receives those that cannot be published
     */
    List<Prepared> prepare(List<Publication> publications, BiConsumer<Publication, CacheFault> failed)
            throws CacheFault, InterruptedException {
        Meter meter = new Meter(CacheProgress.NONE, 0);
        List<Transfers.Task<Optional<Prepared>>> tasks = new ArrayList<>();
        for (Publication publication : publications) {
            tasks.add(() -> {
                try {
                    List<Identified> identified = new ArrayList<>();
                    for (Source source : sources(publication)) {
                        identified.add(identify(source, meter));
                    }
                    return Optional.of(prepared(publication, identified));
                } catch (CacheFault e) {
                    failed.accept(publication, e);
                    return Optional.empty();
                }
            });
        }
        return transfers.all(tasks, meter).stream().flatMap(Optional::stream).toList();
    }

    private Identified identify(Source source, Meter meter) throws CacheFault {
        return new Identified(source, blobs.identify(source.file(), source.partition(), source.version(), meter));
    }

    private static Prepared prepared(Publication publication, List<Identified> identified) throws CacheFault {
        SortedMap<String, List<CachedBlob>> outputs = new TreeMap<>();
        publication.outputs().keySet().forEach(dataset -> outputs.put(dataset, new ArrayList<>()));
        Map<CachedBlob, RawFile> files = new LinkedHashMap<>();
        for (Identified file : identified) {
            outputs.getOrDefault(file.source().dataset(), new ArrayList<>()).add(file.blob());
            files.put(file.blob(), file.source().file());
        }
        requireVersions(publication, outputs);
        return new Prepared(
                new CachedResult(
                        publication.key(), outputs, publication.record(), publication.accepted(), publication.origin()),
                files);
    }

    /**
     * A result whose files are not stored yet.
     *
     * @param files where the bytes of each blob are
     */
    record Prepared(CachedResult result, Map<CachedBlob, RawFile> files) {}

    private static List<Source> sources(Publication publication) throws CacheFault {
        List<Source> sources = new ArrayList<>();
        for (Map.Entry<String, Publication.Output> output :
                publication.outputs().entrySet()) {
            try {
                sources.addAll(sources(output.getKey(), output.getValue()));
            } catch (DatasetException | IllegalArgumentException e) {
                throw new CacheFault(Cause.DATASET, String.valueOf(e.getMessage()));
            }
        }
        return sources;
    }

    private static List<Source> sources(String dataset, Publication.Output output) throws CacheFault {
        RawContent raw = output.content().raw().orElse(null);
        Optional<String> version = Optional.of(output.version());
        if (raw instanceof RawFile file && output.partition().isEmpty()) {
            return List.of(new Source(dataset, "", file, version));
        }
        if (!(raw instanceof RawPartitions partitions)) {
            throw new CacheFault(Cause.UNFIT, dataset + " is not stored in files, so it is not published");
        }
        if (!output.partition().isEmpty()) {
            RawFile file = partitions.partition(output.partition());
            return List.of(new Source(dataset, output.partition(), file, version));
        }
        List<Source> all = new ArrayList<>();
        partitions.existing().forEach((key, file) -> all.add(new Source(dataset, key, file, Optional.empty())));
        return all;
    }

    /** Checks that partitioned outputs, as a whole, are what the run recorded. */
    private static void requireVersions(Publication publication, Map<String, List<CachedBlob>> outputs)
            throws CacheFault {
        for (Map.Entry<String, Publication.Output> output :
                publication.outputs().entrySet()) {
            boolean isWhole = output.getValue().partition().isEmpty()
                    && output.getValue().content().raw().orElse(null) instanceof RawPartitions;
            SortedMap<String, String> versions = new TreeMap<>();
            outputs.getOrDefault(output.getKey(), List.of())
                    .forEach(blob -> versions.put(blob.partition(), blob.version()));
            if (isWhole
                    && !StoredContent.digestOfPartitions(versions)
                            .equals(output.getValue().version())) {
                throw new CacheFault(
                        Cause.CHANGED, output.getKey() + " changed after the run recorded it, so it is not published");
            }
        }
    }

    /**
     * Stores files, then writes their results. If storing took so long that a collector could have removed the first
     * ones, they are checked again.
     *
     * @param failed receives the results whose files cannot be read
     * @throws CacheFault if the storage fails
     */
    void store(
            List<Prepared> results,
            Writing writing,
            BiConsumer<CachedResult, CacheFault> failed,
            CacheProgress progress)
            throws CacheFault, InterruptedException {
        for (int tries = 1; tries <= MOST_TRIES; tries++) {
            long start = System.nanoTime();
            Map<CachedBlob, CacheFault> faults = secure(results, progress);
            if (System.nanoTime() - start < longest.toNanos()) {
                List<CachedResult> stored = without(faults, results, failed);
                if (!stored.isEmpty()) {
                    writing.write(stored);
                }
                return;
            }
        }
        throw new CacheFault(Cause.UNWRITABLE, "the files of a result could not be stored within " + longest);
    }

    private static List<CachedResult> without(
            Map<CachedBlob, CacheFault> faults, List<Prepared> results, BiConsumer<CachedResult, CacheFault> failed) {
        List<CachedResult> stored = new ArrayList<>();
        for (Prepared prepared : results) {
            Optional<CacheFault> fault = prepared.files().keySet().stream()
                    .flatMap(blob -> Optional.ofNullable(faults.get(blob)).stream())
                    .findFirst();
            fault.ifPresentOrElse(
                    found -> failed.accept(prepared.result(), found), () -> stored.add(prepared.result()));
        }
        return stored;
    }

    private Map<CachedBlob, CacheFault> secure(List<Prepared> results, CacheProgress progress)
            throws CacheFault, InterruptedException {
        Map<CachedBlob, RawFile> files = new LinkedHashMap<>();
        results.forEach(result -> files.putAll(result.files()));
        long total = files.keySet().stream().mapToLong(CachedBlob::size).sum();
        Meter meter = new Meter(progress, total);
        Map<CachedBlob, CacheFault> faults = new ConcurrentHashMap<>();
        List<Transfers.Task<Boolean>> tasks = new ArrayList<>();
        files.forEach((blob, file) -> tasks.add(() -> {
            try {
                blobs.secure(blob, file, meter);
            } catch (CacheFault e) {
                if (e.why() != Cause.CHANGED && e.why() != Cause.DATASET) {
                    throw e;
                }
                faults.put(blob, e);
            }
            return true;
        }));
        transfers.all(tasks, meter);
        return faults;
    }
}
