package dev.freshet.page;

import java.time.Duration;

/**
 * How often readers receive messages.
 *
 * @param between the shortest time from one message to the next, so that frequent changes share a message
 * @param heartbeat the longest time without a message, by which lost readers are noticed
 * @param slowest how long a message may take before the reader is disconnected
 */
record Pace(Duration between, Duration heartbeat, Duration slowest) {
    static final Pace USUAL = new Pace(Duration.ofMillis(100), Duration.ofSeconds(3), Duration.ofSeconds(10));
}
