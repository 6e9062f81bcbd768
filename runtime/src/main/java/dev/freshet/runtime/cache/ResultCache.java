package dev.freshet.runtime.cache;

import dev.freshet.dataset.Storage;
import dev.freshet.dataset.StoredContent;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;

/**
 * Results that a team shares. What a node made is found by the key of all that it was made from, and is copied instead
 * of being made again. A cache never makes a run fail and never yields wrong content: every byte is verified before it
 * replaces anything, and what cannot be used counts as absent, with one warning for each cause. Thread-safe.
 */
public final class ResultCache implements AutoCloseable {
    /** The least age at which a file that no result names is removed, so that nobody loses what is being published. */
    public static final Duration GRACE = Duration.ofHours(24);

    private final CachePolicy policy;
    private final Warnings warnings;
    private final Vault vault;
    private final Clock clock;
    private final PageCodec codec;
    private final Transfers transfers = new Transfers();
    private final Results results;
    private final PartitionResults partitions;
    private final Fetching fetching;
    private final Publishing publishing;
    private final Breaker reads = new Breaker();
    private final Breaker writes = new Breaker();

    private ResultCache(Vault vault, CachePolicy policy, Warnings warnings, Clock clock) {
        this.policy = policy;
        this.warnings = warnings;
        Blobs blobs = new Blobs(vault, clock, GRACE);
        this.vault = vault;
        this.clock = clock;
        codec = new PageCodec(policy);
        results = new Results(vault, codec, transfers, warnings);
        PageCodec strict = new PageCodec(policy.refusingUnsigned());
        partitions = new PartitionResults(vault, results, new Results(vault, strict, transfers, warnings), codec);
        fetching = new Fetching(blobs, transfers);
        publishing = new Publishing(blobs, transfers, GRACE.dividedBy(4));
    }

    /**
     * Opens a cache. The storage is not asked for anything yet.
     *
     * @param prefix the beginning of all keys of the cache; empty for none
     * @param shown the location as the user wrote it, for warnings
     * @param warned receives each warning, one line
     */
    public static ResultCache open(
            Storage storage, String prefix, String shown, CachePolicy policy, Consumer<String> warned) {
        return open(storage, prefix, shown, policy, warned, Clock.systemUTC());
    }

    static ResultCache open(
            Storage storage, String prefix, String shown, CachePolicy policy, Consumer<String> warned, Clock clock) {
        String directory = prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
        return new ResultCache(new Vault(storage, directory), policy, new Warnings(shown, warned), clock);
    }

    /** Returns what may be done with the cache. */
    public CachePolicy policy() {
        return policy;
    }

    /**
     * Returns the results of a key. There are several if a node made different outputs from the same code and inputs.
     *
     * @param key the SHA-256 of all that the outputs depend on, 64 hex digits
     */
    public List<CachedResult> find(String key) throws InterruptedException {
        return reading(() -> results.read(Layout.results(key), key).pages().values().stream()
                .flatMap(page -> page.results().stream())
                .filter(result -> result.key().equals(key))
                .filter(this::isAcceptable)
                .distinct()
                .toList());
    }

    /** Reads results from the storage. */
    private interface Reading {
        List<CachedResult> read() throws CacheFault, InterruptedException;
    }

    private List<CachedResult> reading(Reading reading) throws InterruptedException {
        if (reads.isOff()) {
            return List.of();
        }
        try {
            List<CachedResult> found = reading.read();
            reads.succeeded();
            return found;
        } catch (CacheFault e) {
            reads.failed();
            warnings.of(e);
            return List.of();
        }
    }

    private boolean isAcceptable(CachedResult result) {
        return policy.acceptsAccepted() || !result.accepted();
    }

    /**
     * Replaces all outputs of a node by those of a result.
     *
     * @param targets all outputs of the node by dataset
     */
    public Fetched fetch(CachedResult result, Map<String, StoredContent> targets, CacheProgress progress)
            throws InterruptedException {
        try {
            fetching.whole(result, new Targets(targets), progress);
            return new Fetched.Done(result);
        } catch (CacheFault e) {
            return unusable(e);
        }
    }

    /**
     * Returns the results of partitions by key, without the keys that have none. The number of requests does not depend
     * on the number of keys.
     *
     * @param base the key of what all partitions of the node have in common, 64 hex digits
     * @param keys the keys of the partitions
     */
    public Map<String, List<CachedResult>> findPartitions(String base, Set<String> keys) throws InterruptedException {
        Map<String, List<CachedResult>> found = new TreeMap<>();
        for (CachedResult result : reading(() -> partitions.find(base))) {
            if (keys.contains(result.key()) && isAcceptable(result)) {
                found.computeIfAbsent(result.key(), key -> new ArrayList<>()).add(result);
            }
        }
        return found;
    }

