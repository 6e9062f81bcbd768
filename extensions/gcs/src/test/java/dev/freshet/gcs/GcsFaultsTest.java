package dev.freshet.gcs;

import static dev.freshet.dataset.FaultProxy.after;
import static dev.freshet.dataset.FaultProxy.breakAfter;
import static dev.freshet.dataset.FaultProxy.loseAnswer;
import static dev.freshet.dataset.FaultProxy.reset;
import static dev.freshet.dataset.FaultProxy.silence;
import static dev.freshet.gcs.Access.answer;
import static dev.freshet.gcs.Access.random;
import static dev.freshet.gcs.Access.read;
import static dev.freshet.gcs.Access.words;
import static dev.freshet.gcs.Access.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.freshet.dataset.FaultProxy;
import dev.freshet.dataset.Stamp;
import dev.freshet.dataset.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks and storages on bad days. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class GcsFaultsTest {
    private static final Limits IMPATIENT =
            new Limits(Duration.ofSeconds(5), Duration.ofMillis(500), 2, Duration.ofMillis(1), 2, 1 << 20, 2);
    private static final String MEDIA = "GET /download/";
    private static final String UPLOAD = "POST /upload/";

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

    private String readingFails(String key) {
        return words(storage, false, key, catchThrowable(() -> read(storage, key)));
    }

    private String writingFails(String key, byte[] content) {
        return words(storage, true, key, catchThrowable(() -> write(storage, key, content)));
    }

    static Stream<Arguments> passing() {
        return Stream.of(
                arguments("500", answer(500, "internalError")),
                arguments("502", answer(502, "badGateway")),
                arguments("503", answer(503, "backendError")),
                arguments("429", answer(429, "rateLimitExceeded")),
                arguments("408", answer(408, "requestTimeout")),
                arguments("reset", reset()),
                arguments("lost answer", loseAnswer()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("passing")
    void faultThatPasses_isNotNoticed(String name, FaultProxy.Fault fault) throws IOException {
        byte[] content = random(100_000);
        proxy.next(1, UPLOAD, fault).next(1, MEDIA, fault).next(1, "GET /storage/", fault);
        Stamp stamp = write(storage, "k", content);
        assertThat(read(storage, "k")).isEqualTo(content);
        assertThat(storage.stat("k").map(Storage.Entry::stamp)).contains(stamp);
        assertThat(proxy.count(UPLOAD)).isEqualTo(2);
        assertThat(proxy.count(MEDIA)).isEqualTo(2);
        assertThat(proxy.count("GET /storage/")).isEqualTo(2);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("passing")
    void faultThatPasses_inAListingOrADeletion_isNotNoticed(String name, FaultProxy.Fault fault) throws IOException {
        for (String key : List.of("a", "b", "c")) {
            bucket.put(key, random(3));
        }
        proxy.next(1, "GET /storage/", fault).next(1, "DELETE", fault);
        storage.delete("b");
        assertThat(storage.list("")).extracting(Storage.Entry::key).containsExactly("a", "c");
        assertThat(bucket.get("b")).isEmpty();
    }

    static Stream<Arguments> lasting() {
        return Stream.of(
                arguments(500, "internalError", "the storage failed (500 internalError); try again later"),
                arguments(503, "backendError", "the storage is overloaded (503 backendError); try again later"),
                arguments(
                        429, "rateLimitExceeded", "the storage is overloaded (429 rateLimitExceeded); try again later"),
                arguments(
                        403,
                        "forbidden",
                        "no permission (403 forbidden); a storage can also answer this if the file does not exist"),
                arguments(400, "invalid", "the storage refused (400 invalid): told by the storage"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("lasting")
    void refusal_isOneLine_andOverwritesNothing(int status, String reason, String expected) {
        bucket.put("k", random(10));
        proxy.always("", answer(status, reason));
        assertThat(readingFails("k")).isEqualTo(expected);
        assertThat(writingFails("k", random(20))).isEqualTo(expected);
        assertThat(writingFails("k", random(2_000_000))).startsWith(expected.substring(0, expected.indexOf('(') + 4));
        assertThat(words(storage, true, "k", catchThrowable(() -> storage.create("l", random(3)))))
                .isEqualTo(expected);
        assertThat(words(storage, false, "k", catchThrowable(() -> storage.stat("k"))))
                .isEqualTo(expected);
        assertThat(bucket.content("k")).isEqualTo(random(10));
        assertThat(bucket.get("l")).isEmpty();
    }

    /** Java does not show the body of this answer to a request whose body was a stream. */
    @Test
    void refusedCredentials_areOneLine() {
        proxy.always("", answer(401, "authError"));
        assertThat(readingFails("k")).isEqualTo("the storage asks for credentials (401 authError)");
        assertThat(writingFails("k", random(20))).startsWith("the storage asks for credentials (401");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void read_thatBreaks_goesOnWhereItWas(boolean isReset) throws IOException {
        byte[] content = random(700_000);
        bucket.put("k", content);
        proxy.next(1, MEDIA, breakAfter(200_000, isReset)).next(1, MEDIA, breakAfter(1, isReset));
        Storage.Content open = storage.read("k");
        try (InputStream in = open.stream()) {
            assertThat(in.readAllBytes()).isEqualTo(content);
            assertThat(open.stamp()).isEqualTo(storage.stat("k").map(Storage.Entry::stamp));
        }
        assertThat(proxy.count(MEDIA)).isEqualTo(3);
    }

    @Test
    void part_thatBreaks_goesOnWhereItWas() throws IOException {
        byte[] content = random(700_000);
        bucket.put("k", content);
        proxy.next(1, MEDIA, breakAfter(100_000, true));
        try (InputStream in = storage.read("k", 50_000, 400_000)) {
            assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(content, 50_000, 450_000));
        }
    }

    @Test
    void read_thatAlwaysBreaks_fails() {
        bucket.put("k", random(700_000));
        proxy.always(MEDIA, breakAfter(0, false));
        assertThat(readingFails("k")).startsWith("the connection broke 3 times, at last at byte 0 of 700000: ");
        assertThat(proxy.count(MEDIA)).isEqualTo(3);
    }

    @Test
    void contentThatIsReplaced_whileABrokenReadGoesOn_isNotMixed() {
        bucket.put("k", random(700_000));
        proxy.next(1, MEDIA, after(() -> bucket.put("k", new byte[700_000]), breakAfter(200_000, false)));
        assertThat(readingFails("k")).isEqualTo("it was changed in the meantime");
    }

    @Test
    void read_isOneRequest_andClosingEarlyDoesNotReadTheRest() throws IOException {
        bucket.put("k", random(5_000_000));
        try (InputStream in = storage.read("k").stream()) {
            assertThat(in.readNBytes(10)).hasSize(10);
        }
        assertThat(proxy.requests()).hasSize(1);
    }

    @Test
    void contentWithoutMd5_isIdentifiedByItsGeneration() throws IOException {
        bucket.compose("k", random(10));
        Storage.Entry entry = storage.stat("k").orElseThrow();
        assertThat(entry.stamp().text())
                .startsWith("generation " + bucket.get("k").orElseThrow().generation());
        assertThat(storage.read("k").stamp()).contains(entry.stamp());
        assertThat(storage.list("")).containsExactly(entry);
        bucket.compose("k", random(10));
        assertThat(storage.stat("k").orElseThrow().stamp()).isNotEqualTo(entry.stamp());
    }

    @Test
    void silence_endsInTime() {
        bucket.put("k", random(10));
        GcsStorage impatient = Access.storage(bucket.name(), proxy.endpoint(), IMPATIENT);
        proxy.always("", silence());
        String late = "the storage at " + proxy.endpoint() + " did not answer in time; try again later";
        assertThat(words(impatient, false, "k", catchThrowable(() -> read(impatient, "k"))))
                .isEqualTo(late);
        assertThat(words(impatient, false, "k", catchThrowable(() -> impatient.stat("k"))))
                .isEqualTo(late);
        assertThat(words(impatient, true, "k", catchThrowable(() -> write(impatient, "k", random(5)))))
                .isEqualTo(late);
        assertThat(bucket.content("k")).isEqualTo(random(10));
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
        GcsStorage nobody = Access.storage(bucket.name(), endpoint, Access.SHORT);
        assertThat(words(nobody, false, "k", catchThrowable(() -> nobody.stat("k"))))
                .isEqualTo("no connection to the storage at " + endpoint + ": Connection refused");
    }

    @Test
    void unknownHost_isNamed() {
        GcsStorage nowhere = Access.storage(bucket.name(), "http://storage.invalid", Access.SHORT);
        assertThat(words(nowhere, false, "k", catchThrowable(() -> nowhere.stat("k"))))
                .isEqualTo("there is no host \"storage.invalid\"; check the endpoint");
    }

    @Test
    void endpointThatSpeaksNoTls_isNoSecureConnection() throws IOException {
        try (ServerSocket plain = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> answerAll(plain), "plain-server");
            server.setDaemon(true);
            server.start();
            GcsStorage secure =
                    Access.storage(bucket.name(), "https://127.0.0.1:" + plain.getLocalPort(), Access.SHORT);
            assertThat(words(secure, false, "k", catchThrowable(() -> secure.stat("k"))))
                    .startsWith("no secure connection to the storage at https://127.0.0.1:");
        }
    }

    private static void answerAll(ServerSocket plain) {
        while (!plain.isClosed()) {
            try (Socket client = plain.accept()) {
                client.getInputStream().read();
                client.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                // The client or the test has gone.
            }
        }
    }

    @Test
    void missingBucket_isNamed() {
        GcsStorage none = Access.storage("no-such-bucket", proxy.endpoint(), Access.SHORT);
        String message = "the bucket \"no-such-bucket\" does not exist";
        assertThat(words(none, false, "k", catchThrowable(() -> read(none, "k"))))
                .isEqualTo(message);
        assertThat(words(none, false, "k", catchThrowable(() -> none.stat("k"))))
                .isEqualTo(message);
        assertThat(words(none, false, "k", catchThrowable(() -> none.list("")))).isEqualTo(message);
        assertThat(words(none, true, "k", catchThrowable(() -> none.delete("k"))))
                .isEqualTo(message);
        assertThat(words(none, true, "k", catchThrowable(() -> write(none, "k", random(3)))))
                .isEqualTo(message);
        assertThat(words(none, true, "k", catchThrowable(() -> write(none, "k", random(2_000_000)))))
                .isEqualTo(message);
        assertThat(words(none, true, "k", catchThrowable(() -> none.create("k", random(3)))))
                .isEqualTo(message);
    }

    @Test
    void readOnlyBucket_isReadAndNotWritten() throws IOException {
        bucket.put("k", random(10));
        bucket.allow(StubBucket.Permission.READ);
        assertThat(read(storage, "k")).isEqualTo(random(10));
        assertThat(writingFails("k", random(20))).startsWith("no permission (403 forbidden)");
        assertThat(words(storage, true, "k", catchThrowable(() -> storage.delete("k"))))
                .startsWith("no permission (403 forbidden)");
        assertThat(bucket.content("k")).isEqualTo(random(10));
    }

    @Test
    void missingKey_namesTheNearest_ifListingIsAllowed() {
        bucket.put("data/flights.csv", random(10));
        assertThat(readingFails("data/fligths.csv"))
                .isEqualTo("the file does not exist; did you mean \"flights.csv\"?");
        proxy.always("GET /storage/v1/b/" + bucket.name() + "/o?", answer(403, "forbidden"));
        assertThat(readingFails("data/fligths.csv")).isEqualTo("the file does not exist");
    }

    @Test
    void interrupted_saysSo_andStaysInterrupted() {
        bucket.put("k", random(10));
        Thread.currentThread().interrupt();
        Throwable thrown = catchThrowable(() -> read(storage, "k"));
        Throwable asked = catchThrowable(() -> storage.stat("k"));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(thrown).isInstanceOf(IOException.class).hasMessage("it was interrupted");
        assertThat(asked).isInstanceOf(IOException.class).hasMessage("it was interrupted");
    }

    @Test
    void listing_hasAllPages() throws IOException {
        for (int i = 0; i < 7; i++) {
            bucket.put("d/" + i, random(i));
        }
        assertThat(storage.list("d/")).hasSize(7);
        assertThat(proxy.count("GET /storage/")).isEqualTo(4);
    }

    @Test
    void place_hasNoCredentials_andTellsEndpointsApart() {
        assertThat(storage.place("a/k")).contains("gs:" + proxy.endpoint() + "//" + bucket.name() + "/a/k");
        assertThat(storage).hasToString("gs://" + bucket.name());
    }
}
