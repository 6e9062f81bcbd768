package dev.freshet.runtime.run.worker;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Notices workers that send nothing although they should answer. It counts its own checks, one each second, instead of
 * the time. So no worker is late because the whole machine slept, or because somebody stopped the run together with its
 * workers.
 */
final class Silence {
    private static final Map<Silence, Silence> WATCHED = new ConcurrentHashMap<>();

    static {
        Thread looks = new Thread(Silence::lookEverySecond, "freshet-worker-silence");
        looks.setDaemon(true);
        looks.start();
    }

    private final AtomicInteger looks = new AtomicInteger();
    private volatile boolean isHandling;
    private final long most;
    private final Runnable lost;

    /** @param lost called when the worker has sent nothing for that long */
    Silence(Duration most, Runnable lost) {
        this.most = most.toSeconds();
        this.lost = lost;
    }

    /** An answer is due from now on. */
    void begin() {
        heard();
        WATCHED.put(this, this);
    }

    /** No answer is due any more. */
    void end() {
        WATCHED.remove(this);
    }

    /** The worker has sent something. */
    private void heard() {
        looks.set(0);
    }

    /**
     * The worker has sent something. As long as this process handles it, it reads nothing else that the worker sends, and
     * the worker may wait for it. So this time does not count.
     */
    void heard(Runnable handling) {
        isHandling = true;
        try {
            handling.run();
        } finally {
            heard();
            isHandling = false;
        }
    }

    private static void lookEverySecond() {
        while (true) {
            try {
                TimeUnit.SECONDS.sleep(1);
            } catch (InterruptedException e) {
                return;
            }
            lookAtAll();
        }
    }

    /** A second has passed for all workers. */
    static void lookAtAll() {
        WATCHED.keySet().forEach(Silence::look);
    }

    /** A second has passed. */
    void look() {
        if (!isHandling && looks.incrementAndGet() > most) {
            end();
            lost.run();
        }
    }
}
