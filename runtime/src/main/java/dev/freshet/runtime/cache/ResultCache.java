package dev.freshet.runtime.cache;

import dev.freshet.dataset.Storage;
import dev.freshet.dataset.StoredContent;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Results that a team shares. What a node made is found by the key of all that it was made from, and is copied instead
 * of being made again. A cache never makes a run fail and never yields wrong content: every byte is verified before it
 * replaces anything, and what cannot be used counts as absent, with one warning for each cause. Thread-safe.
 */
public final class ResultCache implements AutoCloseable {
    /** The least age at which a file that no result names is removed. */
    public static final Duration GRACE = Duration.ofHours(24);

    private final CachePolicy policy;
    private final Warnings warnings;
    private final Transfers transfers = new Transfers();
    private final Results results;
    private final Fetching fetching;
    private final Publishing publishing;
    private final Breaker reads = new Breaker();
    private final Breaker writes = new Breaker();

    private ResultCache(Vault vault, CachePolicy policy, Warnings warnings, Clock clock) {
        this.policy = policy;
        this.warnings = warnings;
        Blobs blobs = new Blobs(vault, clock, GRACE);
        results = new Results(vault, new PageCodec(policy), transfers, warnings);
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
        if (reads.isOff()) {
            return List.of();
        }
        try {
            List<CachedResult> found = results.read(Layout.results(key), key).values().stream()
                    .flatMap(page -> page.results().stream())
                    .filter(result -> result.key().equals(key))
                    .filter(this::isAcceptable)
                    .distinct()
                    .toList();
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

    private Fetched unusable(CacheFault fault) {
        warnings.of(fault);
        return new Fetched.Unusable(String.valueOf(fault.getMessage()));
    }

    /**
     * Publishes a result: first its files, then the result. The outputs must be stored durably before this call. Does
     * nothing unless the policy allows to write.
     */
    public Published publish(Publication publication, CacheProgress progress) throws InterruptedException {
        if (!policy.write()) {
            return new Published.NotStored("the cache is only read");
        }
        if (writes.isOff()) {
            return new Published.NotStored("nothing could be stored in the cache before");
        }
        try {
            Publishing.Prepared prepared = publishing.prepare(publication);
            publishing.store(List.of(prepared), () -> results.write(prepared.result()), progress);
            writes.succeeded();
            return new Published.Stored(prepared.result());
        } catch (CacheFault e) {
            return notStored(e);
        }
    }

    private Published notStored(CacheFault fault) {
        if (fault.why() == CacheFault.Cause.UNWRITABLE || fault.why() == CacheFault.Cause.UNREACHABLE) {
            writes.failed();
        }
        warnings.of(fault);
        return new Published.NotStored(String.valueOf(fault.getMessage()));
    }

    /** Ends the cache's threads. */
    @Override
    public void close() {
        transfers.close();
    }
}
