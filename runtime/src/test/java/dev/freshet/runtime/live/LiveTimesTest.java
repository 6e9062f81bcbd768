package dev.freshet.runtime.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.timing.Activity;
import dev.freshet.runtime.timing.Activity.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Which activities of a run are kept. */
final class LiveTimesTest {
    private static final long SEED = Long.getLong("freshet.seed", 1);
    private static final long GAP = TimeUnit.SECONDS.toNanos(1);

    private static long[] ends(List<Activity> activities) {
        return activities.stream().mapToLong(Activity::end).sorted().toArray();
    }

    /** Compared with a sorted list of all, at random moments, with many equal ends. */
    @Test
    void activities_inAnyOrder_theLatestAreKept() {
        Random random = new Random(SEED);
        LiveTimes times = new LiveTimes();
        List<Activity> all = new ArrayList<>();
        for (int i = 0; i < 30_000; i++) {
            Activity activity = new Activity(Kind.CALL, "n" + i, "", 1, 0, 0, i / 3 + random.nextInt(6_000));
            times.add(activity);
            all.add(activity);
            if (random.nextInt(3_000) == 0 || i == 29_999) {
                long[] latest = LongStream.of(ends(all))
                        .skip(Math.max(0, all.size() - LiveTimes.MOST))
                        .toArray();
                assertThat(ends(times.list())).as("after %d, seed %d", i, SEED).isEqualTo(latest);
            }
        }
    }

    /** Partitions with gaps between them, so that none continues another. */
    @Test
    void partitions_theLatestAreKept() {
        LiveTimes times = new LiveTimes();
        for (int i = 0; i < 30_000; i++) {
            times.partition("n" + i % 3, i * GAP, i * GAP + 1);
        }
        long[] latest = LongStream.range(30_000 - LiveTimes.MOST, 30_000)
                .map(i -> i * GAP + 1)
                .toArray();
        assertThat(ends(times.list())).isEqualTo(latest);
        times.add(new Activity(Kind.CALL, "n", "", 1, 0, 0, 30_000 * GAP));
        assertThat(times.list()).hasSize(LiveTimes.MOST).anyMatch(each -> each.kind() == Kind.CALL);
    }
}
