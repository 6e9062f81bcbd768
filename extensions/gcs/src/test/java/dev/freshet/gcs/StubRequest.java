package dev.freshet.gcs;

import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** A request to the stub, and its answer. */
final class StubRequest {
    private final HttpExchange exchange;
    private final Map<String, String> parameters = new HashMap<>();

    StubRequest(HttpExchange exchange) {
        this.exchange = exchange;
        String query = exchange.getRequestURI().getRawQuery();
        for (String pair : query == null ? new String[0] : query.split("&")) {
            String[] parts = pair.split("=", 2);
            parameters.put(parts[0], parts.length == 1 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
    }

    String method() {
        return exchange.getRequestMethod();
    }

    /** As it was sent. */
    String path() {
        return exchange.getRequestURI().getRawPath();
    }

    /** Empty if the request has none of this name. */
    String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }

    @Nullable
    Long ifGeneration() {
        String value = parameter("ifGenerationMatch");
        return value.isEmpty() ? null : Long.valueOf(value);
    }

    @Nullable
    String header(String name) {
        return exchange.getRequestHeaders().getFirst(name);
    }

    byte[] body() throws IOException {
        InputStream in = exchange.getRequestBody();
        return "gzip".equals(header("Content-Encoding")) ? new GZIPInputStream(in).readAllBytes() : in.readAllBytes();
    }

    void answerHeader(String name, String value) {
        exchange.getResponseHeaders().add(name, value);
    }

    void send(int status, JsonObject json) throws IOException {
        send(status, "application/json; charset=UTF-8", json.toString());
    }

    void send(int status, String type, String body) throws IOException {
        send(status, type, body.getBytes(StandardCharsets.UTF_8));
    }

    void send(int status, String type, byte[] body) throws IOException {
        exchange.getRequestBody().readAllBytes();
        answerHeader("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }
}
