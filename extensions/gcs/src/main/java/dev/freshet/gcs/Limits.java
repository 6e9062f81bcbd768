package dev.freshet.gcs;

import com.google.api.gax.retrying.RetrySettings;
import java.time.Duration;

/**
 * Timeouts, retries and sizes of requests.
 *
 * @param connect the timeout for a connection
 * @param read the timeout for the next bytes
 * @param attempts the number of attempts for each request
 * @param pause the pause before the second attempt; it doubles with each attempt
 * @param resumes how often a read resumes after its connection broke
 * @param largest the largest content in bytes that is sent in one request
 * @param page the number of entries in each answer to a listing
 */
record Limits(Duration connect, Duration read, int attempts, Duration pause, int resumes, int largest, int page) {
    static final Limits DEFAULT =
            new Limits(Duration.ofSeconds(10), Duration.ofSeconds(30), 5, Duration.ofMillis(200), 5, 8 << 20, 1000);

    /** Returns the pause before the attempt that follows the given one. */
    Duration pauseAfter(int attempt) {
        return pause.multipliedBy(1L << (attempt - 1));
    }

    /** Returns the same rules for Google's client. There is no limit of time, because a large upload can take long. */
    RetrySettings retries() {
        return RetrySettings.newBuilder()
                .setInitialRetryDelayDuration(pause)
                .setRetryDelayMultiplier(2)
                .setMaxRetryDelayDuration(pauseAfter(attempts))
                .setMaxAttempts(attempts)
                .setTotalTimeoutDuration(Duration.ZERO)
                .build();
    }
}
