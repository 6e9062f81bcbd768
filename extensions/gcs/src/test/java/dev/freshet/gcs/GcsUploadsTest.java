package dev.freshet.gcs;

import static dev.freshet.dataset.FaultProxy.corrupt;
import static dev.freshet.dataset.FaultProxy.loseAnswer;
import static dev.freshet.dataset.FaultProxy.resetAfter;
import static dev.freshet.gcs.Access.answer;
import static dev.freshet.gcs.Access.random;
import static dev.freshet.gcs.Access.words;
import static dev.freshet.gcs.Access.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.freshet.dataset.FaultProxy;
import dev.freshet.dataset.Stamp;
import dev.freshet.dataset.Storage;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Uploads and creations on bad days. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class GcsUploadsTest {
    private static final String UPLOAD = "POST /upload/";
    private static final String SESSION = "PUT /upload/";

    private final GcsStub stub = GcsStub.running();
    private final StubBucket bucket = stub.bucket();
    private FaultProxy proxy;
    private GcsStorage storage;

    @BeforeEach
    void open() throws IOException {
        proxy = new FaultProxy(stub.port());
        storage = Access.storage(bucket.name(), proxy.endpoint(), Access.SHORT);
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
    }

    private String writingFails(String key, byte[] content) {
        return words(storage, true, key, catchThrowable(() -> write(storage, key, content)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 30_000})
    void upload_thatIsResetInItsBody_isSentAgain(int bytes) throws IOException {
        proxy.next(1, UPLOAD, resetAfter(bytes));
        byte[] content = random(900_000);
        write(storage, "k", content);
        assertThat(bucket.content("k")).isEqualTo(content);
        assertThat(proxy.count(UPLOAD)).isEqualTo(2);
    }

    @Test
    void corruptedContent_isNotStored() {
        bucket.put("k", random(10));
        proxy.always(UPLOAD, corrupt());
        assertThat(writingFails("k", random(300_000))).startsWith("the storage refused (400 invalid)");
        assertThat(bucket.content("k")).isEqualTo(random(10));
    }

    @Test
    void corruptedContent_ofASession_isNotStored() {
        bucket.put("k", random(10));
        proxy.always(SESSION, corrupt());
        assertThat(writingFails("k", random(3_000_000))).startsWith("the storage refused (400");
        assertThat(bucket.content("k")).isEqualTo(random(10));
    }

    @Test
    void stagedContent_isCopiedByTheStorage_whateverAnswersAreLost() throws IOException {
        byte[] content = random(2_000_000);
        bucket.put("d/.k.staged", content);
        proxy.next(1, "POST /storage/", loseAnswer()).next(1, "DELETE", loseAnswer());
        Stamp stamp = storage.move("d/.k.staged", "d/k").orElseThrow();
        assertThat(bucket.content("d/k")).isEqualTo(content);
        assertThat(bucket.get("d/.k.staged")).isEmpty();
        assertThat(storage.stat("d/k").map(Storage.Entry::stamp)).contains(stamp);
        assertThat(proxy.requests())
                .as("no content passes")
                .noneMatch(request -> request.startsWith(UPLOAD) || request.startsWith("GET /download/"));
    }

    @Test
    void sameContentAgain_hasTheSameStamp() throws IOException {
        Stamp stamp = write(storage, "k", random(10));
        assertThat(write(storage, "k", random(10))).isEqualTo(stamp);
    }

    @ParameterizedTest
    @ValueSource(ints = {1_048_576, 1_048_577, 12_000_000})
    void largeContent_isSentByASession(int size) throws IOException {
        byte[] content = random(size);
        Stamp stamp = write(storage, "k", content);
        assertThat(bucket.content("k")).isEqualTo(content);
        assertThat(storage.stat("k").map(Storage.Entry::stamp)).contains(stamp);
        assertThat(proxy.count(SESSION)).isEqualTo(size == 1_048_576 ? 0 : 1);
    }

    @Test
    void session_thatBreaks_goesOnBehindWhatIsStored() throws IOException {
        stub.uploads().breakNextAfter(2 << 20);
        byte[] content = random(5_000_000);
        write(storage, "k", content);
        assertThat(bucket.content("k")).isEqualTo(content);
        assertThat(proxy.count(SESSION))
                .as("the first, a question, and the rest")
                .isEqualTo(3);
    }

    @Test
    void session_thatIsReset_isSentAgain() throws IOException {
        proxy.next(1, SESSION, resetAfter(100_000));
        byte[] content = random(3_000_000);
        write(storage, "k", content);
        assertThat(bucket.content("k")).isEqualTo(content);
    }

    @Test
    void endOfASession_whoseAnswerIsLost_isNoFailure() throws IOException {
        proxy.next(1, SESSION, loseAnswer());
        byte[] content = random(3_000_000);
        Stamp stamp = write(storage, "k", content);
        assertThat(bucket.content("k")).isEqualTo(content);
        assertThat(storage.stat("k").map(Storage.Entry::stamp)).contains(stamp);
    }

    @Test
    void session_thatFails_keepsTheOldContent() {
        bucket.put("k", random(10));
        proxy.always(SESSION, answer(500, "internalError"));
        assertThat(writingFails("k", random(3_000_000))).startsWith("the storage failed (500");
        assertThat(bucket.content("k")).isEqualTo(random(10));
    }

    @Test
    void create_whoseAnswerIsLost_hasSucceeded() throws IOException {
        proxy.next(1, UPLOAD, loseAnswer());
        assertThat(storage.create("k", random(10))).isTrue();
        assertThat(proxy.count(UPLOAD)).isEqualTo(2);
        assertThat(storage.create("k", random(20))).isFalse();
        assertThat(bucket.content("k")).isEqualTo(random(10));
    }

    @Test
    void create_whoseAnswersAreAllLost_isUnknown() {
        proxy.always(UPLOAD, loseAnswer());
        assertThat(words(storage, true, "k", catchThrowable(() -> storage.create("k", random(10)))))
                .startsWith("the connection to the storage at " + proxy.endpoint() + " broke: ");
    }

    @Test
    void create_whoseAnswerIsLost_afterAnothersContent_hasFailed() throws IOException {
        bucket.put("k", random(5));
        proxy.next(1, UPLOAD, loseAnswer());
        assertThat(storage.create("k", random(10))).isFalse();
        assertThat(bucket.content("k")).isEqualTo(random(5));
    }
}
