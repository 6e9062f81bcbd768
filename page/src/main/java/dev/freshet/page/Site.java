package dev.freshet.page;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.freshet.config.VisibleText;
import dev.freshet.runtime.graph.GraphJson;
import dev.freshet.runtime.live.LiveServer;
import dev.freshet.runtime.live.LiveSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A page that is served: the page itself, what changes, the log of a node, and the timeline. */
final class Site implements LiveServer.Served {
    private static final String NODELAY = "sun.net.httpserver.nodelay";
    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    /** The policy of all answers but the page. They contain nothing that a browser executes. */
    private static final String NOTHING_ALLOWED = "default-src 'none'; frame-ancestors 'none'";

    private static final int MOST_STREAMS = 32;
    private static final Duration LONGEST_END = Duration.ofSeconds(1);
    /** How long the end of the server waits for a reader that does not take a message. */
    private static final Duration LONGEST_LAST = Duration.ofMillis(200);

    private final HttpServer server;
    private final LiveSource source;
    private final Access access;
    private final Pace pace;
    private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();
    private final ThreadPoolExecutor threads;
    private final ScheduledExecutorService watch;
    private final Future<?> watching;

    private Site(HttpServer server, LiveSource source, Access access, Pace pace) {
        this.server = server;
        this.source = source;
        this.access = access;
        this.pace = pace;
        ThreadFactory factory = factory(Thread.currentThread().getContextClassLoader());
        threads = new ThreadPoolExecutor(0, Integer.MAX_VALUE, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), factory);
        watch = Executors.newSingleThreadScheduledExecutor(factory);
        long often = Math.max(1, pace.slowest().toMillis() / 4);
        watching = watch.scheduleWithFixedDelay(
                () -> streams.forEach(EventStream::giveUpIfStuck), often, often, TimeUnit.MILLISECONDS);
    }

    /** Creates threads with the class loader of the thread that starts the server, by which services are found. */
    private static ThreadFactory factory(ClassLoader loader) {
        return task -> {
            Thread thread = new Thread(task, "freshet-serve");
            thread.setContextClassLoader(loader);
            thread.setDaemon(true);
            return thread;
        };
    }

    static Site start(LiveSource source, int port, Pace pace) throws IOException {
        // Each message is one small packet. The JDK reads this once, before its first server.
        if (System.getProperty(NODELAY) == null) {
            System.setProperty(NODELAY, "true");
        }
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), 0);
        Site site =
                new Site(server, source, Access.withNewToken(server.getAddress().getPort()), pace);
        server.createContext("/", site::answer);
        server.setExecutor(site.threads);
        Thread starter = new Thread(server::start, "freshet-serve-start");
        // The thread that accepts connections inherits from the one that starts it.
        starter.setDaemon(true);
        starter.start();
        join(starter);
        return site;
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String address() {
        return access.address();
    }

    /** Returns how many readers receive changes. */
    int watching() {
        return streams.size();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Headers headers = exchange.getResponseHeaders();
            headers.set("Cache-Control", "no-store");
            headers.set("X-Content-Type-Options", "nosniff");
            headers.set("Referrer-Policy", "no-referrer");
            headers.set("Cross-Origin-Resource-Policy", "same-origin");
            headers.set("Content-Security-Policy", NOTHING_ALLOWED);
            Optional<Access.Refusal> refusal = access.refusal(exchange);
            if (refusal.isPresent()) {
                headers.set("Allow", "GET");
                send(
                        exchange,
                        refusal.get().status(),
                        "text/plain",
                        refusal.get().text() + "\n");
            } else {
                answerOrExplain(exchange);
            }
        }
    }

    /** Answers a request. If something is wrong, such as a configuration that is being edited, the answer says so. */
    private void answerOrExplain(HttpExchange exchange) throws IOException {
        try {
            answer(exchange, exchange.getRequestURI());
        } catch (RuntimeException e) {
            send(exchange, 500, "text/plain", VisibleText.lines(String.valueOf(e.getMessage())) + "\n");
        }
    }

    private void answer(HttpExchange exchange, URI asked) throws IOException {
        switch (asked.getPath()) {
            case "/" -> sendPage(exchange);
            case "/events" -> stream(exchange);
            case "/node" -> send(exchange, 200, "application/json", node(asked));
            case "/times" -> send(exchange, 200, "application/json", times());
            default -> send(exchange, 404, "text/plain", "there is nothing here; the page is at /\n");
        }
    }

    private void sendPage(HttpExchange exchange) throws IOException {
        String page = Page.TEMPLATE.served(
                Page.SCRIPT,
                GraphJson.packed(source.document()),
                source.watched().name().toLowerCase(Locale.ROOT));
        exchange.getResponseHeaders().set("Content-Security-Policy", Page.POLICY);
        send(exchange, 200, "text/html", page);
    }

    /** The page, which is created for the first reader, since most served runs are never watched. */
    private static final class Page {
        static final Template TEMPLATE = Template.of("page");
        static final String SCRIPT = Script.text();
        static final String POLICY = TEMPLATE.servedPolicy(SCRIPT) + "; frame-ancestors 'none'";
    }

    private String times() {
        String times = source.times();
        return times.isEmpty() ? "null" : times;
    }

    private String node(URI asked) {
        return source.node(parameter(asked, "name"), number(parameter(asked, "from")));
    }

    private static String parameter(URI asked, String name) {
        return Access.parameters(asked)
                .filter(word -> word.startsWith(name + "="))
                .map(word -> URLDecoder.decode(word.substring(name.length() + 1), StandardCharsets.UTF_8))
                .findFirst()
                .orElse("");
    }

    /** Reads a number; any other text counts as 0. */
    private static long number(String text) {
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(status, -1);
        } else {
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private void stream(HttpExchange exchange) throws IOException {
        if (streams.size() >= MOST_STREAMS) {
            send(exchange, 503, "text/plain", MOST_STREAMS + " pages are open already\n");
            return;
        }
        String last = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Last-Event-ID"))
                .orElse("");
        EventStream stream = new EventStream(source, exchange, pace, number(last));
        streams.add(stream);
        try {
            stream.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            streams.remove(stream);
        }
    }

    @Override
    public void close() {
        watching.cancel(false);
        watch.shutdownNow();
        streams.forEach(stream -> stream.giveUpAfter(LONGEST_LAST));
        streams.forEach(EventStream::close);
        threads.shutdown();
        boolean hasEnded = awaitEnd();
        if (!hasEnded) {
            streams.forEach(EventStream::giveUp);
        }
        server.stop(0);
        threads.shutdownNow();
        if (!hasEnded) {
            awaitEnd();
        }
    }

    private boolean awaitEnd() {
        try {
            return threads.awaitTermination(LONGEST_END.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
