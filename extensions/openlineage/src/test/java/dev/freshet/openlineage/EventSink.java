package dev.freshet.openlineage;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server that receives events. */
final class EventSink implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private volatile int status = 201;

    EventSink() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/api/v1/lineage", exchange -> {
            try (exchange) {
                byte[] body = exchange.getRequestBody().readAllBytes();
                boolean isCompressed =
                        "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
                try (InputStream in = new ByteArrayInputStream(body)) {
                    events.add(JSON.readTree(isCompressed ? new GZIPInputStream(in) : in));
                }
                exchange.sendResponseHeaders(status, -1);
            }
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Answers every event so from now on. */
    void answer(int status) {
        this.status = status;
    }

    List<JsonNode> events() {
        return events;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
