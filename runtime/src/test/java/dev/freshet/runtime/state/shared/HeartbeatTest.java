package dev.freshet.runtime.state.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class HeartbeatTest {
    /** A backend, some of whose answers to beats do not come until it ends. */
    private static final class Hanging extends ForwardingBackend {
        private final AtomicInteger hanging;
        private final CountDownLatch isOver = new CountDownLatch(1);
        private final AtomicInteger beats = new AtomicInteger();
        private final CountDownLatch answered;

        Hanging(int hanging, int answered) {
            super(new OfflineBackend("nowhere", "id"));
            this.hanging = new AtomicInteger(hanging);
            this.answered = new CountDownLatch(answered);
        }

        @Override
        public void beat(String session, String beat) throws IOException {
            if (beats.getAndIncrement() > 0 && hanging.getAndDecrement() > 0) {
                try {
                    assertThat(isOver.await(1, TimeUnit.MINUTES)).isTrue();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
            answered.countDown();
        }

        @Override
        public void end(String session) {}
    }

    @Test
    void beat_requestsHang_othersAreSent() throws Exception {
        Hanging backend = new Hanging(3, 20);
        Heartbeat heartbeat = Heartbeat.start(backend, "run", Duration.ofMillis(600));
        try {
            assertThat(backend.answered.await(50, TimeUnit.SECONDS)).isTrue();
        } finally {
            backend.isOver.countDown();
            heartbeat.close();
        }
    }
}
