package dev.freshet.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.report.Chart;
import dev.freshet.report.Report;
import dev.freshet.report.Text;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A page asks nobody for anything: a proxy, the only way out of the browser, records what is asked. */
@InChromium
final class SilenceTest {
    private static final String LAST = "http://last.example/";

    /** How long a connection may be without a request, in milliseconds. */
    private static final int IDLE = 10_000;

    /** Whom Chromium asks by itself, whatever it shows. */
    private static final Pattern OWN =
            Pattern.compile("\\w+ (?:http://)?(?:clients2\\.google|update\\.googleapis|accounts\\.google)\\.com[:/].*");

    /** Refuses everything but what is on this machine, and remembers it. */
    private static final class Proxy implements AutoCloseable {
        private static final Pattern LOCAL = Pattern.compile("GET http://127\\.0\\.0\\.1:(\\d+)(/\\S*) HTTP/1\\.1");

        private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();

        Proxy() throws IOException {
            Thread thread = new Thread(this::serve, "proxy");
            thread.setDaemon(true);
            thread.start();
        }

        String option() {
            return "--proxy-server=127.0.0.1:" + server.getLocalPort();
        }

        private void serve() {
            while (!server.isClosed()) {
                try {
                    Socket socket = server.accept();
                    Thread thread = new Thread(() -> answer(socket), "proxy of one");
                    thread.setDaemon(true);
                    thread.start();
                } catch (IOException e) {
                    // The test has ended.
                }
            }
        }

        private void answer(Socket socket) {
            try (socket) {
                socket.setSoTimeout(IDLE);
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
                String line = in.readLine();
                if (line == null) {
                    return;
                }
                asked.add(line);
                Matcher local = LOCAL.matcher(line);
                if (local.matches()) {
                    forward(Integer.parseInt(local.group(1)), local.group(2), in, socket.getOutputStream());
                } else {
                    socket.getOutputStream()
                            .write("HTTP/1.1 204 No Content\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                                    .getBytes(StandardCharsets.ISO_8859_1));
                }
            } catch (IOException e) {
                // The browser went away, or opened a connection in reserve and asked for nothing.
            }
        }

        private static void forward(int port, String path, BufferedReader in, OutputStream out) throws IOException {
            StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.1\r\nConnection: close\r\n");
            for (String head = in.readLine(); head != null && !head.isEmpty(); head = in.readLine()) {
                if (!head.toLowerCase(Locale.ROOT).matches("(proxy-)?connection:.*")) {
                    request.append(head).append("\r\n");
                }
            }
            try (Socket site = new Socket(InetAddress.getLoopbackAddress(), port)) {
                site.getOutputStream().write((request + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
                InputStream answer = site.getInputStream();
                byte[] buffer = new byte[8192];
                for (int read = answer.read(buffer); read >= 0; read = answer.read(buffer)) {
                    out.write(buffer, 0, read);
                    out.flush();
                }
            }
        }

        /** Returns all that was asked for until a request that a test makes at its end. */
        List<String> until(String last) throws InterruptedException {
            List<String> all = new ArrayList<>();
            while (true) {
                String line = asked.poll(1, TimeUnit.MINUTES);
                assertThat(line).as("after %s", all).isNotNull();
                if (line.contains(last)) {
                    return all;
                }
                if (!OWN.matcher(line).matches()) {
                    all.add(line);
                }
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    /** Opens an address, does something, and then asks for an address that ends the record. */
    static List<String> asked(String address, Consumer<Tab> use) throws IOException, InterruptedException {
        try (Proxy proxy = new Proxy();
                Browser browser = new Browser(proxy.option(), "--proxy-bypass-list=<-loopback>");
                Tab tab = browser.tab(1280, 800)) {
            tab.open(address);
            use.accept(tab);
            tab.call("Page.navigate", Map.of("url", LAST));
            return proxy.until(LAST);
        }
    }

    private static List<String> asked(Path file) throws IOException, InterruptedException {
        return asked(file.toUri().toString(), tab -> {});
    }

    private static void use(Tab tab) {
        tab.click(".box.node");
        tab.press("s", "c", "[", "]", "/", "a", "Enter");
        tab.click("[data-does=openAll]");
    }

    @Test
    void page_openedAndUsed_asksForNothing(@TempDir Path directory) throws IOException, InterruptedException {
        Path file = directory.resolve("graph.html");
        Files.writeString(file, new HtmlPage().html(Graphs.chain(List.of("http://named.example/a.png", "b"))));
        assertThat(asked(file.toUri().toString(), SilenceTest::use)).isEmpty();
    }

    /** Shows that the proxy would see it, also of a page whose script were replaced, which only the policy stops. */
    @Test
    void pageWithAnImage_isStoppedByItsPolicyOnly(@TempDir Path directory) throws IOException, InterruptedException {
        String image = "<img src=\"http://planted.example/a.png\"></body>";
        String page = new HtmlPage().html(Graphs.shop()).replace("</body>", image);
        Path stopped = Files.writeString(directory.resolve("stopped.html"), page);
        Path free = Files.writeString(
                directory.resolve("free.html"),
                page.replace("http-equiv=\"Content-Security-Policy\"", "name=\"none\""));
        assertThat(asked(stopped)).isEmpty();
        assertThat(asked(free)).hasSize(1).first().asString().contains("http://planted.example/a.png");
    }

    @Test
    void pageOfARun_untilItsEnd_asksItsServerOnly() throws IOException, InterruptedException {
        GatedFlow shop = GatedFlow.shop()
                .node(
                        "clean",
                        context -> context.logger().log(System.Logger.Level.INFO, "see http://named.example/a.png"));
        try (GatedFlow.Watched watched = shop.start(Pace.USUAL)) {
            String address = watched.site().address();
            List<String> asked = asked(address, tab -> {
                LivePageTest.until(tab, LivePageTest.stateIs("clean", "running"));
                tab.click(Pages.box("clean"));
                LivePageTest.until(tab, LivePageTest.has("#log", "named.example"));
                tab.press("t");
                LivePageTest.until(tab, "document.querySelector('.bar.call[data-node=clean]')");
                watched.flow().openAll();
                LivePageTest.until(tab, LivePageTest.has("#run-line", "succeeded"));
            });
            String origin = "GET " + address.substring(0, address.indexOf("/?"));
            assertThat(asked).allMatch(line -> line.startsWith(origin + "/"));
            assertThat(asked.stream().map(line -> line.substring(origin.length(), line.indexOf('?'))))
                    .contains("/", "/events", "/node", "/times");
        }
    }

    @Test
    void report_withLinksAndAnImage_asksForNothing(@TempDir Path directory) throws IOException, InterruptedException {
        Report report = Report.of(
                "http://named.example/a.png",
                Text.of("<img src=http://planted.example/b.png>").link("link", URI.create("http://linked.example/")),
                Chart.histogram("url(http://planted.example/c.png)", List.of(1, 2)));
        Path file = Files.writeString(directory.resolve("report.html"), report.html());
        assertThat(asked(file)).isEmpty();
    }
}
