package dev.freshet.dataset.backend;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * Removes objects that no entry has named for long. A mark beside an object tells since when that is so: the time at
 * which the mark was stored. Only the clock of the storage counts. Whoever names the object again stores it again
 * before, so a mark that is not clearly later than its object says nothing.
 *
 * <p>No storage can delete an object only if nobody has stored it again in that instant. So a copy stays for as long
 * again. A later call puts the object back if an entry names it by then.
 */
final class Collecting {
    private final StateObjects objects;
    private final Timing timing;

    Collecting(StateObjects objects, Timing timing) {
        this.objects = objects;
        this.timing = timing;
    }

    /** See {@link StateBackend#collect}. */
    Set<String> collect(Set<String> needed) throws IOException {
        SortedMap<String, Instant> stored = objects.written(Keys.OBJECTS);
        SortedMap<String, Instant> marks = objects.written(Keys.UNNEEDED);
        Instant now = now();
        Set<String> removed = new TreeSet<>();
        for (Map.Entry<String, Instant> object : stored.entrySet()) {
            String name = object.getKey().substring(Keys.OBJECTS.length());
            if (isName(name)) {
                Optional<Instant> mark = Optional.ofNullable(marks.get(Keys.UNNEEDED + name));
                if (needed.contains(name)) {
                    unmark(name, mark);
                } else if (!isLater(mark, object.getValue())) {
                    objects.replace(Keys.unneeded(name), new byte[] {'\n'});
                } else if (isOld(mark.orElseThrow(), now) && remove(name, object.getValue())) {
                    removed.add(name);
                }
            }
        }
        removeMarksOfNothing(stored, marks);
        lookAtCopies(needed, stored, now);
        removeHeartbeats(now);
        return removed;
    }

    /** Each compaction stores something, so the newest time is about that of the storage. */
    private Instant now() throws IOException {
        SortedMap<String, Instant> seals = objects.written(Keys.SEALS);
        return seals.isEmpty() ? Instant.MIN : Collections.max(seals.values());
    }

    /** Another program can have left something among the objects. */
    private static boolean isName(String name) {
        try {
            StateBackend.requireName(name);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void unmark(String name, Optional<Instant> mark) throws IOException {
        if (mark.isPresent()) {
            objects.delete(Keys.unneeded(name));
        }
    }

    /** Whoever stored the object shortly before the mark may not have named it yet. */
    private boolean isLater(Optional<Instant> mark, Instant stored) {
        return mark.isPresent() && stored.plus(timing.trust()).isBefore(mark.get());
    }

    private boolean isOld(Instant written, Instant now) {
        return written.isBefore(now) && Duration.between(written, now).compareTo(timing.keep()) >= 0;
    }

    /** Looks again at the last moment: somebody can have stored the object since it was listed. */
    private boolean remove(String name, Instant listed) throws IOException {
        Optional<byte[]> content = objects.find(Keys.object(name));
        if (content.isEmpty()) {
            return false;
        }
        objects.replace(Keys.removed(name), content.get());
        if (objects.writtenAt(Keys.object(name)).filter(listed::equals).isEmpty()) {
            return false;
        }
        objects.delete(Keys.object(name));
        objects.delete(Keys.unneeded(name));
        return true;
    }

    /** Whoever stored an object while it was deleted has named it by now. */
    private void lookAtCopies(Set<String> needed, SortedMap<String, Instant> stored, Instant now) throws IOException {
        for (Map.Entry<String, Instant> copy : objects.written(Keys.REMOVED).entrySet()) {
            String name = copy.getKey().substring(Keys.REMOVED.length());
            if (isName(name)) {
                if (needed.contains(name) && !stored.containsKey(Keys.OBJECTS + name)) {
                    putBack(name);
                }
                if (isOld(copy.getValue(), now)) {
                    objects.delete(Keys.removed(name));
                }
            }
        }
    }

    private void putBack(String name) throws IOException {
        Optional<byte[]> content = objects.find(Keys.removed(name));
        if (content.isPresent()) {
            objects.put(Keys.object(name), content.get());
        }
    }

    private void removeMarksOfNothing(SortedMap<String, Instant> stored, SortedMap<String, Instant> marks)
            throws IOException {
        for (String mark : marks.keySet()) {
            if (!stored.containsKey(Keys.OBJECTS + mark.substring(Keys.UNNEEDED.length()))) {
                objects.delete(mark);
            }
        }
    }

    /** A run that ended without a word leaves its heartbeat. */
    private void removeHeartbeats(Instant now) throws IOException {
        for (Map.Entry<String, Instant> session : objects.written(Keys.SESSIONS).entrySet()) {
            if (isOld(session.getValue(), now)
                    && objects.writtenAt(session.getKey())
                            .filter(session.getValue()::equals)
                            .isPresent()) {
                objects.delete(session.getKey());
            }
        }
    }
}
