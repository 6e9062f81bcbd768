package dev.freshet.gcs;

import dev.freshet.dataset.Credentials;
import dev.freshet.dataset.Option;
import dev.freshet.dataset.Storage;
import dev.freshet.dataset.StorageProvider;
import java.util.List;

/** Google Cloud Storage: {@code path: gs://bucket/flights.csv}. */
public final class GcsStorageProvider implements StorageProvider {
    @Override
    public String scheme() {
        return "gs";
    }

    @Override
    public List<Option> credentials() {
        return GcsAccess.KEYS;
    }

    @Override
    public Storage open(String bucket, Credentials credentials) {
        return new GcsStorage(bucket, GcsAccess.of(credentials), Limits.DEFAULT);
    }
}
