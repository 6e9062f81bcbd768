package dev.freshet.dataset.backend;

import dev.freshet.dataset.backend.Layout.Generation;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Finds out where the entries of the log are. */
final class LogLayouts {
    private final StateObjects objects;
    private final Timing timing;

    LogLayouts(StateObjects objects, Timing timing) {
        this.objects = objects;
        this.timing = timing;
    }

    /**
     * Returns the layout that the copies of the seals show. The copy of the newest seal can be missing, if its writer
     * ended too early; the seal itself is then in the log.
     */
    Layout load() throws IOException {
        Moment start = timing.now();
        SortedMap<Long, Instant> copies = objects.numbers(Keys.SEALS);
        if (copies.isEmpty()) {
            return Layout.of(Optional.empty(), List.of(new Generation(1, 1)), start);
        }
        Seal newest = copy(copies.lastKey());
        List<Generation> generations = new ArrayList<>(List.of(new Generation(newest.tail(), newest.baseNumber() + 1)));
        for (long sealed = newest.tail(); sealed < newest.generation(); sealed++) {
            generations.add(new Generation(sealed + 1, copy(sealed).number()));
        }
        generations.add(new Generation(newest.generation() + 1, newest.number()));
        return Layout.of(Optional.of(newest), generations, start);
    }

    private Seal copy(long generation) throws IOException {
        String key = Keys.seal(generation);
        return objects.seal(key).orElseThrow(() -> objects.damaged(key, "is missing"));
    }

    /**
     * Returns the layout that includes an entry that the caller knows. Whoever knows an entry of a generation that
     * nobody has told of would otherwise look for the next one in the wrong generation.
     *
     * @throws DamagedStateException if there is no such entry
     */
    Layout reaching(long number, Layout known) throws IOException {
        Layout layout = known;
        while (number > layout.reach()) {
            Generation last = layout.last();
            String key = Keys.log(last.name(), number);
            Optional<Envelope> there = objects.read(key);
            if (there.isPresent() && there.get().kind() == Envelope.Kind.ENTRY) {
                return layout.reaching(number);
            }
            layout = layout.with(end(last, number));
        }
        return layout;
    }

    private Seal end(Generation generation, long number) throws IOException {
        SortedMap<Long, Instant> log = objects.numbers(Keys.log(generation.name()));
        long end = log.isEmpty() ? generation.first() - 1 : log.lastKey();
        String key = Keys.log(generation.name(), end);
        Optional<Envelope> there = log.isEmpty() ? Optional.empty() : objects.read(key);
        if (there.isEmpty() || there.get().kind() == Envelope.Kind.ENTRY) {
            throw DamagedStateException.endsAt(objects.shown(), end, number);
        }
        return objects.seal(key, there.get());
    }
}
