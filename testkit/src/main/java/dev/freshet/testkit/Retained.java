package dev.freshet.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

/** Measures how many processed records stay in memory, and how much memory grows. */
final class Retained {
    private static final int EVERY = 1000;
    private static final long MOST_BYTES = 64L << 20;

    private final List<WeakReference<Object>> sample = new ArrayList<>();
    private final long before = used();
    private long count;

    private static long used() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    void pass(Object record) {
        if (count++ % EVERY == 0) {
            sample.add(new WeakReference<>(record));
        }
    }

    /** Checks that nine of ten records, and most of their content, are no longer in memory. */
    void assertFew(String when) {
        long grown = used() - before;
        long alive = sample.stream().filter(record -> record.get() != null).count();
        assertThat(alive)
                .as("records of %d in memory while they are %s", sample.size(), when)
                .isLessThanOrEqualTo(sample.size() / 10);
        assertThat(grown).as("bytes in memory while records are %s", when).isLessThan(MOST_BYTES);
    }

    long count() {
        return count;
    }
}
