package dev.freshet.gcs;

import dev.freshet.dataset.Storage;
import dev.freshet.dataset.StorageContract;

final class GcsStorageTest extends StorageContract {
    @Override
    protected Storage storage() {
        GcsStub stub = GcsStub.running();
        return Access.storage(stub.bucket().name(), stub.endpoint(), Access.SHORT);
    }
}
