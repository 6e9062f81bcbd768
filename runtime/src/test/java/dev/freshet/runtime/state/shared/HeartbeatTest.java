package dev.freshet.runtime.state.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
final class HeartbeatTest {
    private static final Duration TIME_TO_LIVE = Duration.ofMillis(600);
    private static final int HANGING = 3;

    private final Backend backend = new Backend();

    /** A backend whose answers to beats can be missing. */
    private static final class Backend extends ForwardingBackend {
        private final AtomicInteger beats = new AtomicInteger();
        private final CountDownLatch isOver = new CountDownLatch(1);
        /** Whether the beats after the first hang until the test is over. */
        private volatile boolean hangs;

        /** The sessions that have a heartbeat. */
        private final Set<String> left = ConcurrentHashMap.newKeySet();

        private final CountDownLatch ends = new CountDownLatch(1 + HANGING);

        private volatile boolean isDown;
        private volatile CountDownLatch answered = new CountDownLatch(0);

        Backend() {
            super(new OfflineBackend("nowhere", "id"));
        }

        @Override
        public void beat(String session, String beat) throws IOException {
            int number = beats.getAndIncrement();
            if (isDown) {
                throw new IOException("the connection was refused");
            }
            if (hangs && number >= 1 && number <= HANGING) {
                await(isOver);
            }
            left.add(session);
            answered.countDown();
        }

        /** Waits until so many beats from now on are answered. */
        void awaitAnswers(int count) throws IOException {
            CountDownLatch all = new CountDownLatch(count);
            answered = all;
            await(all);
        }

        private static void await(CountDownLatch latch) throws IOException {
            try {
                assertThat(latch.await(5, TimeUnit.MINUTES)).isTrue();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }

        @Override
        public void end(String session) {
            left.remove(session);
            ends.countDown();
        }
    }

    @AfterEach
    void endRequests() {
        backend.isOver.countDown();
    }

    @Test
    void beat_requestsHang_othersAreSent() throws Exception {
        backend.hangs = true;
        Heartbeat heartbeat = Heartbeat.start(backend, "run", TIME_TO_LIVE);
        try {
            backend.awaitAnswers(10);
        } finally {
            backend.isOver.countDown();
            heartbeat.close();
        }
    }

    /** Its requests are answered when nobody waits for them any more. */
    @Test
    void beat_thatIsLate_leavesNothing() throws Exception {
        backend.hangs = true;
        Heartbeat heartbeat = Heartbeat.start(backend, "run", TIME_TO_LIVE);
        backend.awaitAnswers(1);
        heartbeat.close(Duration.ZERO);
        backend.isOver.countDown();
        Backend.await(backend.ends);
        assertThat(backend.left).isEmpty();
    }

    @Test
    void lookAfterPause_isTakenAgainIfItFails_andHoldsUpNoBeats() throws Exception {
        try (Heartbeat heartbeat = Heartbeat.start(backend, "run", TIME_TO_LIVE)) {
            pause(heartbeat);
            assertThatThrownBy(() -> heartbeat.lookAfterPause(() -> {
                        throw new IOException("no news");
                    }))
                    .hasMessage("no news");
            AtomicInteger looks = new AtomicInteger();
            heartbeat.lookAfterPause(() -> {
                looks.incrementAndGet();
                backend.awaitAnswers(10);
            });
            assertThat(looks).hasValue(1);
        }
    }

    /** Lets no beat arrive until the run knows that others may take it for dead. */
    private void pause(Heartbeat heartbeat) {
        backend.isDown = true;
        boolean isPaused = false;
        while (!isPaused) {
            try {
                heartbeat.lookAfterPause(() -> {});
                Thread.onSpinWait();
            } catch (IOException e) {
                isPaused = true;
            }
        }
        backend.isDown = false;
    }
}
