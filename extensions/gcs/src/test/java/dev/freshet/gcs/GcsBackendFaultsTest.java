package dev.freshet.gcs;

import static dev.freshet.dataset.FaultProxy.duplicate;
import static dev.freshet.dataset.FaultProxy.loseAnswer;
import static dev.freshet.dataset.FaultProxy.reset;
import static dev.freshet.gcs.Access.answer;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.freshet.dataset.FaultProxy;
import dev.freshet.dataset.backend.BackendFaultsContract;
import dev.freshet.dataset.backend.StateBackend;
import dev.freshet.dataset.backend.StorageBackend;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.provider.Arguments;

/** A state in a bucket on bad days. */
final class GcsBackendFaultsTest extends BackendFaultsContract {
    private final GcsStub stub = GcsStub.running();
    private final String bucket = stub.bucket().name();
    private FaultProxy proxy;

    @BeforeEach
    void open() throws IOException {
        proxy = new FaultProxy(stub.port());
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
    }

    @Override
    protected FaultProxy proxy() {
        return proxy;
    }

    @Override
    protected String directly() {
        return stub.endpoint();
    }

    @Override
    protected StateBackend open(String endpoint) throws IOException {
        return StorageBackend.open(Access.storage(bucket, endpoint, Access.SHORT), "p/", place());
    }

    @Override
    protected String place() {
        return "gs://" + bucket + "/p";
    }

    @Override
    protected String appending() {
        return "POST /upload/";
    }

    @Override
    protected int attempts() {
        return Access.SHORT.attempts();
    }

    @Override
    protected FaultProxy.Fault failure() {
        return answer(500, failureReason());
    }

    @Override
    protected String failureReason() {
        return "internalError";
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                arguments("500", answer(500, "internalError")),
                arguments("503", answer(503, "backendError")),
                arguments("429", answer(429, "rateLimitExceeded")),
                arguments("reset", reset()),
                arguments("duplicate", duplicate()),
                arguments("lost answer", loseAnswer()));
    }
}
