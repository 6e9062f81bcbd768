package dev.freshet.dataset.file;

import dev.freshet.dataset.Scratch;
import dev.freshet.dataset.Storage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * What was staged in a bucket and never published, because the run was killed. The next process that publishes in the
 * same directory deletes it, if its run is surely dead, or if it is so old that no run will publish it. In file
 * systems, {@link Scratch} does this.
 */
final class Leftovers {
    /** Outputs are published right after they were staged. */
    private static final Duration OLD = Duration.ofDays(7);

    private static final Map<Storage, Set<String>> SWEPT = Collections.synchronizedMap(new WeakHashMap<>());

    private Leftovers() {}

    /**
     * Deletes what is left in the directory of a key, once for each storage of this process.
     *
     * @param key a key that has just been published, so that it tells the time by the clock of the storage
     */
    static void sweep(Storage storage, String key) {
        if (storage.path(key).isPresent()) {
            return;
        }
        String directory = key.substring(0, key.lastIndexOf('/') + 1);
        boolean isFirst = SWEPT.computeIfAbsent(storage, unknown -> Collections.synchronizedSet(new HashSet<>()))
                .add(directory);
        if (!isFirst) {
            return;
        }
        try {
            Optional<Instant> now = storage.stat(key).map(Storage.Entry::written);
            for (Storage.Entry entry : storage.list(directory + ".")) {
                String name = entry.key().substring(directory.length());
                int end = Scratch.endOf(name);
                if (end > 0
                        && (Scratch.isOfTheDead(name)
                                || now.filter(at -> isOld(entry, at)).isPresent())) {
                    storage.discard(directory + name.substring(1, end), name.substring(end));
                }
            }
        } catch (IOException | RuntimeException e) {
            // They stay until somebody can delete them.
        }
    }

    private static boolean isOld(Storage.Entry entry, Instant now) {
        return entry.written().isBefore(now.minus(OLD));
    }
}
