package dev.freshet.runtime.run.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A worker that sends nothing is lost, but not while the run still handles what it has sent. */
final class SilenceTest {
    private final AtomicInteger lost = new AtomicInteger();
    private final Silence silence = new Silence(Duration.ofSeconds(3), lost::incrementAndGet);

    private void look(int times) {
        for (int i = 0; i < times; i++) {
            silence.look();
        }
    }

    @Test
    void silentWorker_isLostAfterTheTime() {
        look(3);
        assertThat(lost).hasValue(0);
        look(1);
        assertThat(lost).hasValue(1);
    }

    @Test
    void workerWhoseNewsAreHandled_isNotSilent_untilTheyAre() {
        look(3);
        silence.heard(() -> look(100));
        assertThat(lost).hasValue(0);
        look(3);
        assertThat(lost).hasValue(0);
        look(1);
        assertThat(lost).hasValue(1);
    }

    @Test
    void handlingThatFails_endsToo() {
        try {
            silence.heard(() -> {
                throw new IllegalStateException();
            });
        } catch (IllegalStateException expected) {
            look(4);
        }
        assertThat(lost).hasValue(1);
    }
}
