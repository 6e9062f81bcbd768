package dev.freshet.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * The time in which a process and all that it started only waited: no thread could run, and none has run. A busy machine
 * makes a process slower, but not idle: a thread that waits for a processor counts as one that can run. Reads what Linux
 * says of each thread.
 */
final class IdleTime {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    /** Looks at this process seldom: tests of many runs use it, and looking takes time. */
    private static final long LONG_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    /** Threads of the virtual machine that wake up now and then to look whether there is something to do. */
    private static final Set<String> HOUSEKEEPERS =
            Set.of("VM Periodic Tas", "VM Thread", "Monitor Deflati", "G1 Service", "Common-Cleaner", Watcher.NAME);

    private final List<Interval> intervals = new ArrayList<>();

    /** By the clock of the wall, in milliseconds, as nodes note their ends. */
    private record Interval(long start, long end) {}

    /**
     * What the threads of a process are doing.
     *
     * @param used the time that each has used so far, in nanoseconds
     * @param isIdle whether none can run
     */
    private record Look(long time, Map<String, String> used, boolean isIdle) {
        static Look at(ProcessHandle process) {
            Map<String, String> used = new HashMap<>();
            boolean isIdle = true;
            long time = System.currentTimeMillis();
            List<Long> all = Stream.concat(
                            Stream.of(process.pid()), process.descendants().map(ProcessHandle::pid))
                    .toList();
            for (long pid : all) {
                for (Path thread : threads(pid)) {
                    try {
                        if (!HOUSEKEEPERS.contains(
                                Files.readString(thread.resolve("comm")).strip())) {
                            used.put(
                                    thread.toString(),
                                    Files.readString(thread.resolve("schedstat"))
                                            .split(" ")[0]);
                            isIdle &= isAsleep(Files.readString(thread.resolve("stat")));
                        }
                    } catch (IOException | UncheckedIOException e) {
                        // It has just ended, so it was not idle.
                        isIdle = false;
                    }
                }
            }
            return new Look(time, used, isIdle && !used.isEmpty());
        }

        private static List<Path> threads(long pid) {
            try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
                return threads.toList();
            } catch (IOException e) {
                return List.of();
            }
        }

        /** The state stands behind the name, which can have any characters. */
        private static boolean isAsleep(String stat) {
            return stat.charAt(stat.lastIndexOf(')') + 2) == 'S';
        }
    }

    /** Watches this process from a thread that does not count. */
    private static final class Watcher extends Thread {
        static final String NAME = "idle-watcher";

        private final IdleTime idle;
        private volatile boolean isOver;

        Watcher(IdleTime idle) {
            super(NAME);
            this.idle = idle;
            setDaemon(true);
        }

        @Override
        public void run() {
            idle.watch(ProcessHandle.current(), () -> !isOver, LONG_PAUSE_NANOS);
        }
    }

    /** What may go on. */
    interface Work<T> {
        T get() throws IOException;
    }

    /** Does something that waits for nothing, and requires that this process did not either for that many milliseconds. */
    static <T> T requireBusy(long millis, Work<T> work) throws IOException {
        IdleTime idle = new IdleTime();
        Watcher watcher = new Watcher(idle);
        watcher.start();
        T result;
        try {
            result = work.get();
        } finally {
            watcher.isOver = true;
            join(watcher);
        }
        assertThat(idle.after(0))
                .as("milliseconds in which nothing ran and nothing could run")
                .isLessThan(millis);
        return result;
    }

    /** The caller may have been interrupted, and keeps that. */
    private static void join(Thread thread) {
        boolean isInterrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Watches a process until it ends; returns whether it does so in time. */
    boolean watch(Process process, long seconds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        watch(process.toHandle(), () -> process.isAlive() && System.nanoTime() < end, PAUSE_NANOS);
        return !process.isAlive();
    }

    private void watch(ProcessHandle process, BooleanSupplier goesOn, long pauseNanos) {
        Look before = Look.at(process);
        while (goesOn.getAsBoolean()) {
            LockSupport.parkNanos(pauseNanos);
            Look now = Look.at(process);
            if (before.isIdle() && now.isIdle() && before.used().equals(now.used())) {
                intervals.add(new Interval(before.time(), now.time()));
            }
            before = now;
        }
    }

    /** Returns how long it was idle after a time, in milliseconds. */
    long after(long time) {
        return intervals.stream()
                .filter(interval -> interval.end() > time)
                .mapToLong(interval -> interval.end() - Math.max(time, interval.start()))
                .sum();
    }
}
