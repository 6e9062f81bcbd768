package dev.freshet.runtime.timing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Partitions that threads make without breaks, and with breaks. */
final class PartitionTimesTest {
    private static final long SEED = Long.getLong("freshet.seed", 1);
    private static final int PARTITIONS = 10_000;
    private static final long MILLI = 1_000_000;

    private record Made(String node, long start, long end) {}

    private static List<Activity> activities(PartitionTimes times) {
        List<Activity> all = new ArrayList<>();
        times.addTo(all);
        return all;
    }

    /** Plays threads, each of which makes partitions of two nodes; a break is longer than any gap that counts as none. */
    private static List<Made> made(Random random, int threads, double breaks) {
        List<Made> all = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            long time = 0;
            String node = "n" + thread % 2;
            for (int i = 0; i < 2_000; i++) {
                long start = time + random.nextInt((int) MILLI / 10) + (random.nextDouble() < breaks ? 5 * MILLI : 0);
                time = start + 1 + random.nextInt((int) MILLI * 20);
                all.add(new Made(node, start, time));
            }
        }
        all.sort(Comparator.comparingLong(Made::end));
        return all;
    }

    @Test
    void partitionsWithoutBreaks_areAsManyActivitiesAsThereAreThreads() {
        for (int threads = 1; threads <= 6; threads++) {
            PartitionTimes times = new PartitionTimes();
            List<Made> made = made(new Random(SEED + threads), threads, 0);
            made.forEach(each -> times.add(each.node(), each.start(), each.end()));
            assertThat(activities(times))
                    .as("seed %d", SEED + threads)
                    .hasSize(threads)
                    .hasSize(times.size());
        }
    }

    @Test
    void activities_coverWhatWasMade_andHardlyMore() {
        for (int threads = 1; threads <= 4; threads++) {
            PartitionTimes times = new PartitionTimes();
            List<Made> made = made(new Random(SEED + threads), threads, 0.1);
            made.forEach(each -> times.add(each.node(), each.start(), each.end()));
            List<Activity> all = activities(times);
            assertThat(made)
                    .as("seed %d", SEED + threads)
                    .allMatch(each -> all.stream()
                            .anyMatch(activity -> activity.node().equals(each.node())
                                    && activity.start() <= each.start()
                                    && activity.end() >= each.end()));
            long busy =
                    made.stream().mapToLong(each -> each.end() - each.start()).sum();
            long gaps = (made.size() - all.size()) * MILLI;
            assertThat(all.stream().mapToLong(each -> each.end() - each.start()).sum())
                    .isBetween(busy, busy + gaps);
            assertThat(times.size()).isEqualTo(all.size());
        }
    }

    @Test
    void removeBefore_keepsWhatEndedLater() {
        PartitionTimes times = new PartitionTimes();
        for (int i = 0; i < 10; i++) {
            times.add("n" + i % 2, i * 10 * MILLI, i * 10 * MILLI + 1);
        }
        times.removeBefore(60 * MILLI + 1);
        assertThat(activities(times).stream().map(each -> each.end() / MILLI))
                .containsExactlyInAnyOrder(60L, 70L, 80L, 90L)
                .hasSize(times.size());
    }

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
            Random random = new Random(SEED + seed);
            PartitionTimes times = new PartitionTimes();
            List<Activity> expected = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                long end = (i + random.nextInt(4)) * (PartitionTimes.GAP / 2);
                long start = Math.max(0, end - random.nextInt(6) * (PartitionTimes.GAP / 2));
                times.add("n", start, end);
                join(expected, start, end);
            }
            assertThat(activities(times)).as("seed " + (SEED + seed)).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    private static void join(List<Activity> activities, long start, long end) {
        Optional<Activity> before = activities.stream()
                .filter(each -> each.end() <= start && start - each.end() <= PartitionTimes.GAP)
                .reduce((last, each) -> each.end() >= last.end() ? each : last);
        before.ifPresent(last -> activities.remove(activities.lastIndexOf(last)));
        activities.add(Activity.of(
                Activity.Kind.PARTITIONS, "n", "", before.map(Activity::start).orElse(start), end));
    }
}
