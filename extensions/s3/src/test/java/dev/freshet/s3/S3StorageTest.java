package dev.freshet.s3;

import dev.freshet.dataset.Storage;
import dev.freshet.dataset.StorageContract;

final class S3StorageTest extends StorageContract {
    @Override
    protected Storage storage() {
        S3Server server = S3Server.running();
        return Access.storage(server.bucket(), server.endpoint().toString(), Access.SHORT);
    }
}
