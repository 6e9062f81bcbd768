package dev.freshet.page;

import com.sun.net.httpserver.HttpExchange;
import dev.freshet.runtime.live.LiveSource;
import dev.freshet.runtime.live.LiveSource.Update;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Sends changes to one reader as server-sent events, on a separate thread. A slow reader receives fewer messages, since
 * each message contains all changes since the previous one. A reader that does not take a message is disconnected.
 */
final class EventStream {
    /** The pause before the next message, as a multiple of the time that a message took. */
    private static final int SHARE = 20;

    private static final long LONGEST_PAUSE = 2_000;

    private final LiveSource source;
    private final HttpExchange exchange;
    private final Pace pace;
    private final Thread thread = Thread.currentThread();
    private long known;
    /** When the last update was requested. */
    private long read;
    /** When the current message began; 0 if none is being sent. */
    private volatile long sendingSince;

    private boolean isWaiting;
    private volatile boolean isClosing;

    /** @param known the version that the reader has */
    EventStream(LiveSource source, HttpExchange exchange, Pace pace, long known) {
        this.source = source;
        this.exchange = exchange;
        this.pace = pace;
        this.known = known;
    }

    /** Sends all changes, until the reader is gone or there are no more. */
    void run() throws IOException, InterruptedException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        boolean goesOn = true;
        while (goesOn) {
            // Everything that is read after this is up to date.
            boolean isClosed = isClosing;
            Update update = next();
            boolean isEnd = update.isLast() || isClosed;
            send(out, update, isEnd ? "event: end\ndata: " + update.isLast() + "\n\n" : "");
            known = update.version();
            goesOn = !isEnd;
            if (goesOn && !update.json().isEmpty()) {
                pause(System.nanoTime() - read);
            }
        }
    }

    private void send(OutputStream out, Update update, String end) throws IOException {
        sendingSince = System.nanoTime();
        try {
            if (update.json().isEmpty()) {
                write(out, ":\n\n");
            } else {
                write(out, "id: " + update.version() + "\ndata: ");
                write(out, update.json());
                write(out, "\n\n");
            }
            write(out, end);
            out.flush();
        } finally {
            sendingSince = 0;
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private Update next() throws InterruptedException {
        Update update = waits() ? whenChanged() : null;
        read = System.nanoTime();
        return update == null ? source.after(known, Duration.ZERO) : update;
    }

    /** Pauses. A reader of large messages waits longer, so that it costs the run only a small share of a processor. */
    private void pause(long cost) {
        if (waits()) {
            try {
                Thread.sleep(Math.max(pace.between().toMillis(), Math.min(LONGEST_PAUSE, cost * SHARE / 1_000_000)));
            } catch (InterruptedException e) {
                isClosing = true;
            } finally {
                hasWaited();
            }
        }
    }

    private @Nullable Update whenChanged() {
        try {
            return source.after(known, pace.heartbeat());
        } catch (InterruptedException e) {
            isClosing = true;
            return null;
        } finally {
            hasWaited();
        }
    }

    private synchronized boolean waits() {
        isWaiting = !isClosing;
        return isWaiting;
    }

    private synchronized void hasWaited() {
        isWaiting = false;
        // This thread may have been interrupted after the message.
        if (Thread.interrupted()) {
            isClosing = true;
        }
    }

    /** Sends the latest changes, and ends. Does not interrupt a message that is being sent. */
    synchronized void close() {
        isClosing = true;
        if (isWaiting) {
            thread.interrupt();
        }
    }

    /** Disconnects the reader if a message takes too long. */
    void giveUpIfStuck() {
        giveUpAfter(pace.slowest());
    }

    /** Disconnects the reader if it has not taken a message for a time. */
    void giveUpAfter(Duration longest) {
        long since = sendingSince;
        if (since != 0 && System.nanoTime() - since > longest.toNanos()) {
            giveUp();
        }
    }

    /** Disconnects the reader. The interrupt closes the connection, which ends a blocked write. */
    void giveUp() {
        thread.interrupt();
    }
}
