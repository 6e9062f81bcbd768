package dev.freshet.s3;

import static dev.freshet.dataset.FaultProxy.before;
import static dev.freshet.dataset.FaultProxy.duplicate;
import static dev.freshet.dataset.FaultProxy.loseAnswer;
import static dev.freshet.dataset.FaultProxy.reset;
import static dev.freshet.s3.Access.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.freshet.config.ConfigException;
import dev.freshet.dataset.FaultProxy;
import dev.freshet.dataset.backend.BackendFaultsContract;
import dev.freshet.dataset.backend.StateAddress;
import dev.freshet.dataset.backend.StateBackend;
import dev.freshet.dataset.backend.StorageBackend;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.Arguments;
import software.amazon.awssdk.services.s3.S3Client;

/** A state in a bucket on bad days. */
final class S3BackendFaultsTest extends BackendFaultsContract {
    @TempDir
    Path directory;

    private final S3Server server = S3Server.running();
    private final String bucket = server.bucket();
    private FaultProxy proxy;

    @BeforeEach
    void open() throws IOException {
        proxy = new FaultProxy(server.port());
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
        return server.endpoint().toString();
    }

    @Override
    protected StateBackend open(String endpoint) throws IOException {
        return StorageBackend.open(Access.storage(bucket, endpoint, Access.SHORT), "p/", place());
    }

    @Override
    protected String place() {
        return "s3://" + bucket + "/p";
    }

    @Override
    protected String appending() {
        return "PUT /" + bucket + "/p/log/";
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
        return "InternalError";
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                arguments("500", answer(500, "InternalError")),
                arguments("503", answer(503, "SlowDown")),
                arguments("409", answer(409, "ConditionalRequestConflict")),
                arguments("reset", reset()),
                arguments("duplicate", duplicate()),
                arguments("lost answer", loseAnswer()));
    }

    @Test
    void storageThatIgnoresConditions_isRefusedEachTime() {
        // To the client, it looks as if each PUT replaced what is there.
        proxy.always("PUT", before(this::deleteProbe));
        for (int i = 0; i < 2; i++) {
            assertThat(oneLine(catchThrowable(() -> open(proxy.endpoint()))))
                    .startsWith("the state s3://" + bucket + "/p cannot be kept in this storage, which lets two writers"
                            + " create the same object");
        }
    }

    private void deleteProbe() {
        try (S3Client client = server.client()) {
            client.deleteObject(request -> request.bucket(bucket).key("p/probe"));
        }
    }

    private String refused(String state, Map<String, String> keys) throws IOException {
        StateAddress address = StateAddress.create(directory, state, keys);
        return oneLine(catchThrowable(address::open));
    }

    private Map<String, String> keys() {
        return Access.keys(server.endpoint().toString());
    }

    @Test
    void wrongBucketKeysOrEndpoint_areToldInOneLine() throws IOException {
        assertThat(refused("s3://no-such-bucket/p", keys()))
                .isEqualTo("the state s3://no-such-bucket/p cannot be read: the bucket \"no-such-bucket\" does not"
                        + " exist");
        Map<String, String> wrong = new HashMap<>(keys());
        wrong.put("secret_access_key", "another");
        assertThat(refused("s3://" + bucket + "/p", wrong)).contains("does not accept the credentials");
        int port = freePort();
        assertThat(refused("s3://" + bucket + "/p", Access.keys("http://127.0.0.1:" + port)))
                .contains("no connection to the storage at http://127.0.0.1:" + port);
    }

    private static int freePort() throws IOException {
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return closed.getLocalPort();
        }
    }

    @Test
    void newState_withReadOnlyCredentials_saysWhatIsMissing() {
        proxy.always("PUT", answer(403, "AccessDenied"));
        assertThat(oneLine(catchThrowable(() -> open(proxy.endpoint()))))
                .isEqualTo(
                        "there is no state s3://" + bucket + "/p yet, and it cannot be created: no permission"
                                + " (403 AccessDenied); a storage can also answer this if the file does not exist; use credentials that permit to read, list, write and delete");
    }

    @Test
    void state_withoutABucketOrWithUnknownCredentials_isRefused() throws IOException {
        StateAddress none = StateAddress.create(directory, "s3:///p", keys());
        assertThatThrownBy(none::open)
                .isInstanceOf(ConfigException.class)
                .hasMessage("run.yml: this must name a place, as in s3://place/team");
        assertThatThrownBy(() -> new StateAddress(directory, "s3://" + bucket + "/p", "taem").open())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("no credentials named \"taem\"; did you mean \"team\"?");
    }
}
