package dev.freshet.runtime.change.detection;

import dev.freshet.dataset.Stamp;
import dev.freshet.dataset.StoredContent;
import dev.freshet.runtime.state.StampRecord;
import dev.freshet.runtime.state.StateStore;
import dev.freshet.runtime.state.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Versions of stored datasets: their content digests, read only where the stamp does not tell. A stamp tells if it was
 * recorded when any later change had to give another one (see {@link Stamp#isSettledAt}).
 */
public final class Contents {
    private static final int TRIES = 3;

    /** What was seen of a content. */
    private record Seen(Stamp stamp, String digest) {}

    private final StateStore store;
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();
    private final Map<String, StampRecord> unrecorded = new ConcurrentHashMap<>();

    /** @param store knows the digests of contents whose stamps are as they were */
    public Contents(StateStore store) {
        this.store = store;
    }

    /** Returns the version of what is stored now; empty if nothing is. */
    public Optional<Version> version(StoredContent content) {
        return digest(content).map(Version::ofContent);
    }

    /** Returns the version of what is stored now, also if nothing is. */
    Version versionOrMissing(StoredContent content) {
        return version(content).orElse(Version.Fixed.MISSING);
    }

    /** Returns the digest of what is stored now; empty if nothing is. */
    Optional<String> digest(StoredContent content) {
        SortedMap<String, StoredContent> partitions = content.partitions();
        return partitions.isEmpty() ? digestOfOne(content) : digestOfPartitions(content, partitions);
    }

    /** Only partitions that changed are read. */
    private Optional<String> digestOfPartitions(StoredContent content, SortedMap<String, StoredContent> partitions) {
        Optional<Stamp> stamp = content.stamp();
        SortedMap<String, String> digests = new TreeMap<>();
        partitions.forEach((key, partition) -> digest(partition).ifPresent(digest -> digests.put(key, digest)));
        String digest = StoredContent.digestOfPartitions(digests);
        stamp.ifPresent(taken -> seen.put(content.location(), new Seen(taken, digest)));
        return Optional.of(digest);
    }

    private Optional<String> digestOfOne(StoredContent content) {
        for (int tried = 1; ; tried++) {
            Instant moment = Instant.now();
            Optional<Stamp> stamp = content.stamp();
            if (stamp.isEmpty()) {
                seen.remove(content.location());
                return Optional.empty();
            }
            Optional<String> known = known(content.location(), stamp.get());
            if (known.isPresent()) {
                return known;
            }
            String digest = content.digest(stamp.get());
            boolean steady = content.stamp().filter(stamp.get()::equals).isPresent();
            if (steady || tried == TRIES) {
                seen.put(content.location(), new Seen(stamp.get(), digest));
                if (steady && stamp.get().isSettledAt(moment)) {
                    unrecorded.put(
                            content.location(),
                            new StampRecord(content.location(), stamp.get().text(), digest));
                }
                return Optional.of(digest);
            }
        }
    }

    private Optional<String> known(String location, Stamp stamp) {
        return store.stamp(location)
                .filter(record -> record.stamp().equals(stamp.text()))
                .map(record -> {
                    seen.put(location, new Seen(stamp, record.digest()));
                    return record.digest();
                });
    }

    /** Whether a content is still as it was when its version was taken. */
    boolean isUnchanged(StoredContent content) {
        Seen last = seen.get(content.location());
        return last != null && content.stamp().filter(last.stamp()::equals).isPresent();
    }

    /** The stamp that a content had when its version was taken, if the state has it too. */
    Optional<Stamp> recorded(StoredContent content) {
        Seen last = seen.get(content.location());
        return last == null
                ? Optional.empty()
                : store.stamp(content.location())
                        .filter(record -> record.stamp().equals(last.stamp().text()))
                        .map(record -> last.stamp());
    }

    /** The stamps that the state does not know yet, each once. */
    List<StampRecord> takeUnrecorded() {
        List<StampRecord> taken = new ArrayList<>();
        unrecorded.keySet().forEach(location -> {
            StampRecord stamp = unrecorded.remove(location);
            if (stamp != null) {
                taken.add(stamp);
            }
        });
        return taken;
    }
}
