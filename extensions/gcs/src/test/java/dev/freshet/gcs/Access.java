package dev.freshet.gcs;

import dev.freshet.dataset.Credentials;
import dev.freshet.dataset.FaultProxy;
import java.time.Duration;
import java.util.Map;

/** Storages as tests want them. */
final class Access {
    /** So short that failures show at once, with pages so small that every listing has several. */
    static final Limits SHORT =
            new Limits(Duration.ofSeconds(5), Duration.ofSeconds(20), 3, Duration.ofMillis(1), 2, 1 << 20, 2);

    private Access() {}

    static GcsStorage storage(String bucket, String endpoint, Limits limits) {
        return storage(bucket, Map.of("endpoint", endpoint, "anonymous", "true"), limits);
    }

    static GcsStorage storage(String bucket, Map<String, String> credentials, Limits limits) {
        return new GcsStorage(bucket, GcsAccess.of(Credentials.of(credentials)), limits);
    }

    /** Answers like the storage, without asking the server. */
    static FaultProxy.Fault answer(int status, String reason) {
        return FaultProxy.answer(
                status, "application/json; charset=UTF-8", GcsStub.error(status, reason, "told by the storage"), "");
    }
}
