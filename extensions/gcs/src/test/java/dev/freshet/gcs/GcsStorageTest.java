package dev.freshet.gcs;

import dev.freshet.dataset.BucketContract;
import dev.freshet.dataset.Storage;

final class GcsStorageTest extends BucketContract {
    @Override
    protected Storage storage() {
        GcsStub stub = GcsStub.running();
        return Access.storage(stub.bucket().name(), stub.endpoint(), Access.SHORT);
    }
}
