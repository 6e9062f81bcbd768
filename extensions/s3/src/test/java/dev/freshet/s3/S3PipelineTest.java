package dev.freshet.s3;

import static dev.freshet.s3.Access.answer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.dataset.FaultProxy;
import dev.freshet.runtime.run.Runner;
import dev.freshet.runtime.run.StorageRunContract;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Runs whose datasets are all in a bucket. */
final class S3PipelineTest extends StorageRunContract {
    private final S3Server server = S3Server.running();
    private final String bucket = server.bucket();
    private final FaultProxy proxy;

    S3PipelineTest() throws IOException {
        proxy = new FaultProxy(server.port());
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
        return "s3://" + bucket + "/" + key(dataset);
    }

    @Override
    protected String credentials() {
        return credentials(S3Server.SECRET);
    }

    @Override
    protected String wrongCredentials() {
        return credentials("hunter2-is-wrong");
    }

    private String credentials(String secret) {
        return "{access_key_id: " + S3Server.KEY + ", secret_access_key: \"" + secret
                + "\", region: us-east-1, endpoint: \"" + proxy.endpoint() + "\"}";
    }

    @Override
    protected String refusal() {
        return "no permission (403)";
    }

    @Override
    protected String secret() {
        return "hunter2";
    }

    @Override
    protected void put(String dataset, String text) {
        try (S3Client client = server.client()) {
            client.putObject(request -> request.bucket(bucket).key(key(dataset)), RequestBody.fromString(text));
        }
    }

    @Override
    protected String stored(String dataset) {
        try (S3Client client = server.client()) {
            return client.getObjectAsBytes(request -> request.bucket(bucket).key(key(dataset)))
                    .asUtf8String();
        }
    }

    @Override
    protected void delete(String dataset) {
        try (S3Client client = server.client()) {
            client.deleteObject(request -> request.bucket(bucket).key(key(dataset)));
        }
    }

    @Override
    protected List<String> requests() {
        return proxy.requests();
    }

    @Override
    protected boolean asksForStamp(String request) {
        return request.startsWith("HEAD ");
    }

    @Override
    protected Optional<String> downloaded(String request) {
        return request.startsWith("GET")
                ? Optional.of(request.replaceFirst("GET /" + bucket + "/data/(\\w+)\\.txt", "$1"))
                : Optional.empty();
    }

    @Override
    protected boolean isUpload(String request) {
        return request.startsWith("PUT");
    }

    @Override
    protected String forbidUpload(String dataset) {
        proxy.next(1, "PUT /" + bucket + "/" + key(dataset), answer(403, "AccessDenied"));
        return "403 AccessDenied";
    }

    @Test
    void secondRun_asksOnceForEachObject() {
        run();
        assertThat(run()).isEmpty();
        assertThat(requests()).hasSize(5).doesNotHaveDuplicates();
    }

    /** Its stamp is the same before and after, but a node has loaded what was there in between. */
    @ParameterizedTest
    @MethodSource("runners")
    void objectThatChangedAndChangedBack_isNotTakenForWhatWasLoaded(Runner runner) {
        for (boolean isNew : List.of(true, false)) {
            proxy.next(1, "GET /" + bucket + "/data/raw.txt", FaultProxy.before(() -> put("raw", "between")));
            proxy.next(1, "PUT /" + bucket + "/data/cleaned.txt", FaultProxy.before(() -> put("raw", " raw ")));
            (isNew ? describe() : describe().force()).runner(runner).start();
            assertThat(stored("cleaned")).isEqualTo("between");
            assertThat(run()).as("the node is new: %s", isNew).contains("clean");
            assertThat(stored("cleaned")).isEqualTo("raw");
        }
    }

    static Stream<Runner> runners() {
        return Stream.of(Runner.threads(2), Runner.processes(1));
    }
}
