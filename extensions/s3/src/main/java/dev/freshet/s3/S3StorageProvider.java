package dev.freshet.s3;

import dev.freshet.dataset.Credentials;
import dev.freshet.dataset.Option;
import dev.freshet.dataset.Storage;
import dev.freshet.dataset.StorageProvider;
import java.util.List;

/** Object storages with the S3 protocol: {@code path: s3://bucket/flights.csv}. */
public final class S3StorageProvider implements StorageProvider {
    @Override
    public String scheme() {
        return "s3";
    }

    @Override
    public List<Option> credentials() {
        return S3Access.KEYS;
    }

    @Override
    public Storage open(String bucket, Credentials credentials) {
        return new S3Storage(bucket, S3Access.of(credentials), Limits.DEFAULT);
    }
}
