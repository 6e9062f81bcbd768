package dev.freshet.page;

import com.sun.net.httpserver.HttpExchange;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Decides which requests are answered: they must have the token, name this machine as the host, and only read. If
 * another web site points its own host name to this machine (DNS rebinding), its requests still carry that name.
 *
 * @param port the port of the server
 */
record Access(int port, String token) {
    static final String TOKEN = "token=";
    private static final int BYTES = 24;

    /** Why a request is refused. */
    record Refusal(int status, String text) {}

    static Access withNewToken(int port) {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        return new Access(port, HexFormat.of().formatHex(random));
    }

    String address() {
        return "http://127.0.0.1:" + port + "/?" + TOKEN + token;
    }

    Optional<Refusal> refusal(HttpExchange exchange) {
        List<String> hosts = exchange.getRequestHeaders().getOrDefault("Host", List.of());
        Set<String> known = Set.of("127.0.0.1:" + port, "localhost:" + port, "[::1]:" + port);
        if (hosts.size() != 1 || !known.contains(hosts.get(0))) {
            return Optional.of(new Refusal(403, "this server answers to http://127.0.0.1:" + port + " only"));
        }
        if (!exchange.getRequestMethod().equals("GET")) {
            return Optional.of(new Refusal(405, "this server answers GET only"));
        }
        if (!hasToken(exchange.getRequestURI())) {
            return Optional.of(new Refusal(
                    403, "the address has no token, or another one; use the address that the command printed"));
        }
        return Optional.empty();
    }

    /** Returns whether the address has the token, in a time that does not depend on how much of it is right. */
    private boolean hasToken(URI address) {
        byte[] right = token.getBytes(StandardCharsets.UTF_8);
        return parameters(address)
                .filter(word -> word.startsWith(TOKEN))
                .map(word -> word.substring(TOKEN.length()).getBytes(StandardCharsets.UTF_8))
                .anyMatch(given -> MessageDigest.isEqual(given, right));
    }

    static Stream<String> parameters(URI address) {
        return Arrays.stream(
                Optional.ofNullable(address.getRawQuery()).orElse("").split("&"));
    }
}
