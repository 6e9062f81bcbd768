package dev.freshet.runtime.cache;

import dev.freshet.dataset.Storage;
import dev.freshet.fingerprint.Digest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The results of partitions, in pages by base key: the key of all that the partitions of a node have in common. A page
 * holds what one run published, so that a lookup costs one listing and few reads, however many partitions there are.
 *
 * <p>Who adds the page after {@value #MOST_PAGES} others merges them. A page is removed only after a page with all of
 * its results is stored, so every result is in some page at any time. A reader whose page vanishes after the listing
 * lists again.
 */
final class PartitionResults {
    private static final int MOST_PAGES = 16;
    private static final int MOST_LISTINGS = 3;

    private final Vault vault;
    private final Results readable;
    private final Results mergeable;
    private final PageCodec codec;

    /**
     * @param readable reads what may be used
     * @param mergeable reads what the codec may sign: nothing that another key or nobody signed
     */
    PartitionResults(Vault vault, Results readable, Results mergeable, PageCodec codec) {
        this.vault = vault;
        this.readable = readable;
        this.mergeable = mergeable;
        this.codec = codec;
    }

    /** Returns all results with a base key. */
    List<CachedResult> find(String base) throws CacheFault, InterruptedException {
        String prefix = Layout.partitions(base);
        Results.Found found = readable.read(prefix, base);
        for (int listings = 1; found.hasVanished() && listings < MOST_LISTINGS; listings++) {
            found = readable.read(prefix, base);
        }
        return results(found.pages());
    }

    private static List<CachedResult> results(Map<String, Page> pages) {
        Set<CachedResult> results = new LinkedHashSet<>();
        pages.values().forEach(page -> results.addAll(page.results()));
        return List.copyOf(results);
    }

    /** Adds results to those with a base key. */
    void write(String base, List<CachedResult> results) throws CacheFault, InterruptedException {
        String prefix = Layout.partitions(base);
        List<Storage.Entry> existing = vault.list(prefix);
        if (existing.size() < MOST_PAGES) {
            write(prefix, base, results);
        } else {
            merge(prefix, base, results);
        }
    }

    private String write(String prefix, String base, List<CachedResult> results) throws CacheFault {
        byte[] page = codec.write(new Page(base, results));
        String name = prefix + Digest.of(page);
        vault.write(name, page);
        return name;
    }

    private void merge(String prefix, String base, List<CachedResult> results) throws CacheFault, InterruptedException {
        Map<String, Page> pages = mergeable.read(prefix, base).pages();
        Set<CachedResult> all = new LinkedHashSet<>(results(pages));
        all.addAll(results);
        String merged = write(prefix, base, new ArrayList<>(all));
        for (String name : pages.keySet()) {
            if (!name.equals(merged)) {
                vault.delete(name);
            }
        }
    }
}
