package dev.freshet.runtime.cache;

import dev.freshet.dataset.Storage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** The results in the cache, by key. */
final class Results {
    private final Vault vault;
    private final PageCodec codec;
    private final Transfers transfers;
    private final Warnings warnings;

    Results(Vault vault, PageCodec codec, Transfers transfers, Warnings warnings) {
        this.vault = vault;
        this.codec = codec;
        this.transfers = transfers;
        this.warnings = warnings;
    }

    /**
     * Pages that can be used, by name.
     *
     * @param hasVanished whether a page was removed after it was listed
     */
    record Found(Map<String, Page> pages, boolean hasVanished) {}

    /**
     * Returns the pages whose names begin with a prefix. Pages that cannot be used are left out, with a warning.
     *
     * @param scope the scope that they must have
     * @throws CacheFault if the storage cannot be read
     */
    Found read(String prefix, String scope) throws CacheFault, InterruptedException {
        Meter meter = new Meter(CacheProgress.NONE, 0);
        AtomicBoolean hasVanished = new AtomicBoolean();
        List<Storage.Entry> entries = vault.list(prefix);
        List<Transfers.Task<Optional<Page>>> tasks = new ArrayList<>();
        for (Storage.Entry entry : entries) {
            tasks.add(() -> page(entry.key(), scope, hasVanished));
        }
        List<Optional<Page>> read = transfers.all(tasks, meter);
        Map<String, Page> pages = new LinkedHashMap<>();
        for (int i = 0; i < read.size(); i++) {
            String name = entries.get(i).key();
            read.get(i).ifPresent(page -> pages.put(name, page));
        }
        return new Found(pages, hasVanished.get());
    }

    private Optional<Page> page(String name, String scope, AtomicBoolean hasVanished) throws CacheFault {
        byte[] bytes = vault.read(name);
        if (bytes == null) {
            hasVanished.set(true);
            return Optional.empty();
        }
        try {
            return Optional.of(codec.read(name, scope, bytes));
        } catch (CacheFault e) {
            warnings.of(e);
            return Optional.empty();
        }
    }

    /** Writes a result; one with the same outputs is replaced. */
    void write(CachedResult result) throws CacheFault {
        Page page = new Page(result.key(), List.of(result));
        vault.write(Layout.results(result.key()) + result.outputsDigest(), codec.write(page));
    }
}
