package dev.freshet.runtime.state.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LivenessTest {
    private static final Duration TIME_TO_LIVE = Duration.ofMinutes(1);

    private final Backend backend = new Backend();
    private final Liveness liveness = new Liveness(backend, TIME_TO_LIVE, () -> backend.now.toNanos());

    /** A backend with one heartbeat, whose answers take a time. */
    private static final class Backend extends ForwardingBackend {
        private Duration now = Duration.ofDays(1);
        private Duration answerTakes = Duration.ZERO;
        private String beat = "first";

        Backend() {
            super(new OfflineBackend("nowhere", "id"));
        }

        @Override
        public Optional<String> beat(String session) {
            now = now.plus(answerTakes);
            return Optional.of(beat);
        }

        void passes(Duration time) {
            now = now.plus(time);
        }
    }

    private boolean isDead() throws IOException {
        return liveness.isDead("run");
    }

    @Test
    void beatThatDoesNotChange_forTheTimeToLive_isThatOfADeadRun() throws IOException {
        assertThat(isDead()).isFalse();
        backend.passes(TIME_TO_LIVE);
        assertThat(isDead()).isFalse();
        backend.passes(Duration.ofNanos(1));
        assertThat(isDead()).isTrue();
    }

    @Test
    void beatThatChanges_isThatOfALiveRun() throws IOException {
        assertThat(isDead()).isFalse();
        backend.passes(TIME_TO_LIVE.multipliedBy(2));
        backend.beat = "second";
        assertThat(isDead()).isFalse();
    }

    /** The machine of the one who looks may stand still, or its connection be slow, while the run is alive. */
    @Test
    void answerThatTakesLongerThanTheTimeToLive_makesNoRunDead() throws IOException {
        backend.answerTakes = TIME_TO_LIVE.plusNanos(1);
        assertThat(isDead()).isFalse();
        assertThat(isDead()).as("nothing passed since the first answer").isFalse();
        assertThat(isDead()).as("an answer passed since").isTrue();
    }
}
