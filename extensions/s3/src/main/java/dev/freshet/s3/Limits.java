package dev.freshet.s3;

import java.time.Duration;

/**
 * How long is waited, and how often and how large things are sent.
 *
 * @param connect the time for a connection
 * @param read the time in which some bytes must come
 * @param attempts of each request
 * @param pause before the second attempt; it grows from then on
 * @param resumes how often a read goes on after its connection broke
 * @param largest the size in bytes up to which content is sent in one request
 * @param part the size in bytes of the parts of larger content
 */
record Limits(Duration connect, Duration read, int attempts, Duration pause, int resumes, long largest, long part) {
    static final Limits DEFAULT = new Limits(
            Duration.ofSeconds(10), Duration.ofSeconds(30), 5, Duration.ofMillis(200), 5, 64L << 20, 16L << 20);
}
