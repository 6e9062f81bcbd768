package dev.freshet.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.runtime.graph.GraphDocument;
import dev.freshet.runtime.live.LiveSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is answered by a page's server, what readers are told, and that none of them holds up anybody. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SiteTest {
    private static final Pace QUICK = new Pace(Duration.ofMillis(5), Duration.ofMillis(20), Duration.ofMillis(300));

    private final Counter counter = new Counter();
    private Site site;

    /** A source whose only news is a number, and as much text as a test wants. */
    private static final class Counter implements LiveSource {
        private final AtomicLong version = new AtomicLong();
        private volatile String filling = "";
        private volatile boolean isLast;

        @Override
        public Watched watched() {
            return Watched.RUN;
        }

        @Override
        public GraphDocument document() {
            return Graphs.shop();
        }

        @Override
        public synchronized Update after(long known, Duration longest) throws InterruptedException {
            if (version.get() <= known && !isLast && !longest.isZero()) {
                wait(longest.toMillis());
            }
            long now = version.get();
            return new Update(now, now <= known ? "" : "{\"n\":" + now + ",\"f\":\"" + filling + "\"}", isLast);
        }

        synchronized void next() {
            version.incrementAndGet();
            notifyAll();
        }

        synchronized void end() {
            isLast = true;
            notifyAll();
        }

        @Override
        public String node(String name, long from) {
            if (name.equals("wrong")) {
                throw new IllegalStateException("nothing\u0007 is known");
            }
            return "{\"name\":\"" + name + "\",\"from\":" + from + "}";
        }

        @Override
        public String times() {
            return "";
        }
    }

    @BeforeEach
    void start() throws IOException {
        site = Site.start(counter, 0, QUICK);
    }

    @AfterEach
    void stop() {
        site.close();
        Threads.until(() -> Threads.named("freshet-serve") == 0);
    }

    private URI address() {
        return URI.create(site.address());
    }

    private String token() {
        return address().getRawQuery();
    }

    /** Sends a request as it is, and returns a connection that has been answered. */
    private Socket send(String request, String... headers) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), address().getPort());
        String head = request + " HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }

    private String host() {
        return "Host: 127.0.0.1:" + address().getPort();
    }

    private String answer(String request, String... headers) throws IOException {
        List<String> all = new ArrayList<>(List.of(headers));
        all.add("Connection: close");
        try (Socket socket = send(request, all.toArray(String[]::new))) {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String status(String answer) {
        return answer.split(" ", 3)[1];
    }

    @Test
    void page_isAnswered_withItsPolicyAndNoOtherRights() throws IOException {
        String answer = answer("GET /?" + token(), host());
        assertThat(status(answer)).isEqualTo("200");
        assertThat(answer)
                .contains("Cache-control: no-store", "X-content-type-options: nosniff", "Referrer-policy: no-referrer")
                .containsPattern(
                        "Content-security-policy: default-src 'none'; script-src 'sha256-[\\w+/]{43}='; style-src"
                                + " 'sha256-[\\w+/]{43}='; img-src data:; base-uri 'none'; form-action 'none'; connect-src 'self';"
                                + " frame-ancestors 'none'")
                .contains("data-live=\"run\"", "\"pipeline\"", "\"Shop\"")
                .doesNotContain(token());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/?token=",
                "/?token=abc",
                "/?Token=RIGHT",
                "/?token=RIGHT0",
                "/?token=%20RIGHT",
                "/events",
                "/node?name=a",
                "/times?token=0",
                "/elsewhere"
            })
    void addressWithoutTheToken_isForbidden(String asked) throws IOException {
        String answer = answer("GET " + asked.replace("RIGHT", token().substring(6)), host());
        assertThat(status(answer)).isEqualTo("403");
        assertThat(answer).contains("use the address that the command printed").doesNotContain("Shop");
    }

    @ParameterizedTest
    @CsvSource({
        "evil.example:PORT, 403",
        "evil.example, 403",
        "127.0.0.1, 403",
        "127.0.0.1:1, 403",
        "127.0.0.1.evil.example:PORT, 403",
        "localhost:PORT, 200",
        "[::1]:PORT, 200",
        "127.0.0.1:PORT, 200"
    })
    void host_otherThanThisMachine_isForbidden(String host, String status) throws IOException {
        String given = "Host: " + host.replace("PORT", String.valueOf(address().getPort()));
        assertThat(status(answer("GET /?" + token(), given))).isEqualTo(status);
    }

    @Test
    void host_thatIsMissingOrGivenTwice_isForbidden() throws IOException {
        assertThat(status(answer("GET /?" + token(), "X: y"))).isEqualTo("403");
        assertThat(status(answer("GET /?" + token(), host(), "Host: evil.example")))
                .isEqualTo("403");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "HEAD", "OPTIONS", "get"})
    void method_otherThanGet_isRefused(String method) throws IOException {
        String answer = answer(method + " /?" + token(), host(), "Content-Length: 0");
        assertThat(status(answer)).isEqualTo("405");
        assertThat(answer).contains("Allow: GET").doesNotContain("Shop");
    }

    @Test
    void server_listensOnThisMachineOnly() throws IOException {
        List<InetAddress> others = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(each -> !each.isLoopbackAddress())
                .toList();
        for (InetAddress other : others) {
            try (Socket socket = new Socket()) {
                assertThatThrownBy(() -> socket.connect(
                                new InetSocketAddress(other, address().getPort()), 2_000))
                        .isInstanceOf(ConnectException.class);
            }
        }
    }

    @Test
    void tokens_ofTwoServers_differ() throws IOException {
        Site other = Site.start(counter, 0, QUICK);
        try {
            assertThat(URI.create(other.address()).getRawQuery()).hasSize(54).isNotEqualTo(token());
        } finally {
            other.close();
        }
    }

    @Test
    void port_thatIsInUse_isNotHad() {
        assertThatThrownBy(() -> Site.start(counter, address().getPort(), QUICK))
                .isInstanceOf(BindException.class);
    }

    @Test
    void node_isAskedForByItsName_whateverThatIs() throws IOException {
        assertThat(answer("GET /node?" + token() + "&name=%3Cb%3E%26%C3%A4+1&from=7", host()))
                .endsWith("{\"name\":\"<b>&\u00E4 1\",\"from\":7}");
        assertThat(answer("GET /node?" + token() + "&name=a&from=-1", host())).endsWith("{\"name\":\"a\",\"from\":0}");
        assertThat(status(answer("GET /nothing?" + token(), host()))).isEqualTo("404");
    }

    @Test
    void error_ofTheSource_isToldInOneLine() throws IOException {
        String answer = answer("GET /node?" + token() + "&name=wrong", host());
        assertThat(status(answer)).isEqualTo("500");
        assertThat(answer).endsWith("nothing\\u0007 is known\n");
    }

    private static String nextData(BufferedReader reader) throws IOException {
        String line = reader.readLine();
        while (line != null && !line.startsWith("data: ")) {
            line = reader.readLine();
        }
        return line;
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    @Test
    void reader_whoConnectsAgain_isToldFromWhereHeWas() throws IOException {
        counter.next();
        counter.next();
        try (Socket fresh = send("GET /events?" + token(), host());
                Socket again = send("GET /events?" + token(), host(), "Last-Event-ID: 2")) {
            assertThat(nextData(reader(fresh))).contains("\"n\":2");
            Threads.until(() -> site.watching() == 2);
            counter.next();
            assertThat(nextData(reader(again))).contains("\"n\":3");
        }
    }

    @Test
    void end_isToldWithTheLatest() throws IOException {
        counter.next();
        counter.end();
        String answer = answer("GET /events?" + token(), host());
        assertThat(answer).contains("text/event-stream", "id: 1\ndata: {\"n\":1", "event: end\ndata: true\n\n");
    }

    @Test
    void close_tellsTheLatestFirst_andLeavesNoThread() throws IOException {
        try (Socket socket = send("GET /events?" + token(), host())) {
            Threads.until(() -> site.watching() == 1);
            BufferedReader reader = reader(socket);
            counter.version.incrementAndGet();
            site.close();
            assertThat(nextData(reader)).contains("\"n\":1");
            assertThat(nextData(reader)).isEqualTo("data: false");
        }
    }

    @Test
    void reader_whoTakesNothing_isGivenUp_andHoldsUpNobody() throws IOException {
        counter.filling = "x".repeat(1_000_000);
        try (Socket stuck = send("GET /events?" + token(), host());
                Socket quick = send("GET /events?" + token(), host())) {
            Threads.until(() -> site.watching() == 2);
            BufferedReader reader = reader(quick);
            while (site.watching() == 2) {
                counter.next();
                assertThat(nextData(reader)).contains("\"n\":");
            }
            counter.next();
            String last = "\"n\":" + counter.version.get();
            String data = nextData(reader);
            while (!data.contains(last)) {
                data = nextData(reader);
            }
            assertThat(stuck.isClosed()).as("by this test").isFalse();
            assertThat(site.watching()).isEqualTo(1);
        }
    }

    @Test
    void reader_whoHasGone_isNoticed_althoughNothingChanges() throws IOException {
        try (Socket socket = send("GET /events?" + token(), host())) {
            Threads.until(() -> site.watching() == 1);
            socket.setSoLinger(true, 0);
        }
        Threads.until(() -> site.watching() == 0);
    }

    @Test
    void readers_ofMoreThanManyPages_areRefused() throws IOException {
        List<Socket> open = new ArrayList<>();
        try {
            for (int i = 0; i < 32; i++) {
                open.add(send("GET /events?" + token(), host()));
            }
            Threads.until(() -> site.watching() == 32);
            assertThat(status(answer("GET /events?" + token(), host()))).isEqualTo("503");
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }
}
