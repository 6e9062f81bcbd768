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
 * What one reader is told, as server-sent events, on a thread of his own. Who is slow is told less often, since each
 * message has all that changed since the one before; who does not take a message is given up.
 */
final class EventStream {
    /** How many times as long as for a message a reader waits for the next one. */
    private static final int SHARE = 20;

    private static final long LONGEST_PAUSE = 2_000;

    private final LiveSource source;
    private final HttpExchange exchange;
    private final Pace pace;
    private final Thread thread = Thread.currentThread();
    private long known;
    /** When the last update was asked for. */
    private long read;
    /** Since when a message is being sent; 0 if none is. */
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

    /** Tells the reader of all changes until he has gone or there are no more. */
    void run() throws IOException, InterruptedException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        boolean goesOn = true;
        while (goesOn) {
            // Whatever is read after this is the latest.
            boolean isClosed = isClosing;
            Update update = next();
            boolean isEnd = update.isLast() || isClosed;
            send(out, text(update) + (isEnd ? "event: end\ndata: " + update.isLast() + "\n\n" : ""));
            known = update.version();
            goesOn = !isEnd;
            if (goesOn && !update.json().isEmpty()) {
                pause(System.nanoTime() - read);
            }
        }
    }

    private static String text(Update update) {
        return update.json().isEmpty() ? ":\n\n" : "id: " + update.version() + "\ndata: " + update.json() + "\n\n";
    }

    private void send(OutputStream out, String text) throws IOException {
        sendingSince = System.nanoTime();
        try {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        } finally {
            sendingSince = 0;
        }
    }

    private Update next() throws InterruptedException {
        Update update = waits() ? whenChanged() : null;
        read = System.nanoTime();
        return update == null ? source.after(known, Duration.ZERO) : update;
    }

    /** A reader of much is told less often, so that he costs the run no more than a small share of a processor. */
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
        // Somebody may have interrupted this thread after it was told.
        if (Thread.interrupted()) {
            isClosing = true;
        }
    }

    /** Has the latest told, and ends. A message that is being sent is not interrupted. */
    synchronized void close() {
        isClosing = true;
        if (isWaiting) {
            thread.interrupt();
        }
    }

    /** Gives the reader up if a message takes too long. */
    void giveUpIfStuck() {
        giveUpAfter(pace.slowest());
    }

    /** Gives the reader up if he has not taken a message for that long. */
    void giveUpAfter(Duration longest) {
        long since = sendingSince;
        if (since != 0 && System.nanoTime() - since > longest.toNanos()) {
            giveUp();
        }
    }

    /** An interrupt closes the connection, which ends a write that waits for the reader. */
    void giveUp() {
        thread.interrupt();
    }
}
