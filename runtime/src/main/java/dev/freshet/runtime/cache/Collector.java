package dev.freshet.runtime.cache;

import dev.freshet.dataset.Storage;
import dev.freshet.runtime.cache.CacheFault.Cause;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Removes old results, and then the files that no result names. Others may publish at the same time:
 *
 * <ul>
 *   <li>A file is removed only if it was stored more than the grace period before this collection started.
 *   <li>A publisher stores a file again if it was stored more than half the grace period ago, and writes the result
 *       within a quarter of the grace period after that. So the files of a result that is written after this collection
 *       read the results are too young to be removed, as long as clocks differ by less than a quarter of the grace
 *       period.
 *   <li>Before each removal, the object's age is checked again, since it may have been stored again.
 * </ul>
 *
 * <p>What remains is the moment between that question and the removal. A file that a publisher stores anew in that
 * moment is lost. Its result then cannot be used, the node runs, and publishing its result stores the file again. The
 * same holds for old results of partitions that are merged into a new page while they are removed.
 */
final class Collector {
    private static final Pattern PAGE =
            Pattern.compile("(?:" + Layout.RESULTS + "|" + Layout.PARTITIONS + ")[0-9a-f]{64}/[0-9a-f]{32}");
    private static final Pattern BLOB = Pattern.compile(Layout.BLOBS + "([0-9a-f]{2})/\\1[0-9a-f]{62}");

    private final Vault vault;
    private final PageCodec codec;
    private final Transfers transfers;
    private final Instant start;
    private final Duration grace;
    private final Request request;
    private final Set<String> named = ConcurrentHashMap.newKeySet();

    /**
     * What to collect.
     *
     * @param olderThan the least age of results that are removed
     * @param liveKeys the keys, and base keys, of results that stay whatever their age
     * @param liveBlobs the SHA-256 of files that stay
     * @param isDry whether nothing is removed
     */
    record Request(Duration olderThan, Set<String> liveKeys, Set<String> liveBlobs, boolean isDry) {}

    Collector(Vault vault, PageCodec codec, Transfers transfers, Clock clock, Duration grace, Request request) {
        this.vault = vault;
        this.codec = codec;
        this.transfers = transfers;
        start = clock.instant();
        this.grace = grace;
        this.request = request;
        named.addAll(request.liveBlobs());
    }

    /** Objects of one kind, by whether they stay. */
    private record Sorted(List<Storage.Entry> kept, List<Storage.Entry> removed) {
        static Sorted of(List<Storage.Entry> entries, List<Boolean> removed) {
            Sorted sorted = new Sorted(new ArrayList<>(), new ArrayList<>());
            for (int i = 0; i < entries.size(); i++) {
                (removed.get(i) ? sorted.removed : sorted.kept).add(entries.get(i));
            }
            return sorted;
        }

        static long bytes(List<Storage.Entry> entries) {
            return entries.stream().mapToLong(Storage.Entry::size).sum();
        }
    }

    CollectReport collect() throws CacheFault, InterruptedException {
        List<Storage.Entry> pages = new ArrayList<>(vault.list(Layout.RESULTS));
        pages.addAll(vault.list(Layout.PARTITIONS));
        pages.removeIf(page -> !PAGE.matcher(page.key()).matches());
        Sorted results = sorted(pages, this::removePage);
        List<Storage.Entry> blobs = vault.list(Layout.BLOBS).stream()
                .filter(blob -> BLOB.matcher(blob.key()).matches())
                .toList();
        Sorted files = sorted(blobs, this::removeBlob);
        return new CollectReport(
                results.kept().size(),
                results.removed().size(),
                files.kept().size(),
                Sorted.bytes(files.kept()),
                files.removed().size(),
                Sorted.bytes(files.removed()));
    }

    /** Removes an object if it is no longer needed, and returns whether it is not. */
    private interface Removal {
        boolean of(Storage.Entry entry) throws CacheFault;
    }

    private Sorted sorted(List<Storage.Entry> entries, Removal removal) throws CacheFault, InterruptedException {
        List<Transfers.Task<Boolean>> tasks = new ArrayList<>();
        for (Storage.Entry entry : entries) {
            tasks.add(() -> removal.of(entry));
        }
        return Sorted.of(entries, transfers.all(tasks, new Meter(CacheProgress.NONE, 0)));
    }

    private boolean removePage(Storage.Entry entry) throws CacheFault {
        boolean isOld = isOlder(entry, request.olderThan());
        boolean isLive = request.liveKeys().contains(Layout.scope(entry.key()));
        if (isOld && !isLive && !holdsLivePartition(entry) && remove(entry)) {
            return true;
        }
        // It stays, or was stored again.
        page(entry).ifPresent(page -> page.results().forEach(result -> named.addAll(result.blobs())));
        return false;
    }

    private boolean holdsLivePartition(Storage.Entry entry) throws CacheFault {
        return entry.key().startsWith(Layout.PARTITIONS)
                && page(entry)
                        .filter(page ->
                                page.results().stream().map(CachedResult::key).anyMatch(request.liveKeys()::contains))
                        .isPresent();
    }

    /**
     * Returns what a page names, whoever signed it; empty if it is gone or damaged.
     *
     * @throws CacheFault if the page cannot be read, or only a newer version knows what it names
     */
    private Optional<Page> page(Storage.Entry entry) throws CacheFault {
        byte[] bytes = vault.read(entry.key());
        try {
            return bytes == null ? Optional.empty() : Optional.of(codec.readUnverified(entry.key(), bytes));
        } catch (CacheFault e) {
            if (e.why() == Cause.NEWER) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private boolean removeBlob(Storage.Entry entry) throws CacheFault {
        return !named.contains(Layout.name(entry.key())) && isOlder(entry, grace) && remove(entry);
    }

    private boolean isOlder(Storage.Entry entry, Duration age) {
        return entry.written().isBefore(start.minus(age));
    }

    /** Removes an object unless it was stored again, and returns whether it is gone. */
    private boolean remove(Storage.Entry entry) throws CacheFault {
        if (request.isDry()) {
            return true;
        }
        Optional<Storage.Entry> now = vault.stat(entry.key());
        if (now.isPresent() && !now.get().stamp().equals(entry.stamp())) {
            return false;
        }
        vault.delete(entry.key());
        return true;
    }
}
