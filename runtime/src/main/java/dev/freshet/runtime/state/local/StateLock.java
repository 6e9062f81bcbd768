package dev.freshet.runtime.state.local;

import dev.freshet.dataset.Private;
import dev.freshet.runtime.state.StateLockedException;
import dev.freshet.runtime.state.StateStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file lock of the operating system. The system releases it when its holder ends, so that a dead process never blocks
 * a run. The file names the holder, for messages only.
 *
 * <p>On POSIX systems, a process loses its lock when it closes the file through any handle. Therefore a file that this
 * process has locked is not opened again.
 */
final class StateLock implements StateStore.Lock {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

    private static final Pattern PROCESS = Pattern.compile("process (\\d{1,18}) on (\\S+), since .*");

    /** The holder within this process of each locked file. */
    private static final Map<Path, String> HELD = new ConcurrentHashMap<>();

    private final Path file;
    private final FileChannel channel;
    private final FileLock lock;

    private StateLock(Path file, FileChannel channel, FileLock lock) {
        this.file = file;
        this.channel = channel;
        this.lock = lock;
    }

    static StateLock take(Path directory, Duration wait) throws IOException {
        Private.createDirectories(directory);
        Path file = directory.toRealPath().resolve("lock");
        long deadline = System.nanoTime() + wait.toNanos();
        Duration pause = FIRST_PAUSE;
        while (true) {
            StateLock taken =
                    Uninterrupted.call(() -> Optional.ofNullable(tryTake(file))).orElse(null);
            if (taken != null) {
                return taken;
            }
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw locked(file, wait);
            }
            pause(Math.min(left, pause.toNanos()), file, wait);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    private static void pause(long nanos, Path file, Duration wait) {
        try {
            Thread.sleep(Duration.ofNanos(nanos).toMillis() + 1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw locked(file, wait);
        }
    }

    private static @Nullable StateLock tryTake(Path file) throws IOException {
        String holder = "process " + ProcessHandle.current().pid() + " on " + host() + ", since "
                + Instant.now().truncatedTo(ChronoUnit.SECONDS);
        if (HELD.putIfAbsent(file, holder) != null) {
            return null;
        }
        StateLock taken = null;
        try {
            taken = lock(file, holder);
            return taken;
        } finally {
            if (taken == null) {
                HELD.remove(file);
            }
        }
    }

    private static @Nullable StateLock lock(Path file, String holder) throws IOException {
        FileChannel channel = Private.open(file);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                channel.truncate(0);
                channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)), 0);
                return new StateLock(file, channel, lock);
            }
        } catch (OverlappingFileLockException heldByAnotherClassLoader) {
            channel.close();
            return null;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        channel.close();
        return null;
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "this host";
        }
    }

    /**
     * Returns who holds the lock of a directory, without taking it, which could keep a run from starting: what the file
     * says, unless that is a process of this machine that has ended.
     */
    static Optional<String> holder(Path directory) {
        String holder = named(directory.resolve("lock"));
        Matcher process = PROCESS.matcher(holder);
        boolean isDead = process.matches()
                && process.group(2).equals(host())
                && ProcessHandle.of(Long.parseLong(process.group(1))).isEmpty();
        return holder.isEmpty() || isDead ? Optional.empty() : Optional.of(holder);
    }

    private static String named(Path file) {
        try {
            Path real = file.toRealPath();
            String here = HELD.get(real);
            return here == null ? Files.readString(real) : here;
        } catch (IOException e) {
            return "";
        }
    }

    private static StateLockedException locked(Path file, Duration waited) {
        String holder = named(file);
        String still = waited.isZero() ? "another run holds the state" : "another run still holds the state";
        return new StateLockedException(still + " (" + (holder.isEmpty() ? file : holder) + ")", waited);
    }

    @Override
    public void close() {
        try (channel) {
            channel.truncate(0);
            lock.release();
        } catch (IOException e) {
            // The system releases the lock with the channel, at the latest with the process.
        } finally {
            HELD.remove(file);
        }
    }
}
