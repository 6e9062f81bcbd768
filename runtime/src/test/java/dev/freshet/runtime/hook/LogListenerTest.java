package dev.freshet.runtime.hook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.EveryLevelLogger;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

/** Whoever watches a log for errors is told of each failure, and of nothing else. */
final class LogListenerTest {
    private static final Throwable CAUSE = new IOException("no\ngood");
    private static final NodeReport.Timing TIMING = new NodeReport.Timing(Duration.ZERO, Duration.ZERO, 1);
    private static final NodeReport DONE = new NodeReport.Succeeded("a", TIMING, List.of(), List.of());
    private static final NodeReport FAILED = new NodeReport.Failed("b", TIMING, List.of(), CAUSE);

    private final Lines lines = new Lines();
    private final LogListener listener = new LogListener(lines);

    /** A log that keeps its lines. */
    private static final class Lines extends EveryLevelLogger {
        private static final long serialVersionUID = 1L;
        private final transient List<String> kept = new ArrayList<>();

        @Override
        protected void take(Level level, String text, @Nullable Throwable thrown) {
            kept.add(level + " " + text
                    + (thrown == null ? "" : " with " + thrown.getClass().getSimpleName()));
        }
    }

    private static RunEnd end(boolean succeeded, NodeReport... nodes) {
        return new RunEnd("r1", "Sales", Duration.ofMillis(7), List.of(nodes), succeeded);
    }

    /** What other packages of Freshet need of its words is hidden from users. */
    @Test
    void publicMethods_areThoseOfAListener() {
        assertThat(LogListener.class.getDeclaredMethods())
                .filteredOn(
                        method -> Modifier.isPublic(method.getModifiers()) && Modifier.isStatic(method.getModifiers()))
                .extracting(Method::getName)
                .containsExactly("isOn");
    }

    @Test
    void runThatSucceeds_isInformation() {
        listener.runStarted(new RunStart(
                "r1",
                "Sales",
                "local",
                Instant.EPOCH,
                2,
                1,
                Map.of(),
                Map.of(),
                Set.of(),
                Path.of("."),
                node -> new NodeDatasets(List.of(), List.of()),
                () -> {}));
        listener.nodeFinished(DONE);
        listener.runFinished(end(true, DONE));
        assertThat(lines.kept)
                .containsExactly(
                        "INFO run r1 of Sales (local) started, 2 nodes",
                        "DEBUG a succeeded",
                        "INFO run r1 of Sales succeeded after 7 ms: 1 succeeded");
    }

    @Test
    void failure_isAnError_withItsTrace_andSoIsTheRun() {
        listener.nodeFinished(FAILED);
        listener.nodeFinished(new NodeReport.Blocked("c", "b"));
        listener.runFinished(end(false, FAILED));
        assertThat(lines.kept)
                .containsExactly(
                        "ERROR b failed with IOException",
                        "DEBUG c blocked",
                        "ERROR run r1 of Sales did not succeed after 7 ms: 1 failed");
    }

    @Test
    void attemptThatFails_isAWarningInOneLine() {
        listener.nodeRetried("b", 1, CAUSE, Duration.ofMillis(5));
        listener.partitionFailed(new PartitionFailure("b", "1\r", 1, CAUSE, Optional.empty()));
        assertThat(lines.kept)
                .containsExactly(
                        "WARN b failed, retrying in 5 ms: java.io.IOException: no\\ngood",
                        "WARN partition \"1\\r\" of b failed: java.io.IOException: no\\ngood");
    }
}
