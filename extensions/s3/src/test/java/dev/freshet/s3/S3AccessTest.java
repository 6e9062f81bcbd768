package dev.freshet.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.freshet.dataset.Credentials;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How storages are reached: with a key, a profile or nothing, by path or by host, over TLS. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class S3AccessTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    Path directory;

    private final List<String> requests = new CopyOnWriteArrayList<>();

    /** Notes what it is asked, and has one object. */
    private <S extends HttpServer> S started(S server) {
        server.createContext("/", this::answer);
        server.start();
        return server;
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.add(
                exchange.getRequestMethod() + " " + exchange.getRequestHeaders().getFirst("Host") + " "
                        + exchange.getRequestURI() + " "
                        + exchange.getRequestHeaders().containsKey("Authorization"));
        exchange.getResponseHeaders().add("ETag", "\"e\"");
        exchange.getResponseHeaders().add("Last-Modified", "Sat, 05 Jan 2030 10:00:00 GMT");
        exchange.getResponseHeaders().add("Content-Length", "3");
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private static S3Storage storage(String bucket, String endpoint, Map<String, String> more) {
        Map<String, String> keys = new HashMap<>(more);
        keys.put("endpoint", endpoint);
        keys.putIfAbsent("region", "us-east-1");
        return Access.storage(bucket, keys, Access.SHORT);
    }

    private static Map<String, String> key() {
        return Map.of("access_key_id", S3Server.KEY, "secret_access_key", S3Server.SECRET);
    }

    @Test
    void anonymousRequest_carriesNoCredentials() throws IOException {
        HttpServer server = started(HttpServer.create(anyPort(), 0));
        try {
            String address = "localhost:" + server.getAddress().getPort();
            S3Storage open = storage("b", "http://" + address, Map.of("anonymous", "true"));
            assertThat(open.stat("k")).isPresent();
            S3Storage signed = storage("b", "http://" + address, key());
            assertThat(signed.stat("k")).isPresent();
            assertThat(requests).containsExactly("HEAD " + address + " /b/k false", "HEAD " + address + " /b/k true");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void bucket_isInThePath_orInTheHost() throws IOException {
        HttpServer server = started(HttpServer.create(anyPort(), 0));
        try {
            String address = "localhost:" + server.getAddress().getPort();
            Map<String, String> byHost = new HashMap<>(key());
            byHost.put("path_style", "false");
            assertThat(storage("bucket", "http://" + address, key()).stat("k")).isPresent();
            assertThat(requests).containsExactly("HEAD " + address + " /bucket/k true");
            S3Storage other = storage("bucket", "http://" + address, byHost);
            Throwable thrown = catchThrowable(() -> other.stat("k"));
            // Not every system resolves such a name.
            if (thrown == null) {
                assertThat(requests.get(1)).isEqualTo("HEAD bucket." + address + " /k true");
            } else {
                assertThat(thrown).hasMessageContaining("there is no host \"bucket.localhost\"");
            }
        } finally {
            server.stop(0);
        }
    }

    private Path keys() throws IOException, InterruptedException {
        Path store = directory.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost,ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes());
        assertThat(keytool.waitFor()).as(said).isZero();
        return store;
    }

    private HttpsServer secure(Path store) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(anyPort(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        return started(server);
    }

    /** In a process of its own, because a process reads its trusted certificates once. */
    public static void main(String[] arguments) {
        S3Storage storage = storage("b", arguments[0], key());
        try {
            System.out.println(storage.stat("k").isPresent() ? "there" : "not there");
        } catch (IOException e) {
            System.out.println(storage.reading(e, "k"));
        }
    }

    private static String ask(String endpoint, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), S3AccessTest.class.getName(), endpoint));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(text).isZero();
        return text.strip();
    }

    @Test
    void endpointOverTls_isTrustedIfItsCertificateIs() throws Exception {
        Path store = keys();
        HttpsServer server = secure(store);
        try {
            String endpoint = "https://localhost:" + server.getAddress().getPort();
            assertThat(ask(endpoint)).startsWith("no secure connection to the storage at " + endpoint + ": ");
            assertThat(ask(
                            endpoint,
                            "-Djavax.net.ssl.trustStore=" + store,
                            "-Djavax.net.ssl.trustStorePassword=" + PASSWORD))
                    .isEqualTo("there");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void keyBesideAProfileOrAnonymous_isRefused() {
        for (Map<String, String> both : List.of(
                Map.of("access_key_id", "a", "secret_access_key", "b", "profile", "p"),
                Map.of("access_key_id", "a", "secret_access_key", "b", "anonymous", "true"),
                Map.of("profile", "p", "anonymous", "true"))) {
            assertThatThrownBy(() -> S3Access.of(Credentials.of(both)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageEndingWith("leave out one of them");
        }
    }
}
