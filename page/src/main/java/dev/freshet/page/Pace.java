package dev.freshet.page;

import java.time.Duration;

/**
 * How often those who watch are told.
 *
 * @param between the least time from one message to the next, so that what changes often is told once
 * @param heartbeat how long nothing is told, at most: who has gone is noticed by that
 * @param slowest how long a message may take; who does not take it in that time is given up
 */
record Pace(Duration between, Duration heartbeat, Duration slowest) {
    static final Pace USUAL = new Pace(Duration.ofMillis(100), Duration.ofSeconds(3), Duration.ofSeconds(10));
}
