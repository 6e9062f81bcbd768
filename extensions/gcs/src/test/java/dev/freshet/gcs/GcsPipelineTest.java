package dev.freshet.gcs;

import static dev.freshet.gcs.Access.answer;

import dev.freshet.dataset.FaultProxy;
import dev.freshet.runtime.run.StorageRunContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** Runs whose datasets are all in a bucket. */
final class GcsPipelineTest extends StorageRunContract {
    private final GcsStub stub = GcsStub.running();
    private final StubBucket bucket = stub.bucket();
    private final FaultProxy proxy;

    GcsPipelineTest() throws IOException {
        proxy = new FaultProxy(stub.port());
        bucket.onlyWithToken();
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
    }

    private String key(String dataset) {
        return "data/" + dataset + ".txt";
    }

    @Override
    protected String location(String dataset) {
        return "gs://" + bucket.name() + "/" + key(dataset);
    }

    @Override
    protected String credentials() {
        return credentials(stub.tokens().key(stub.endpoint()));
    }

    @Override
    protected String wrongCredentials() {
        return credentials(StubTokens.foreignKey(stub.endpoint()));
    }

    private String credentials(String key) {
        return "{key: '" + key + "', endpoint: \"" + proxy.endpoint() + "\"}";
    }

    @Override
    protected String refusal() {
        return "Google does not accept the credentials (400 invalid_grant)";
    }

    @Override
    protected String secret() {
        return "PRIVATE KEY";
    }

    @Override
    protected void put(String dataset, String text) {
        bucket.put(key(dataset), text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    protected String stored(String dataset) {
        return new String(bucket.content(key(dataset)), StandardCharsets.UTF_8);
    }

    @Override
    protected void delete(String dataset) {
        try {
            bucket.delete(key(dataset), null);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected List<String> requests() {
        return proxy.requests();
    }

    @Override
    protected boolean asksForStamp(String request) {
        return request.startsWith("GET /storage/");
    }

    @Override
    protected Optional<String> downloaded(String request) {
        return request.startsWith("GET /download/")
                ? Optional.of(request.replaceFirst(".*%2F(\\w+)\\.txt.*", "$1"))
                : Optional.empty();
    }

    @Override
    protected boolean isUpload(String request) {
        return request.startsWith("POST /upload/");
    }

    @Override
    protected String forbidUpload(String dataset) {
        proxy.next(1, "POST /upload/", answer(403, "forbidden"));
        return "403 forbidden";
    }
}
