package dev.freshet.runtime.timing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class PartitionTimesTest {
    private static final int PARTITIONS = 10_000;

    /** Each is more than the gap after the one before, as if something was saved between. */
    @Test
    void partitionsThatDoNotFollowEachOther_areNotComparedWithAllBefore() {
        AtomicLong compared = new AtomicLong();
        PartitionTimes times = new PartitionTimes((a, b) -> {
            compared.incrementAndGet();
            return Long.compare(a, b);
        });
        for (long i = 0; i < PARTITIONS; i++) {
            long start = 3 * i * PartitionTimes.GAP;
            times.add("n", start, start + PartitionTimes.GAP);
        }
        assertThat(activities(times)).hasSize(PARTITIONS);
        assertThat(compared.get()).isLessThan(3L * PARTITIONS * 20);
    }

    @Test
    void partitions_areJoined_asByLookingAtAllActivities() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            PartitionTimes times = new PartitionTimes();
            List<Activity> expected = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                long end = (i + random.nextInt(4)) * (PartitionTimes.GAP / 2);
                long start = Math.max(0, end - random.nextInt(6) * (PartitionTimes.GAP / 2));
                times.add("n", start, end);
                join(expected, start, end);
            }
            assertThat(activities(times)).as("seed " + seed).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    private static void join(List<Activity> activities, long start, long end) {
        Optional<Activity> before = activities.stream()
                .filter(each -> each.end() <= start && start - each.end() <= PartitionTimes.GAP)
                .min(Comparator.comparingLong(Activity::end));
        before.ifPresent(activities::remove);
        activities.add(Activity.of(
                Activity.Kind.PARTITIONS, "n", "", before.map(Activity::start).orElse(start), end));
    }

    private static List<Activity> activities(PartitionTimes times) {
        List<Activity> all = new ArrayList<>();
        times.addTo(all);
        return all;
    }
}
