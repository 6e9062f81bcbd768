package dev.freshet.dataset.backend;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a compaction writes and deletes around its seal. */
final class Compaction {
    private static final Logger LOG = LoggerFactory.getLogger(Compaction.class);

    private final StateObjects objects;
    private final Timing timing;

    Compaction(StateObjects objects, Timing timing) {
        this.objects = objects;
        this.timing = timing;
    }

    /**
     * Stores a base for the next generation.
     *
     * @param known where the entries are
     * @param number the number that the seal will try first
     */
    Seal prepare(Layout known, StateBackend.Entry base, long number) throws IOException {
        // At most the newest seal has no copy, so whoever opens the state finds its end.
        if (known.newest().isPresent()) {
            copy(known.newest().get());
        }
        Envelope envelope = Envelope.of(Envelope.Kind.BASE, base.text());
        Seal seal = new Seal(
                known.last().name(),
                number,
                envelope.writer(),
                base.number(),
                known.of(base.number() + 1).name());
        objects.create(Keys.base(seal), envelope);
        return seal;
    }

    void discard(Seal seal) throws IOException {
        objects.delete(Keys.base(seal));
    }

    private void copy(Seal seal) throws IOException {
        objects.create(Keys.seal(seal.generation()), seal.envelope());
    }

    /** Completes a compaction whose seal is in the log. What fails here is left to the next compaction. */
    void finish(Seal seal) {
        try {
            copy(seal);
            purge();
        } catch (IOException e) {
            LOG.warn("the compaction of the state left something for the next one: {}", e.getMessage());
        }
    }

    /** Deletes the generations whose entries have long been in a base. */
    private void purge() throws IOException {
        SortedMap<Long, Instant> copies = objects.numbers(Keys.SEALS);
        Set<String> purged = new HashSet<>(objects.list(Keys.PURGES));
        for (long generation = 1; generation <= copies.size(); generation++) {
            if (!purged.contains(Keys.purged(generation))) {
                if (!isOver(generation, copies)) {
                    return;
                }
                purgeOne(generation);
            }
        }
    }

    /**
     * Returns whether a base has stood for all entries of a generation for so long that nobody needs them. Only the
     * clock of the storage counts.
     *
     * @param copies when the copies of the seals were written
     */
    private boolean isOver(long generation, Map<Long, Instant> copies) throws IOException {
        Optional<Seal> end = objects.seal(Keys.seal(generation));
        for (long sealed = generation; end.isPresent() && copies.containsKey(sealed); sealed++) {
            Optional<Seal> seal = sealed == generation ? end : objects.seal(Keys.seal(sealed));
            if (seal.isPresent() && seal.get().baseNumber() >= end.get().number() - 1) {
                Instant now = Collections.max(copies.values());
                Instant since = copies.get(sealed);
                return Duration.between(since, now).compareTo(timing.keep()) >= 0;
            }
        }
        return false;
    }

    private void purgeOne(long generation) throws IOException {
        objects.put(Keys.purge(generation), new byte[] {'\n'});
        for (String start : List.of(Keys.log(generation), Keys.bases(generation))) {
            for (String key : objects.list(start)) {
                objects.delete(key);
            }
        }
        objects.put(Keys.purged(generation), new byte[] {'\n'});
    }
}
