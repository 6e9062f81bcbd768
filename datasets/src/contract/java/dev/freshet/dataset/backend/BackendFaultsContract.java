package dev.freshet.dataset.backend;

import static dev.freshet.dataset.FaultProxy.loseAnswer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.freshet.dataset.FaultProxy;
import dev.freshet.dataset.backend.StateBackend.Entry;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A state in a storage on bad days. Subclasses have a method {@code faults} with the names of faults and the faults. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class BackendFaultsContract {
    /** Returns what stands before the storage. */
    protected abstract FaultProxy proxy();

    /** Returns the endpoint of the storage itself. */
    protected abstract String directly();

    /** Opens the state through an endpoint. */
    protected abstract StateBackend open(String endpoint) throws IOException;

    /** Returns the place of the state as messages name it. */
    protected abstract String place();

    /** Returns how requests begin that append to the log. */
    protected abstract String appending();

    /** Returns how often the client tries a request. */
    protected abstract int attempts();

    /** Returns the answer of a storage that does not work, with the status 500. */
    protected abstract FaultProxy.Fault failure();

    /** Returns the reason that this answer gives. */
    protected abstract String failureReason();

    private List<Entry> entries() throws IOException {
        try (StateBackend fresh = open(directly())) {
            return fresh.read(0).entries();
        }
    }

    /** The message about a failure, which is a line without a cause. */
    protected static String oneLine(Throwable thrown) {
        assertThat(thrown).isInstanceOf(IOException.class).hasNoCause();
        assertThat(thrown.getMessage()).doesNotContain("\n").doesNotContain("hunter2");
        return thrown.getMessage();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void faultThatPasses_leavesEachEntryOnce(String name, FaultProxy.Fault fault) throws IOException {
        try (StateBackend one = open(proxy().endpoint());
                StateBackend two = open(directly())) {
            one.isReadOnly();
            for (int number = 1; number <= 6; number += 2) {
                proxy().next(1, appending(), fault);
                assertThat(one.append(number, "one " + number)).isTrue();
                assertThat(two.append(number, "two")).isFalse();
                assertThat(two.append(number + 1, "two " + number)).isTrue();
                proxy().next(1, appending(), fault);
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
        try (StateBackend one = open(proxy().endpoint())) {
            one.isReadOnly();
            for (int number = 1; number <= 2; number++) {
                proxy().next(attempts() + 1, appending(), fault);
                assertThat(one.append(number, "one " + number)).isTrue();
            }
        }
        assertThat(entries()).containsExactly(new Entry(1, "one 1"), new Entry(2, "one 2"));
    }

    @Test
    void answersThatAreAllLost_areReplacedByWhatIsThere() throws IOException {
        try (StateBackend one = open(proxy().endpoint())) {
            one.isReadOnly();
            proxy().always(appending(), loseAnswer());
            assertThat(one.append(1, "a")).isTrue();
            assertThat(one.append(2, "b")).isTrue();
            assertThat(one.compact(new Entry(2, "ab"))).isTrue();
            assertThat(one.append(3, "c")).isTrue();
        }
        try (StateBackend fresh = open(directly())) {
            assertThat(fresh.read(0).base()).contains(new Entry(2, "ab"));
            assertThat(fresh.read(0).entries()).containsExactly(new Entry(3, "c"));
        }
    }

    @Test
    void storageThatStopsWorking_isToldInOneLine_andNothingIsThere() throws IOException {
        try (StateBackend one = open(proxy().endpoint())) {
            one.isReadOnly();
            proxy().always(appending(), failure());
            assertThat(oneLine(catchThrowable(() -> one.append(1, "a"))))
                    .isEqualTo("the state " + place() + " cannot be written: the storage failed (500 " + failureReason()
                            + "); try again later");
        }
        assertThat(entries()).isEmpty();
    }
}
