package dev.freshet.s3;

import static dev.freshet.dataset.FaultProxy.after;
import static dev.freshet.dataset.FaultProxy.breakAfter;
import static dev.freshet.dataset.FaultProxy.corrupt;
import static dev.freshet.dataset.FaultProxy.loseAnswer;
import static dev.freshet.dataset.FaultProxy.reset;
import static dev.freshet.dataset.FaultProxy.resetAfter;
import static dev.freshet.dataset.FaultProxy.silence;
import static dev.freshet.s3.Access.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.freshet.dataset.FaultProxy;
import dev.freshet.dataset.Replacement;
import dev.freshet.dataset.Stamp;
import dev.freshet.dataset.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Networks and storages on bad days. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class S3FaultsTest {
    private static final long SEED = Long.getLong("freshet.seed", 20261121L);
    private static final Limits IMPATIENT =
            new Limits(Duration.ofSeconds(5), Duration.ofMillis(500), 2, Duration.ofMillis(1), 2, 1 << 20, 5 << 20);

    private final S3Server server = S3Server.running();
    private final String bucket = server.bucket();
    private FaultProxy proxy;
    private S3Storage storage;

    @BeforeEach
    void open() throws IOException {
        proxy = new FaultProxy(server.port());
        storage = Access.storage(bucket, proxy.endpoint(), Access.SHORT);
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
    }

    private static byte[] random(int size) {
        byte[] content = new byte[size];
        new Random(SEED).nextBytes(content);
        return content;
    }

    private void put(String key, byte[] content) {
        try (S3Client client = server.client()) {
            client.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(content));
        }
    }

    private byte[] stored(String key) {
        try (S3Client client = server.client()) {
            return client.getObjectAsBytes(request -> request.bucket(bucket).key(key))
                    .asByteArray();
        }
    }

    private int unfinishedUploads() {
        try (S3Client client = server.client()) {
            return client.listMultipartUploads(request -> request.bucket(bucket))
                    .uploads()
                    .size();
        }
    }

    private static byte[] read(Storage storage, String key) throws IOException {
        try (InputStream in = storage.read(key).stream()) {
            return in.readAllBytes();
        }
    }

    private static Stamp write(Storage storage, String key, byte[] content) throws IOException {
        try (Replacement replacement = storage.replace(key)) {
            replacement.out().write(content);
            return replacement.commit().orElseThrow();
        }
    }

    /** The words for a failure: a line, and none of the secrets in it or behind it. */
    private static String words(Storage storage, boolean isWriting, String key, Throwable thrown) {
        assertThat(thrown).isInstanceOf(IOException.class);
        String words =
                isWriting ? storage.writing((IOException) thrown, key) : storage.reading((IOException) thrown, key);
        assertThat(words).doesNotContain("\n").doesNotContain(S3Server.SECRET).doesNotContain(S3Server.KEY);
        assertThat(thrown).hasNoCause();
        assertThat(thrown.getMessage()).doesNotContain(S3Server.SECRET).doesNotContain(S3Server.KEY);
        return words;
    }

    private String readingFails(String key) {
        return words(storage, false, key, catchThrowable(() -> read(storage, key)));
    }

    private String writingFails(String key, byte[] content) {
        return words(storage, true, key, catchThrowable(() -> write(storage, key, content)));
    }

    static Stream<Arguments> passing() {
        return Stream.of(
                arguments("500", answer(500, "InternalError")),
                arguments("502", answer(502, "")),
                arguments("503", answer(503, "SlowDown")),
                arguments("reset", reset()),
                arguments("lost answer", loseAnswer()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("passing")
    void faultThatPasses_isNotNoticed(String name, FaultProxy.Fault fault) throws IOException {
        byte[] content = random(100_000);
        proxy.next(1, "PUT", fault).next(1, "GET", fault).next(1, "HEAD", fault);
        Stamp stamp = write(storage, "k", content);
        assertThat(read(storage, "k")).isEqualTo(content);
        assertThat(storage.stat("k").map(Storage.Entry::stamp)).contains(stamp);
        assertThat(proxy.count("PUT")).isEqualTo(2);
        assertThat(proxy.count("GET")).isEqualTo(2);
        assertThat(proxy.count("HEAD")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 30_000})
    void put_thatIsResetInItsBody_isSentAgain(int bytes) throws IOException {
        proxy.next(1, "PUT", resetAfter(bytes));
        byte[] content = random(900_000);
        write(storage, "k", content);
        assertThat(stored("k")).isEqualTo(content);
        assertThat(proxy.count("PUT")).isEqualTo(2);
    }

    /** A server may have closed all connections that were kept open, as many as there are attempts. */
    @Test
    void contentThatBreaksInAllAttempts_isSentOnceMore_ifTheStorageAnswers() throws IOException {
        byte[] content = random(20);
        proxy.next(Access.SHORT.attempts(), "PUT", resetAfter(1));
        write(storage, "k", content);
        assertThat(stored("k")).isEqualTo(content);
        proxy.next(Access.SHORT.attempts(), "PUT", resetAfter(1));
        assertThat(storage.create("new", content)).isTrue();
        assertThat(stored("new")).isEqualTo(content);
        assertThat(proxy.count("PUT")).isEqualTo(2 * (Access.SHORT.attempts() + 1));
    }

    /** Whatever the storage compares, the signature or the digest. */
    @ParameterizedTest
    @ValueSource(ints = {300_000, 6_000_000})
    void corruptedContent_isNotStored(int size) {
        put("k", random(10));
        proxy.always("PUT", corrupt());
        assertThat(writingFails("k", random(size))).startsWith("the storage ");
        assertThat(stored("k")).isEqualTo(random(10));
    }

    static Stream<Arguments> lasting() {
        return Stream.of(
                arguments(500, "InternalError", "the storage failed (500 InternalError); try again later"),
                arguments(503, "SlowDown", "the storage is overloaded (503 SlowDown); try again later"),
                arguments(429, "", "the storage is overloaded (429); try again later"),
                arguments(
                        403,
                        "AccessDenied",
                        "no permission (403 AccessDenied); a storage can also answer this if the file does not exist"),
                arguments(401, "", "the storage asks for credentials (401)"),
                arguments(
                        403,
                        "InvalidAccessKeyId",
                        "the storage does not accept the credentials (403 InvalidAccessKeyId); check access_key_id,"
                                + " secret_access_key and session_token"),
                arguments(400, "ExpiredToken", "the session token has expired (400 ExpiredToken); get a new one"),
                arguments(400, "OddRequest", "the storage refused (400 OddRequest): told by the storage ***"),
                arguments(404, "NoSuchBucket", "the bucket \"bucket\" does not exist"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("lasting")
    void refusal_isOneLine_andOverwritesNothing(int status, String code, String expected) {
        put("k", random(10));
        proxy.always("GET", answer(status, code)).always("PUT", answer(status, code));
        String message = expected.replace("\"bucket\"", "\"" + bucket + "\"");
        assertThat(readingFails("k")).isEqualTo(message);
        assertThat(writingFails("k", random(20))).isEqualTo(message);
        assertThat(stored("k")).isEqualTo(random(10));
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 500, 503})
    void stat_thatIsRefused_isNoMissingFile(int status) {
        put("k", random(10));
        proxy.always("HEAD", answer(status, ""));
        assertThat(words(storage, false, "k", catchThrowable(() -> storage.stat("k"))))
                .contains("(" + status + ")");
        assertThat(words(storage, false, "k", catchThrowable(() -> storage.exists("k"))))
                .contains("(" + status + ")");
    }

    @Test
    void otherRegion_namesTheRightOne() {
        proxy.always("GET", answer(400, "AuthorizationHeaderMalformed", "x-amz-bucket-region: eu-central-1\r\n"));
        assertThat(readingFails("k"))
                .isEqualTo("the bucket \"" + bucket
                        + "\" is in another region (400 AuthorizationHeaderMalformed); set region: eu-central-1");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void get_thatBreaksInItsBody_goesOnWhereItWas(boolean isReset) throws IOException {
        byte[] content = random(700_000);
        put("k", content);
        proxy.next(1, "GET", breakAfter(200_000, isReset)).next(1, "GET", breakAfter(1, isReset));
        Storage.Content open = storage.read("k");
        try (InputStream in = open.stream()) {
            assertThat(in.readAllBytes()).isEqualTo(content);
            assertThat(open.stamp()).isEqualTo(storage.stat("k").map(Storage.Entry::stamp));
        }
        assertThat(proxy.count("GET")).isEqualTo(3);
    }

    @Test
    void part_thatBreaksInItsBody_goesOnWhereItWas() throws IOException {
        byte[] content = random(700_000);
        put("k", content);
        proxy.next(1, "GET", breakAfter(100_000, true));
        try (InputStream in = storage.read("k", 50_000, 400_000)) {
            assertThat(in.readAllBytes()).isEqualTo(java.util.Arrays.copyOfRange(content, 50_000, 450_000));
        }
    }

    @Test
    void get_thatAlwaysBreaks_fails() {
        put("k", random(700_000));
        proxy.always("GET", breakAfter(100, false));
        assertThat(readingFails("k"))
                .startsWith("the connection broke 3 times, at last at byte ")
                .contains(" of 700000: ");
        assertThat(proxy.count("GET")).isEqualTo(3);
    }

    @Test
    void contentThatIsReplaced_whileABrokenReadGoesOn_isNotMixed() {
        put("k", random(700_000));
        proxy.next(1, "GET", after(() -> put("k", new byte[700_000]), breakAfter(200_000, false)));
        assertThat(readingFails("k")).startsWith("it was changed in the meantime (412");
    }

    @Test
    void closingEarly_doesNotReadTheRest() throws IOException {
        put("k", random(700_000));
        try (InputStream in = storage.read("k").stream()) {
            assertThat(in.readNBytes(10)).hasSize(10);
        }
        assertThat(proxy.count("GET")).isEqualTo(1);
    }

    @Test
    void silence_endsInTime() {
        put("k", random(10));
        S3Storage impatient = Access.storage(bucket, proxy.endpoint(), IMPATIENT);
        proxy.always("", silence());
        String late = "the storage at " + proxy.endpoint() + " did not answer in time; try again later";
        assertThat(words(impatient, false, "k", catchThrowable(() -> read(impatient, "k"))))
                .isEqualTo(late);
        assertThat(words(impatient, false, "k", catchThrowable(() -> impatient.stat("k"))))
                .isEqualTo(late);
        assertThat(words(impatient, true, "k", catchThrowable(() -> write(impatient, "k", random(5)))))
                .isEqualTo(late);
        assertThat(stored("k")).isEqualTo(random(10));
    }

    @Test
    void lastingReset_isABrokenConnection() {
        proxy.always("", reset());
        assertThat(readingFails("k")).startsWith("the connection to the storage at " + proxy.endpoint() + " broke: ");
        assertThat(writingFails("k", random(10)))
                .startsWith("the connection to the storage at " + proxy.endpoint() + " broke: ");
    }

    @Test
    void nobodyThere_isNoConnection() throws IOException {
        String endpoint;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            endpoint = "http://127.0.0.1:" + free.getLocalPort();
        }
        S3Storage nobody = Access.storage(bucket, endpoint, Access.SHORT);
        assertThat(words(nobody, false, "k", catchThrowable(() -> nobody.stat("k"))))
                .isEqualTo("no connection to the storage at " + endpoint + ": Connection refused");
    }

    @Test
    void unknownHost_isNamed() {
        S3Storage nowhere = Access.storage(bucket, "http://storage.invalid", Access.SHORT);
        assertThat(words(nowhere, false, "k", catchThrowable(() -> nowhere.stat("k"))))
                .isEqualTo("there is no host \"storage.invalid\"; check the endpoint and the region");
    }

    @Test
    void endpointThatSpeaksNoTls_isNoSecureConnection() {
        S3Storage secure = Access.storage(bucket, server.endpoint().toString().replace("http", "https"), Access.SHORT);
        assertThat(words(secure, false, "k", catchThrowable(() -> secure.stat("k"))))
                .startsWith("no secure connection to the storage at https://127.0.0.1:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"access_key_id", "secret_access_key"})
    void wrongCredentials_areNamed(String wrong) {
        put("k", random(10));
        Map<String, String> keys = Access.keys(server.endpoint().toString());
        keys.put(wrong, "nonsense");
        S3Storage refused = Access.storage(bucket, keys, Access.SHORT);
        assertThat(words(refused, false, "k", catchThrowable(() -> read(refused, "k"))))
                .startsWith("the storage does not accept the credentials (403 ");
        assertThat(words(refused, true, "k", catchThrowable(() -> write(refused, "k", random(20)))))
                .startsWith("the storage does not accept the credentials (403 ");
        assertThat(catchThrowable(() -> refused.stat("k"))).hasMessageContaining("(403)");
        assertThat(stored("k")).isEqualTo(random(10));
    }

    @Test
    void missingBucket_isNamed() {
        S3Storage none = Access.storage("no-such-bucket", proxy.endpoint(), Access.SHORT);
        String message = "the bucket \"no-such-bucket\" does not exist";
        assertThat(words(none, false, "k", catchThrowable(() -> read(none, "k"))))
                .isEqualTo(message);
        assertThat(words(none, false, "k", catchThrowable(() -> none.stat("k"))))
                .isEqualTo(message);
        assertThat(words(none, false, "k", catchThrowable(() -> none.list("")))).isEqualTo(message);
        assertThat(words(none, true, "k", catchThrowable(() -> write(none, "k", random(3)))))
                .isEqualTo(message);
        assertThat(words(none, true, "k", catchThrowable(() -> none.create("k", random(3)))))
                .isEqualTo(message);
    }

    @Test
    void missingKey_namesTheNearest() {
        put("data/flights.csv", random(10));
        assertThat(readingFails("data/fligths.csv"))
                .isEqualTo("the file does not exist; did you mean \"flights.csv\"?");
        proxy.always("GET /" + bucket + "?", answer(403, "AccessDenied"));
        assertThat(readingFails("data/fligths.csv")).as("if nobody may list").isEqualTo("the file does not exist");
    }

    @ParameterizedTest
    @ValueSource(ints = {1_048_576, 1_048_577, 12_000_000})
    void largeContent_isSentInParts(int size) throws IOException {
        byte[] content = random(size);
        Stamp stamp = write(storage, "k", content);
        assertThat(stored("k")).as("seed %d", SEED).isEqualTo(content);
        assertThat(storage.stat("k").map(Storage.Entry::stamp)).contains(stamp);
        assertThat(proxy.requests().stream().filter(request -> request.contains("partNumber")))
                .hasSize(size == 1_048_576 ? 0 : size == 1_048_577 ? 1 : 3);
        assertThat(unfinishedUploads()).isZero();
    }

    @Test
    void part_thatFails_endsTheUpload_andKeepsTheOldContent() {
        put("k", random(10));
        proxy.always("PUT /" + bucket + "/k?partNumber=2", answer(500, "InternalError"));
        assertThat(writingFails("k", random(12_000_000)))
                .isEqualTo("the storage failed (500 InternalError); try again later");
        assertThat(stored("k")).isEqualTo(random(10));
        assertThat(unfinishedUploads()).isZero();
        assertThat(proxy.count("DELETE")).isEqualTo(1);
    }

    @Test
    void part_thatIsReset_isSentAgain() throws IOException {
        proxy.next(1, "PUT /" + bucket + "/k?partNumber=2", resetAfter(100_000));
        byte[] content = random(12_000_000);
        write(storage, "k", content);
        assertThat(stored("k")).isEqualTo(content);
    }

    @Test
    void endOfAnUpload_whoseAnswerIsLost_isNoFailure() throws IOException {
        proxy.next(1, "POST /" + bucket + "/k?uploadId", loseAnswer());
        byte[] content = random(6_000_000);
        Stamp stamp = write(storage, "k", content);
        assertThat(stored("k")).isEqualTo(content);
        assertThat(storage.stat("k").map(Storage.Entry::stamp)).contains(stamp);
    }

    @Test
    void end_thatFails_keepsTheOldContent() {
        put("k", random(10));
        proxy.always("POST /" + bucket + "/k?uploadId", answer(500, "InternalError"));
        assertThat(writingFails("k", random(6_000_000))).startsWith("the storage failed (500");
        assertThat(stored("k")).isEqualTo(random(10));
        assertThat(unfinishedUploads()).isZero();
    }

    @Test
    void create_whoseAnswerIsLost_hasSucceeded() throws IOException {
        proxy.next(1, "PUT", loseAnswer());
        assertThat(storage.create("k", random(10))).isTrue();
        assertThat(proxy.count("PUT")).isEqualTo(2);
        assertThat(storage.create("k", random(20))).isFalse();
        assertThat(stored("k")).isEqualTo(random(10));
    }

    @Test
    void create_atTheSameTimeAsAnother_isTriedAgain() throws IOException {
        proxy.next(1, "PUT", answer(409, "ConditionalRequestConflict"));
        assertThat(storage.create("k", random(10))).isTrue();
        proxy.always("PUT", answer(409, "ConditionalRequestConflict"));
        assertThat(words(storage, true, "l", catchThrowable(() -> storage.create("l", random(10)))))
                .startsWith("the storage refused (409 ConditionalRequestConflict)");
    }

    @Test
    void interrupted_saysSo_andStaysInterrupted() {
        put("k", random(10));
        Thread.currentThread().interrupt();
        Throwable thrown = catchThrowable(() -> read(storage, "k"));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(thrown).isInstanceOf(IOException.class).hasMessage("it was interrupted");
    }

    @Test
    void values_areNotSeenFromOutside() {
        assertThat(storage.toString()).isEqualTo("s3://" + bucket);
        assertThat(S3Access.of(dev.freshet.dataset.Credentials.of(Access.keys("http://x"))))
                .hasToString("credentials [access_key_id, endpoint, region, secret_access_key]");
    }

    @Test
    void written_isWhatWasSent() throws IOException {
        write(storage, "k", "x".getBytes(StandardCharsets.UTF_8));
        assertThat(proxy.requests()).containsExactly("PUT /" + bucket + "/k");
    }

    /** A server may refuse a request and close before it has read the content, so that its answer is lost. */
    @ParameterizedTest
    @ValueSource(strings = {"access_key_id", "secret_access_key"})
    void wrongCredentials_areNamed_whereTheAnswerToTheContentIsLost(String wrong) {
        Map<String, String> keys = Access.keys(proxy.endpoint());
        keys.put(wrong, "nonsense");
        proxy.always("PUT ", resetAfter(1));
        S3Storage refused = Access.storage(bucket, keys, Access.SHORT);
        assertThat(words(refused, true, "k", catchThrowable(() -> write(refused, "k", random(20)))))
                .startsWith("the storage does not accept the credentials (403 ");
        assertThat(words(refused, true, "k", catchThrowable(() -> refused.create("k", random(20)))))
                .startsWith("the storage does not accept the credentials (403 ");
    }

    @Test
    void answerToTheContentThatIsLost_isABrokenConnection_whateverElseTheStorageRefuses() {
        proxy.always("PUT ", resetAfter(1));
        proxy.always("GET ", answer(404, "NoSuchBucket", ""));
        assertThat(writingFails("k", random(20)))
                .startsWith("the connection to the storage at " + proxy.endpoint() + " broke: ");
    }

    @Test
    void clockThatIsWrong_isToldWithBothTimes() {
        proxy.always("GET ", answer(403, "RequestTimeTooSkewed", "Date: Sat, 05 Jan 2030 10:00:00 GMT\r\n"));
        assertThat(readingFails("k"))
                .startsWith(
                        "the clock of this machine differs from that of the storage (403 RequestTimeTooSkewed): here"
                                + " it is 20")
                .endsWith(", there 2030-01-05T10:00:00Z; set the clock");
    }
}
