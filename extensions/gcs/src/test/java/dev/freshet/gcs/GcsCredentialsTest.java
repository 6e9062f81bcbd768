package dev.freshet.gcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.freshet.dataset.Credentials;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How one gets in, and what is said if one does not. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class GcsCredentialsTest {
    @TempDir
    Path home;

    private final GcsStub stub = GcsStub.running();
    private final StubBucket bucket = stub.bucket().onlyWithToken();

    /** Asks for a key of a bucket without credentials and prints what happens. */
    public static void main(String[] arguments) {
        System.out.println(ask(arguments[0], Map.of("endpoint", arguments[1])));
    }

    private static String ask(String bucket, Map<String, String> credentials) {
        GcsStorage storage = Access.storage(bucket, credentials, Access.SHORT);
        try {
            return storage.stat("k").isPresent() ? "there" : "not there";
        } catch (IOException e) {
            assertThat(e).hasNoCause();
            assertThat(e.getMessage()).doesNotContain("hunter2").doesNotContain("PRIVATE");
            return storage.reading(e, "k");
        }
    }

    private String ask(Map<String, String> credentials) {
        return ask(bucket.name(), credentials);
    }

    private String askElsewhere(Map<String, String> environment) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.home=" + home,
                "-cp",
                System.getProperty("java.class.path"),
                GcsCredentialsTest.class.getName(),
                bucket.name(),
                stub.endpoint());
        builder.environment().keySet().removeIf(name -> name.startsWith("GOOGLE_"));
        builder.environment().put("HOME", home.toString());
        builder.environment().put("NO_GCE_CHECK", "true");
        builder.environment().putAll(environment);
        Process process = builder.redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(text).isZero();
        return text.strip();
    }

    private Path file(String json) throws IOException {
        return Files.writeString(home.resolve("key.json"), json);
    }

    @Test
    void keyOfAServiceAccount_getsIn() throws IOException {
        String key = stub.tokens().key(stub.endpoint());
        assertThat(ask(Map.of("endpoint", stub.endpoint(), "key", key))).isEqualTo("not there");
        assertThat(ask(Map.of("endpoint", stub.endpoint(), "key_file", file(key).toString())))
                .isEqualTo("not there");
    }

    @Test
    void revokedToken_isAskedForAgain() throws IOException {
        GcsStorage storage = Access.storage(
                bucket.name(),
                Map.of("endpoint", stub.endpoint(), "key", stub.tokens().key(stub.endpoint())),
                Access.SHORT);
        bucket.put("k", new byte[3]);
        assertThat(storage.exists("k")).isTrue();
        stub.tokens().revokeAll();
        assertThat(storage.exists("k")).isTrue();
    }

    @Test
    void foreignKey_isNotAccepted() {
        assertThat(ask(Map.of("endpoint", stub.endpoint(), "key", StubTokens.foreignKey(stub.endpoint()))))
                .isEqualTo("Google does not accept the credentials (400 invalid_grant); check the key of the service"
                        + " account");
    }

    @Test
    void tokenServerThatCannotBeReached_isNamed() {
        String elsewhere = "http://127.0.0.1:1";
        assertThat(ask(Map.of("endpoint", stub.endpoint(), "key", stub.tokens().key(elsewhere))))
                .isEqualTo("there is no token for the credentials: Connection refused");
    }

    @Test
    void noKey_isSaidWithoutItsText() throws IOException {
        assertThat(ask(Map.of("endpoint", stub.endpoint(), "key", "hunter2")))
                .isEqualTo("\"key\" is not the key of a service account");
        assertThat(ask(Map.of(
                        "endpoint",
                        stub.endpoint(),
                        "key_file",
                        file("{\"a\": \"hunter2\"}").toString())))
                .isEqualTo("\"key_file\" is not the key of a service account");
    }

    @Test
    void anonymous_isAskedForCredentials() {
        assertThat(ask(Map.of("endpoint", stub.endpoint(), "anonymous", "true")))
                .isEqualTo("the storage asks for credentials (401 required)");
    }

    @Test
    void project_paysForTheRequests() {
        ask(Map.of("endpoint", stub.endpoint(), "anonymous", "true", "project", "payer-1"));
        assertThat(stub.payers()).contains("payer-1");
    }

    @Test
    void twoWays_areAMistake() {
        assertThat(catchThrowable(() -> GcsAccess.of(Credentials.of(Map.of("key", "hunter2", "anonymous", "true")))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the credentials have both \"key\" and \"anonymous\"; remove one of them");
        assertThat(GcsAccess.of(Credentials.of(Map.of("key", "hunter2", "anonymous", "false"))))
                .hasToString("credentials [anonymous, key]");
    }

    @Test
    void nothingSet_isSaid() throws Exception {
        assertThat(askElsewhere(Map.of()))
                .isEqualTo("no credentials are known; name some in the catalog, as in \"credentials: storage\", or set"
                        + " GOOGLE_APPLICATION_CREDENTIALS");
    }

    @Test
    void fileOfTheEnvironment_getsIn() throws Exception {
        Path key = file(stub.tokens().key(stub.endpoint()));
        assertThat(askElsewhere(Map.of("GOOGLE_APPLICATION_CREDENTIALS", key.toString())))
                .isEqualTo("not there");
    }
}
