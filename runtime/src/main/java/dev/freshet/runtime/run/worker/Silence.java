package dev.freshet.runtime.run.worker;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Notices workers of which nothing is heard although they should answer. It counts its own looks, one a second, and not
 * the time: when the whole machine sleeps, or somebody stops the run together with its workers, nobody is late.
 */
final class Silence {
    private static final Map<Silence, Silence> WATCHED = new ConcurrentHashMap<>();

    static {
        Thread looks = new Thread(Silence::lookEverySecond, "freshet-worker-silence");
        looks.setDaemon(true);
        looks.start();
    }

    private final AtomicInteger looks = new AtomicInteger();
    private final long most;
    private final Runnable lost;

    /** @param lost called when nothing was heard for as long as that */
    Silence(Duration most, Runnable lost) {
        this.most = most.toSeconds();
        this.lost = lost;
    }

    /** From now on, an answer is due. */
    void begin() {
        heard();
        WATCHED.put(this, this);
    }

    /** No answer is due any more. */
    void end() {
        WATCHED.remove(this);
    }

    /** Something was heard. */
    void heard() {
        looks.set(0);
    }

    private static void lookEverySecond() {
        while (true) {
            try {
                TimeUnit.SECONDS.sleep(1);
            } catch (InterruptedException e) {
                return;
            }
            WATCHED.keySet().forEach(Silence::look);
        }
    }

    private void look() {
        if (looks.incrementAndGet() > most) {
            end();
            lost.run();
        }
    }
}
