package dev.freshet.runtime.run.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.hook.RunListener;
import dev.freshet.runtime.plan.PipelineGraph;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** The rules of retries. */
final class RetryRulesTest {
    private final List<String> told = new ArrayList<>();
    private boolean cancelled;

    private RetryRules rules(int retries, Duration first) {
        PipelineGraph graph = PipelineGraph.parse("a = P.a() -> x {retries=" + retries + "}\n");
        Listeners listeners = new Listeners(List.of(new RunListener() {
            @Override
            public void nodeRetried(String node, int tried, Throwable cause, Duration pause) {
                told.add(node + " " + tried + " " + cause.getMessage() + " " + pause);
            }
        }));
        return new RetryRules(graph, first, () -> cancelled, new NodeNews(graph, new Outcomes(graph), listeners));
    }

    @Test
    void exceptions_areTriedAgain_asOftenAsTheNodeDeclares() {
        RetryRules rules = rules(2, Duration.ofSeconds(1));
        assertThat(rules.begin(0)).isEqualTo(1);
        assertThat(rules.isTriedAgain(0, new IOException("one"))).isTrue();
        assertThat(rules.begin(0)).isEqualTo(2);
        assertThat(rules.isTriedAgain(0, new TimeoutException("two"))).isTrue();
        assertThat(rules.lastCause(0)).hasMessage("two");
        assertThat(rules.begin(0)).isEqualTo(3);
        assertThat(rules.isTriedAgain(0, new IOException("three"))).isFalse();
        assertThat(told).containsExactly("a 1 one PT1S", "a 2 two PT2S");
    }

    @Test
    void errors_areNotTriedAgain() {
        RetryRules rules = rules(2, Duration.ZERO);
        rules.begin(0);
        assertThat(rules.isTriedAgain(0, new AssertionError())).isFalse();
        assertThat(told).isEmpty();
    }

    @Test
    void pause_isTwiceAsLongEachTime_upToAMinute() {
        RetryRules rules = rules(1000, Duration.ofSeconds(1));
        List<Duration> pauses = new ArrayList<>();
        for (int tried = 1; tried <= 100; tried++) {
            rules.begin(0);
            pauses.add(rules.pauseOf(0));
        }
        assertThat(pauses.subList(0, 7)).extracting(Duration::toSeconds).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L);
        assertThat(pauses.subList(7, 100)).containsOnly(Duration.ofMinutes(1));
    }

    @Test
    void laterTries_resume() {
        assertThat(RetryRules.resumes(1)).isFalse();
        assertThat(RetryRules.resumes(2)).isTrue();
    }

    @Test
    void saves_areTriedAgain_untilTheRunIsCancelled() {
        List<Integer> saves = new ArrayList<>();
        assertThat(rules(5, Duration.ZERO).save(0, () -> {
                    saves.add(saves.size());
                    if (saves.size() < 3) {
                        throw new UncheckedIOException(new IOException("full"));
                    }
                }))
                .isNull();
        assertThat(saves).hasSize(3);
        assertThat(rules(5, Duration.ZERO).save(0, () -> {
                    cancelled = true;
                    throw new IllegalStateException("cancelled");
                }))
                .hasMessage("cancelled");
        assertThat(told).hasSize(2);
    }
}
