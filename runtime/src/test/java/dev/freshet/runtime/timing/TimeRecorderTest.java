package dev.freshet.runtime.timing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.hook.NodeReport.Skipped;
import dev.freshet.runtime.hook.NodeReport.Timing;
import dev.freshet.runtime.hook.NodeWait;
import dev.freshet.runtime.timing.Activity.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Activities that do not end as they were meant to. */
final class TimeRecorderTest {
    private final AtomicLong clock = new AtomicLong();
    private final TimeRecorder recorder = new TimeRecorder(2, Map.of(), clock::get);

    private void at(long millis) {
        clock.set(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    private static String text(Activity activity) {
        return activity.kind().word() + " " + activity.node() + " " + activity.start() / 1_000_000 + "-"
                + activity.end() / 1_000_000;
    }

    @Test
    void runThatIsCancelledInAPause_endsBeforeThePauseWould() {
        at(10);
        recorder.nodeTried("n", new Timing(Duration.ZERO, Duration.ofMillis(10), 1));
        recorder.nodeRetried("n", 1, new IllegalStateException("no"), Duration.ofMinutes(10));
        RunTimes times = recorder.times(Duration.ofMillis(30));
        assertThat(times.activities().stream().map(TimeRecorderTest::text))
                .containsExactly("call n 0-10", "pause n 10-30");
        assertThat(times.total()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(30));
    }

    @Test
    void nodeThatAnotherRunMakes_hasWaitedForIt() {
        at(5);
        recorder.nodeWaits(new NodeWait("n", "ana", "1", Instant.EPOCH));
        at(40);
        NodeReport report = new Skipped("n", Skipped.Cause.UP_TO_DATE, "");
        recorder.nodeFinished(report);
        recorder.nodeFinished(report);
        RunTimes times = recorder.times(Duration.ofMillis(50));
        assertThat(times.activities().stream().map(TimeRecorderTest::text)).containsExactly("other run n 5-40");
        assertThat(times.activities()).allMatch(each -> each.kind() == Kind.OTHER_RUN);
    }
}
