package dev.freshet.gcs;

import com.google.api.client.http.HttpResponse;
import com.google.api.services.storage.Storage.Objects.Get;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageException;
import com.google.cloud.storage.StorageOptions;
import com.google.cloud.storage.spi.v1.HttpStorageRpc;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Google's client, created on first use, because that takes time and credentials can be missing.
 *
 * <p>Contents are read at the level below the client's own: one request gives the content and what identifies it, and a
 * read that breaks resumes a limited number of times.
 */
final class GcsClient {
    private final GcsAccess access;
    private final Limits limits;
    private final GcsErrors errors;
    private @Nullable Opened opened;

    private record Opened(Storage storage, com.google.api.services.storage.Storage requests) {}

    GcsClient(GcsAccess access, Limits limits, GcsErrors errors) {
        this.access = access;
        this.limits = limits;
        this.errors = errors;
    }

    /** A request that can fail. */
    @FunctionalInterface
    interface Call<T> {
        T of(Storage storage) throws IOException;
    }

    private synchronized Opened open() throws IOException {
        Opened made = opened;
        if (made == null) {
            StorageOptions options = access.open(limits);
            made = new Opened(options.getService(), new HttpStorageRpc(options).getStorage());
            opened = made;
        }
        return made;
    }

    /** Sends a request, several times if necessary. */
    <T> T call(String key, Call<T> call) throws IOException {
        requireUninterrupted();
        try {
            return call.of(open().storage());
        } catch (StorageException e) {
            throw errors.of(e, key);
        }
    }

    /**
     * Opens content, or a range of it.
     *
     * @param range as a header has it; null for the whole content
     * @param generation the only generation that may be read; null for the current one
     */
    Media media(String bucket, String key, @Nullable String range, @Nullable Long generation) throws IOException {
        for (int attempt = 1; ; attempt++) {
            requireUninterrupted();
            try {
                return new Media(ask(bucket, key, range, generation));
            } catch (IOException e) {
                StorageException failure = StorageException.translate(e);
                if (!Retries.isPassing(failure) || attempt == limits.attempts()) {
                    throw errors.of(failure, key);
                }
                LockSupport.parkNanos(limits.pauseAfter(attempt).toNanos());
            }
        }
    }

    private HttpResponse ask(String bucket, String key, @Nullable String range, @Nullable Long generation)
            throws IOException {
        Get get = open().requests().objects().get(bucket, key);
        if (generation != null) {
            get.setGeneration(generation);
        }
        get.getRequestHeaders().setRange(range);
        // Content that was uploaded as compressed is read as it is stored.
        get.setReturnRawInputStream(true);
        get.getMediaHttpDownloader().setDirectDownloadEnabled(true);
        return get.executeMedia();
    }

    private static void requireUninterrupted() throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            throw GcsErrors.interrupted();
        }
    }
}
