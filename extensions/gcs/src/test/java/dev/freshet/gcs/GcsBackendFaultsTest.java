package dev.freshet.gcs;

import static dev.freshet.dataset.FaultProxy.duplicate;
import static dev.freshet.dataset.FaultProxy.loseAnswer;
import static dev.freshet.dataset.FaultProxy.reset;
import static dev.freshet.gcs.Access.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.freshet.dataset.FaultProxy;
import dev.freshet.dataset.backend.StateBackend;
import dev.freshet.dataset.backend.StateBackend.Entry;
import dev.freshet.dataset.backend.StorageBackend;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A state in a bucket on bad days. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class GcsBackendFaultsTest {
    private static final String UPLOAD = "POST /upload/";

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

    private StateBackend open(String endpoint) throws IOException {
        return StorageBackend.open(Access.storage(bucket, endpoint, Access.SHORT), "p/", "gs://" + bucket + "/p");
    }

    private List<Entry> entries() throws IOException {
        try (StateBackend fresh = open(stub.endpoint())) {
            return fresh.read(0).entries();
        }
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

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void faultThatPasses_leavesEachEntryOnce(String name, FaultProxy.Fault fault) throws IOException {
        try (StateBackend one = open(proxy.endpoint());
                StateBackend two = open(stub.endpoint())) {
            one.isReadOnly();
            for (int number = 1; number <= 6; number += 2) {
                proxy.next(1, UPLOAD, fault);
                assertThat(one.append(number, "one " + number)).isTrue();
                assertThat(two.append(number, "two")).isFalse();
                assertThat(two.append(number + 1, "two " + number)).isTrue();
                proxy.next(1, UPLOAD, fault);
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
            one.isReadOnly();
            for (int number = 1; number <= 2; number++) {
                proxy.next(Access.SHORT.attempts() + 1, UPLOAD, fault);
                assertThat(one.append(number, "one " + number)).isTrue();
            }
        }
        assertThat(entries()).containsExactly(new Entry(1, "one 1"), new Entry(2, "one 2"));
    }

    @Test
    void answersThatAreAllLost_areReplacedByWhatIsThere() throws IOException {
        try (StateBackend one = open(proxy.endpoint())) {
            one.isReadOnly();
            proxy.always(UPLOAD, loseAnswer());
            assertThat(one.append(1, "a")).isTrue();
            assertThat(one.append(2, "b")).isTrue();
        }
        assertThat(entries()).containsExactly(new Entry(1, "a"), new Entry(2, "b"));
    }

    @Test
    void storageThatStopsWorking_isToldInOneLine_andNothingIsThere() throws IOException {
        try (StateBackend one = open(proxy.endpoint())) {
            one.isReadOnly();
            proxy.always(UPLOAD, answer(500, "internalError"));
            assertThat(catchThrowable(() -> one.append(1, "a")))
                    .hasNoCause()
                    .hasMessage("the state gs://" + bucket
                            + "/p cannot be written: the storage failed (500 internalError); try again later");
        }
        assertThat(entries()).isEmpty();
    }
}
