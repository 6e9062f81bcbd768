package dev.freshet.dataset.backend;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the entries of the log are, as far as a process knows.
 *
 * @param newest the newest seal, which names the base; empty in the first generation
 * @param generations those with entries after the base, in order; the last one is open
 * @param reach the number of the last entry that is known to be in one of these generations or before them
 * @param open a moment at or after which the last generation had no seal. Nothing that is needed to read on from then
 *     is deleted before the time {@link Timing#keep} has passed.
 */
record Layout(Optional<Seal> newest, List<Generation> generations, long reach, Moment open) {
    /** @param first the number of its first entry */
    record Generation(long name, long first) {}

    static Layout of(Optional<Seal> newest, List<Generation> generations, Moment open) {
        return new Layout(
                newest,
                List.copyOf(generations),
                generations.get(generations.size() - 1).first() - 1,
                open);
    }

    long baseNumber() {
        return newest.map(Seal::baseNumber).orElse(0L);
    }

    Generation last() {
        return generations.get(generations.size() - 1);
    }

    /** Returns the generation that has or will have an entry after the base. */
    Generation of(long number) {
        for (int i = generations.size() - 1; i > 0; i--) {
            if (generations.get(i).first() <= number) {
                return generations.get(i);
            }
        }
        return generations.get(0);
    }

    /** Returns the layout after a seal of the last generation. */
    Layout with(Seal seal) {
        List<Generation> left = new ArrayList<>(generations);
        left.removeIf(generation -> generation.name() < seal.tail());
        left.add(new Generation(seal.generation() + 1, seal.number()));
        return of(Optional.of(seal), left, open);
    }

    Layout openAt(Moment moment) {
        return new Layout(newest, generations, reach, moment);
    }

    Layout reaching(long number) {
        return new Layout(newest, generations, Math.max(reach, number), open);
    }

    /** Returns whether this layout replaces an older one. */
    boolean isNewerThan(Layout other) {
        return last().name() != other.last().name()
                ? last().name() > other.last().name()
                : open.nanos() - other.open.nanos() >= 0;
    }
}
