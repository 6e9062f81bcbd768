package dev.freshet.dataset.backend;

import dev.freshet.dataset.backend.Layout.Generation;
import dev.freshet.dataset.backend.StateBackend.Contents;
import dev.freshet.dataset.backend.StateBackend.Entry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

/** One pass over the log, from an entry to the end. Used by one thread. */
final class LogReader {
    /** The number of entries that are read one by one before a listing tells how many there are. */
    private static final int FEW = 4;

    private static final int MOST_AT_ONCE = 256;

    private final StateObjects objects;
    private final Timing timing;
    private final ExecutorService threads;
    private final List<Entry> entries = new ArrayList<>();
    private final Set<Long> generations = new HashSet<>();
    private Optional<Entry> base = Optional.empty();
    private Layout layout;
    private long next;

    LogReader(StateObjects objects, Timing timing, ExecutorService threads, Layout layout) {
        this.objects = objects;
        this.timing = timing;
        this.threads = threads;
        this.layout = layout;
    }

    /** Returns the layout at the end of the pass. */
    Layout layout() {
        return layout;
    }

    /** Returns the generations that this pass has read from. */
    Set<Long> generations() {
        return generations;
    }

    Contents read(long after) throws IOException {
        next = after + 1;
        if (after < layout.baseNumber()) {
            takeBase(layout.newest().orElseThrow());
        }
        boolean isMuch = after == 0 || base.isPresent();
        Generation generation = layout.of(next);
        for (Optional<Generation> more = Optional.of(generation); more.isPresent(); isMuch = false) {
            generation = more.get();
            more = readOn(generation, isMuch);
        }
        return new Contents(base, List.copyOf(entries));
    }

    private void takeBase(Seal seal) throws IOException {
        String key = Keys.base(seal);
        generations.add(seal.generation() + 1);
        Envelope there = objects.read(key).orElseThrow(() -> objects.damaged(key, "is missing"));
        base = Optional.of(new Entry(seal.baseNumber(), there.text()));
        next = seal.baseNumber() + 1;
    }

    /** Reads a generation to its end; returns the next one, empty at the end of the log. */
    private Optional<Generation> readOn(Generation generation, boolean isMuch) throws IOException {
        generations.add(generation.name());
        for (int read = 0; ; read++) {
            Moment start = timing.now();
            String key = Keys.log(generation.name(), next);
            Optional<Envelope> there = objects.read(key);
            if (there.isEmpty()) {
                if (generation.name() != layout.last().name()) {
                    throw objects.damaged(key, "is missing");
                }
                layout = layout.reaching(next - 1).openAt(start);
                return Optional.empty();
            }
            Optional<Generation> sealed = take(generation, key, there.get());
            if (sealed.isEmpty() && (isMuch || read == FEW)) {
                sealed = readListed(generation);
                read = 0;
                isMuch = false;
            }
            if (sealed.isPresent()) {
                return sealed;
            }
        }
    }

    /** Takes an entry or a seal in; returns the next generation after a seal. */
    private Optional<Generation> take(Generation generation, String key, Envelope there) throws IOException {
        if (there.kind() == Envelope.Kind.ENTRY) {
            entries.add(new Entry(next, there.text()));
            next++;
            return Optional.empty();
        }
        Seal seal = objects.seal(key, there);
        if (generation.name() == layout.last().name()) {
            layout = layout.with(seal);
        }
        return Optional.of(new Generation(generation.name() + 1, seal.number()));
    }

    /** Reads what a listing shows, several objects at the same time. */
    private Optional<Generation> readListed(Generation generation) throws IOException {
        List<Long> numbers = new ArrayList<>();
        for (long number : objects.numbers(Keys.log(generation.name())).keySet()) {
            if (number == next + numbers.size()) {
                numbers.add(number);
            }
        }
        for (int from = 0; from < numbers.size(); from += MOST_AT_ONCE) {
            List<String> keys = numbers.subList(from, Math.min(numbers.size(), from + MOST_AT_ONCE)).stream()
                    .map(number -> Keys.log(generation.name(), number))
                    .toList();
            for (Found found : readAll(keys)) {
                if (found.envelope().isEmpty()) {
                    return Optional.empty();
                }
                Optional<Generation> sealed =
                        take(generation, found.key(), found.envelope().get());
                if (sealed.isPresent()) {
                    return sealed;
                }
            }
        }
        return Optional.empty();
    }

    private record Found(String key, Optional<Envelope> envelope) {}

    private List<Found> readAll(List<String> keys) throws IOException {
        List<Future<Found>> asked = new ArrayList<>();
        List<Found> found = new ArrayList<>();
        try {
            for (String key : keys) {
                asked.add(threads.submit(() -> new Found(key, objects.read(key))));
            }
            for (Future<Found> answer : asked) {
                found.add(answer.get());
            }
            return found;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw objects.interrupted();
        } catch (RejectedExecutionException e) {
            throw new IOException("the state " + objects.shown() + " is closed");
        } catch (ExecutionException e) {
            throw objects.failure(e.getCause());
        } finally {
            asked.forEach(answer -> answer.cancel(false));
        }
    }
}
