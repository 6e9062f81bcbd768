package dev.freshet.dataset.backend;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;

/**
 * Runs actors one step at a time, each step by the actor that the random numbers choose, so that a seed always gives
 * the same interleaving. Time passes as the random numbers say; an actor can be stopped or suspended for days.
 */
final class Schedule {
    private static final Duration LONGEST_SLEEP = Duration.ofDays(40);

    private final Random random;
    private final List<Actor> actors = new ArrayList<>();
    private final List<Runnable> late = new ArrayList<>();
    private final Semaphore back = new Semaphore(0);
    private final ThreadLocal<Actor> current = new ThreadLocal<>();
    private long millis = 1_800_000_000_000L;
    private int steps;

    Schedule(long seed) {
        random = new Random(seed);
    }

    Random random() {
        return random;
    }

    int steps() {
        return steps;
    }

    /** The time of whatever is no actor. */
    Instant now() {
        return Instant.ofEpochMilli(millis);
    }

    /** What an actor does. */
    interface Role {
        void play(Timing timing) throws Exception;
    }

    /** One machine with clocks of its own. */
    private final class Actor {
        private final Semaphore turn = new Semaphore(0);
        private final long wallOffset = random.nextLong(2 * LONGEST_SLEEP.toMillis()) - LONGEST_SLEEP.toMillis();
        private final Thread thread;
        private long monotonicLag;
        private long wakesAt;
        private boolean isDone;
        private Throwable failure;

        Actor(Role role) {
            thread = new Thread(() -> {
                current.set(this);
                turn.acquireUninterruptibly();
                try {
                    role.play(new Timing(
                            this::now,
                            Timing.DEFAULT.trust(),
                            Timing.DEFAULT.keep(),
                            Timing.DEFAULT.attempts(),
                            pause -> step()));
                } catch (Throwable e) {
                    failure = e;
                } finally {
                    isDone = true;
                    back.release();
                }
            });
            thread.setDaemon(true);
            thread.start();
        }

        private Moment now() {
            return new Moment(millis + wallOffset, (millis - monotonicLag) * 1_000_000);
        }

        private void sleep() {
            long length = (long) (random.nextDouble() * LONGEST_SLEEP.toMillis());
            wakesAt = millis + length;
            monotonicLag += random.nextBoolean() ? length : 0;
        }
    }

    void add(Role role) {
        actors.add(new Actor(role));
    }

    /** Whether an actor asks, and not the test. */
    boolean isActing() {
        return current.get() != null;
    }

    /** Lets others go on; called by actors before and after whatever they share. */
    void step() {
        Actor actor = current.get();
        if (random.nextInt(150) == 0) {
            actor.sleep();
        }
        back.release();
        actor.turn.acquireUninterruptibly();
    }

    /** Does something at any later time. */
    void later(Runnable what) {
        late.add(what);
    }

    /** Runs all actors to their ends; returns the failures. */
    List<Throwable> run() {
        while (true) {
            List<Actor> left = actors.stream().filter(actor -> !actor.isDone).toList();
            if (left.isEmpty()) {
                break;
            }
            List<Actor> awake =
                    left.stream().filter(actor -> actor.wakesAt <= millis).toList();
            if (awake.isEmpty()) {
                millis = left.stream().mapToLong(actor -> actor.wakesAt).min().orElseThrow();
                continue;
            }
            if (!late.isEmpty() && random.nextInt(20) == 0) {
                late.remove(random.nextInt(late.size())).run();
            }
            millis += random.nextInt(6) == 0 ? random.nextInt(86_400_000) : random.nextInt(100);
            steps++;
            awake.get(random.nextInt(awake.size())).turn.release();
            back.acquireUninterruptibly();
        }
        late.forEach(Runnable::run);
        return actors.stream()
                .map(actor -> actor.failure)
                .filter(failure -> failure != null)
                .toList();
    }
}
