package dev.freshet.s3;

import java.time.Duration;

/**
 * Timeouts, retries and sizes of requests.
 *
 * @param connect the timeout for a connection
 * @param read the timeout for the next bytes
 * @param attempts the number of attempts for each request
 * @param pause the pause before the second attempt; it grows with each attempt
 * @param resumes how often a read resumes after its connection broke
 * @param largest the largest content in bytes that is sent in one request
 * @param part the size in bytes of the parts of larger content
 */
record Limits(Duration connect, Duration read, int attempts, Duration pause, int resumes, long largest, long part) {
    static final Limits DEFAULT = new Limits(
            Duration.ofSeconds(10), Duration.ofSeconds(30), 5, Duration.ofMillis(200), 5, 64L << 20, 16L << 20);
}