    /**
     * Replaces partitions by those of results. Other partitions stay. A result that cannot be used does not stop the
     * others.
     *
     * @param results at most one for each partition
     * @param targets all outputs of the node by dataset
     * @return what came of each result, by its key
     */
    public Map<String, Fetched> fetchPartitions(
            List<CachedResult> results, Map<String, StoredContent> targets, CacheProgress progress)
            throws InterruptedException {
        Map<String, Fetched> fetched = new TreeMap<>();
        try {
            List<Optional<CacheFault>> faults = fetching.partitions(results, new Targets(targets), progress);
            for (int i = 0; i < results.size(); i++) {
                CachedResult result = results.get(i);
                fetched.put(result.key(), faults.get(i).map(this::unusable).orElse(new Fetched.Done(result)));
            }
        } catch (CacheFault e) {
            results.forEach(result -> fetched.put(result.key(), unusable(e)));
        }
        return fetched;
    }

    private Fetched unusable(CacheFault fault) {
        if (fault.why() == CacheFault.Cause.UNREACHABLE) {
            reads.failed();
        }
        warnings.of(fault);
        return new Fetched.Unusable(String.valueOf(fault.getMessage()));
    }

    /**
     * Publishes a result: first its files, then the result. The outputs must be stored durably before this call. Does
     * nothing unless the policy allows to write.
     */
    public Published publish(Publication publication, CacheProgress progress) throws InterruptedException {
        Published none = refused().orElse(null);
        if (none != null) {
            return none;
        }
        try {
            Publishing.Prepared prepared = publishing.prepare(publication);
            return store(List.of(prepared), stored -> results.write(stored.get(0)), progress)
                    .getOrDefault(publication.key(), new Published.NotStored("nothing was stored"));
        } catch (CacheFault e) {
            return notStored(e);
        }
    }

    /** Stores results, and returns what came of each by its key. */
    private Map<String, Published> store(
            List<Publishing.Prepared> prepared, Publishing.Writing writing, CacheProgress progress)
            throws CacheFault, InterruptedException {
        Map<String, Published> outcomes = new TreeMap<>();
        prepared.forEach(each -> outcomes.put(each.result().key(), new Published.Stored(each.result())));
        publishing.store(prepared, writing, (result, fault) -> outcomes.put(result.key(), notStored(fault)), progress);
        writes.succeeded();
        return outcomes;
    }

    /** Returns why nothing is published; empty if something may be. */
    private Optional<Published> refused() {
        if (!policy.write()) {
            return Optional.of(new Published.NotStored("the cache is only read"));
        }
        return writes.isOff()
                ? Optional.of(new Published.NotStored("nothing could be stored in the cache before"))
                : Optional.empty();
    }

    /**
     * Publishes results of partitions, each with a key of its own. A partition that cannot be published does not stop
     * the others.
     *
     * @param base the key of what all partitions of the node have in common, 64 hex digits
     * @param publications one for each partition, with at most one file for each output
     * @return what came of each, by its key
     */
    public Map<String, Published> publishPartitions(String base, List<Publication> publications, CacheProgress progress)
            throws InterruptedException {
        Map<String, Published> published = new ConcurrentSkipListMap<>();
        Published none = refused().orElse(null);
        try {
            if (none == null) {
                List<Publishing.Prepared> prepared = publishing.prepare(
                        publications, (failed, fault) -> published.put(failed.key(), notStored(fault)));
                published.putAll(store(prepared, ready -> partitions.write(base, ready), progress));
            }
        } catch (CacheFault e) {
            none = notStored(e);
        }
        if (none != null) {
            for (Publication publication : publications) {
                published.putIfAbsent(publication.key(), none);
            }
        }
        return published;
    }

    private Published notStored(CacheFault fault) {
        if (fault.why() == CacheFault.Cause.UNWRITABLE || fault.why() == CacheFault.Cause.UNREACHABLE) {
            writes.failed();
        }
        if (fault.why() != CacheFault.Cause.UNFIT) {
            // Datasets that are not files are never published, so that is no news.
            warnings.of(fault);
        }
        return new Published.NotStored(String.valueOf(fault.getMessage()));
    }

    /**
     * Removes old results, and then the files that no result names. Others may use the cache at the same time; see
     * {@link #GRACE}.
     *
     * @param olderThan the least age of results that are removed
     * @param liveKeys the keys, and base keys, of results that stay whatever their age
     * @param liveBlobs the SHA-256 of files that stay
     * @param isDry whether nothing is removed, so that the report tells what would be
     * @throws CacheException if the policy does not allow to write, or the storage fails
     */
    public CollectReport collect(Duration olderThan, Set<String> liveKeys, Set<String> liveBlobs, boolean isDry)
            throws InterruptedException {
        if (!policy.write() && !isDry) {
            throw new CacheException(
                    warnings.text("it is only read; set \"write: true\" in run.yml to remove anything"));
        }
        Collector.Request request = new Collector.Request(olderThan, liveKeys, liveBlobs, isDry);
        try {
            return new Collector(vault, codec, transfers, clock, GRACE, request).collect();
        } catch (CacheFault e) {
            throw new CacheException(warnings.text(String.valueOf(e.getMessage())));
        }
    }

    /** Waits until the threads have ended, after {@link #close}. */
    boolean awaitEnd() throws InterruptedException {
        return transfers.awaitEnd();
    }

    /** Ends the cache's threads when they have done what they were asked for. */
    @Override
    public void close() {
        transfers.close();
    }
}
