package dev.freshet.s3;

import dev.freshet.dataset.BucketContract;
import dev.freshet.dataset.Storage;

final class S3StorageTest extends BucketContract {
    @Override
    protected Storage storage() {
        S3Server server = S3Server.running();
        return Access.storage(server.bucket(), server.endpoint().toString(), Access.SHORT);
    }
}
