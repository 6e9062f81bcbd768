package dev.freshet.gcs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.dataset.Credentials;
import dev.freshet.dataset.FaultProxy;
import dev.freshet.dataset.Replacement;
import dev.freshet.dataset.Stamp;
import dev.freshet.dataset.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Random;

/** Storages as tests want them. */
final class Access {
    /** So short that failures show at once, with pages so small that every listing has several. */
    static final Limits SHORT =
            new Limits(Duration.ofSeconds(5), Duration.ofSeconds(20), 3, Duration.ofMillis(1), 2, 1 << 20, 2);

    private static final long SEED = Long.getLong("freshet.seed", 20261126L);

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

    /** The same bytes whenever the seed is the same. */
    static byte[] random(int size) {
        byte[] content = new byte[size];
        new Random(SEED).nextBytes(content);
        return content;
    }

    static byte[] read(Storage storage, String key) throws IOException {
        try (InputStream in = storage.read(key).stream()) {
            return in.readAllBytes();
        }
    }

    static Stamp write(Storage storage, String key, byte[] content) throws IOException {
        try (Replacement replacement = storage.replace(key)) {
            replacement.out().write(content);
            return replacement.commit().orElseThrow();
        }
    }

    /** The words for a failure: a line, without a cause. */
    static String words(Storage storage, boolean isWriting, String key, Throwable thrown) {
        assertThat(thrown).isInstanceOf(IOException.class).hasNoCause();
        String words =
                isWriting ? storage.writing((IOException) thrown, key) : storage.reading((IOException) thrown, key);
        assertThat(words).doesNotContain("\n").doesNotContain("hunter2");
        return words;
    }
}
