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
import dev.freshet.dataset.backend.StateAddress;
import dev.freshet.dataset.backend.StateBackend;
import dev.freshet.dataset.backend.StateBackend.Entry;
import dev.freshet.dataset.backend.StorageBackend;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.s3.S3Client;

/** A state in a bucket on bad days. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class S3BackendFaultsTest {
    @TempDir
    Path directory;

    private final S3Server server = S3Server.running();
    private final String bucket = server.bucket();
    private final String log = "PUT /" + bucket + "/p/log/";
    private FaultProxy proxy;

    @BeforeEach
    void open() throws IOException {
        proxy = new FaultProxy(server.port());
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
    }

    private StateBackend open(String endpoint) throws IOException {
        return StorageBackend.open(Access.storage(bucket, endpoint, Access.SHORT), "p/", "s3://" + bucket + "/p");
    }

    private List<Entry> entries() throws IOException {
        try (StateBackend fresh = open(server.endpoint().toString())) {
            return fresh.read(0).entries();
        }
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

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void faultThatPasses_leavesEachEntryOnce(String name, FaultProxy.Fault fault) throws IOException {
        try (StateBackend one = open(proxy.endpoint());
                StateBackend two = open(server.endpoint().toString())) {
            for (int number = 1; number <= 6; number += 2) {
                proxy.next(1, log, fault);
                assertThat(one.append(number, "one " + number)).isTrue();
                assertThat(two.append(number, "two")).isFalse();
                assertThat(two.append(number + 1, "two " + number)).isTrue();
                proxy.next(1, log, fault);
                assertThat(one.append(number + 1, "one")).isFalse();
            }
        }
        assertThat(entries())
                .containsExactly(
                        new Entry(1, "one 1"),
                        new Entry(2, "two 1"),
                        new Entry(3, "one 3"),
                        new Entry(4, "two 3"),
                        new Entry(5, "one 5"),
                        new Entry(6, "two 5"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void faultThatOutlastsTheClient_leavesEachEntryOnce(String name, FaultProxy.Fault fault) throws IOException {
        try (StateBackend one = open(proxy.endpoint())) {
            for (int number = 1; number <= 2; number++) {
                proxy.next(Access.SHORT.attempts() + 1, log, fault);
                assertThat(one.append(number, "one " + number)).isTrue();
            }
        }
        assertThat(entries()).containsExactly(new Entry(1, "one 1"), new Entry(2, "one 2"));
    }

    @Test
    void answersThatAreAllLost_areReplacedByWhatIsThere() throws IOException {
        try (StateBackend one = open(proxy.endpoint())) {
            proxy.always(log, loseAnswer());
            assertThat(one.append(1, "a")).isTrue();
            assertThat(one.append(2, "b")).isTrue();
            assertThat(one.compact(new Entry(2, "ab"))).isTrue();
            assertThat(one.append(3, "c")).isTrue();
        }
        try (StateBackend fresh = open(server.endpoint().toString())) {
            assertThat(fresh.read(0).base()).contains(new Entry(2, "ab"));
            assertThat(fresh.read(0).entries()).containsExactly(new Entry(3, "c"));
        }
    }

    @Test
    void storageThatStopsWorking_isToldInOneLine_andNothingIsThere() throws IOException {
        try (StateBackend one = open(proxy.endpoint())) {
            proxy.next(100, log, answer(500, "InternalError"));
            assertThat(oneLine(catchThrowable(() -> one.append(1, "a"))))
                    .isEqualTo("the state s3://" + bucket
                            + "/p cannot be written: the storage failed (500 InternalError); try again later");
        }
        assertThat(entries()).isEmpty();
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

    private static String oneLine(Throwable thrown) {
        assertThat(thrown).isInstanceOf(IOException.class).hasNoCause();
        assertThat(thrown.getMessage()).doesNotContain("\n").doesNotContain(S3Server.SECRET);
        return thrown.getMessage();
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
