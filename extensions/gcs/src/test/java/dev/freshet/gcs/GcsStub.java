package dev.freshet.gcs;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.freshet.gcs.StubBucket.Stored;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A stub of the JSON API of Google Cloud Storage, as its documentation describes it, on this machine: objects with
 * generations, preconditions that are checked atomically, ranges, pages, single and resumable uploads, copies, partial
 * answers, permissions and tokens. It is not Google's server.
 */
final class GcsStub {
    private static final Pattern OBJECT = Pattern.compile("/(?:download/)?storage/v1/b/([^/]+)/o(?:/(.*))?");
    private static final Pattern UPLOAD = Pattern.compile("/(?:resumable/)?upload/storage/v1/b/([^/]+)/o");
    /** With keys that are decoded. */
    private static final Pattern REWRITE = Pattern.compile("(.*)/rewriteTo/b/([^/]+)/o/(.*)", Pattern.DOTALL);

    private static final int LARGE = 1 << 20;
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");
    private static final AtomicInteger BUCKETS = new AtomicInteger();
    private static @Nullable GcsStub running;

    private final HttpServer server;
    private final Map<String, StubBucket> buckets = new ConcurrentHashMap<>();
    private final StubUploads uploads = new StubUploads(this);
    private final StubTokens tokens = new StubTokens();
    private final List<String> payers = new CopyOnWriteArrayList<>();

    /** An answer that is an error. */
    static final class Refusal extends Exception {
        private static final long serialVersionUID = 1L;

        private final int status;
        private final String reason;

        Refusal(int status, String reason, String message) {
            super(message);
            this.status = status;
            this.reason = reason;
        }

        JsonObject json() {
            return JsonParser.parseString(error(status, reason, String.valueOf(getMessage())))
                    .getAsJsonObject();
        }
    }

    private GcsStub() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "gcs-stub");
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
    }

    /** One for all tests, which ends with them. */
    static synchronized GcsStub running() {
        GcsStub stub = running;
        if (stub == null) {
            try {
                stub = new GcsStub();
                running = stub;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return stub;
    }

    /** The JSON of an error, as Google writes it. */
    static String error(int status, String reason, String message) {
        return "{\"error\": {\"code\": " + status + ", \"message\": \"" + message + "\", \"errors\": [{\"message\": \""
                + message + "\", \"domain\": \"global\", \"reason\": \"" + reason + "\"}]}}";
    }

    int port() {
        return server.getAddress().getPort();
    }

    String endpoint() {
        return "http://127.0.0.1:" + port();
    }

    /** A new bucket. */
    StubBucket bucket() {
        StubBucket bucket = new StubBucket("bucket-" + BUCKETS.incrementAndGet());
        buckets.put(bucket.name(), bucket);
        return bucket;
    }

    StubTokens tokens() {
        return tokens;
    }

    StubUploads uploads() {
        return uploads;
    }

    /** The projects that requests named as those that pay. */
    List<String> payers() {
        return payers;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Optional.ofNullable(exchange.getRequestHeaders().getFirst("x-goog-user-project"))
                    .ifPresent(payers::add);
            try {
                route(new StubRequest(exchange));
            } catch (Refusal e) {
                refuse(new StubRequest(exchange), e);
            } catch (StubBucket.NotMet e) {
                refuse(
                        new StubRequest(exchange),
                        new Refusal(
                                412,
                                "conditionNotMet",
                                "At least one of the pre-conditions you specified did not hold."));
            } catch (RuntimeException e) {
                refuse(new StubRequest(exchange), new Refusal(501, "stub", "the stub cannot do this: " + e));
            }
        }
    }

    private static void refuse(StubRequest request, Refusal refusal) throws IOException {
        if (request.parameter("alt").equals("media")) {
            request.send(refusal.status, "text/html; charset=UTF-8", String.valueOf(refusal.getMessage()));
        } else {
            request.send(refusal.status, refusal.json());
        }
    }

    private void route(StubRequest request) throws IOException, Refusal, StubBucket.NotMet {
        if (request.path().equals("/token")) {
            tokens.answer(request);
            return;
        }
        Matcher upload = UPLOAD.matcher(request.path());
        if (upload.matches()) {
            uploads.answer(request, bucket(request, upload.group(1), StubBucket.Permission.ALL));
            return;
        }
        Matcher object = OBJECT.matcher(request.path());
        if (!object.matches()) {
            throw new Refusal(404, "notFound", "Not Found");
        }
        boolean isRead = request.method().equals("GET");
        StubBucket bucket =
                bucket(request, object.group(1), isRead ? StubBucket.Permission.READ : StubBucket.Permission.ALL);
        if (object.group(2) == null) {
            list(request, bucket);
        } else {
            object(request, bucket, decoded(object.group(2)));
        }
    }

    /** A plus in a path stands for itself. */
    static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private StubBucket bucket(StubRequest request, String name, StubBucket.Permission needed) throws Refusal {
        StubBucket bucket = buckets.get(name);
        if (bucket == null) {
            throw new Refusal(404, "notFound", "The specified bucket does not exist.");
        }
        String authorization =
                Optional.ofNullable(request.header("Authorization")).orElse("");
        if (!authorization.isEmpty() && !tokens.isValid(authorization)) {
            throw new Refusal(401, "authError", "Invalid Credentials");
        }
        if (bucket.isPrivate() && authorization.isEmpty()) {
            throw new Refusal(401, "required", "Anonymous caller does not have storage.objects.get access.");
        }
        if (bucket.permission().ordinal() > needed.ordinal()) {
            throw new Refusal(403, "forbidden", "somebody does not have storage access to the bucket.");
        }
        return bucket;
    }

    private static void list(StubRequest request, StubBucket bucket) throws IOException {
        String most = request.parameter("maxResults");
        JsonObject page = bucket.list(
                request.parameter("prefix"),
                request.parameter("delimiter"),
                request.parameter("pageToken"),
                Math.min(most.isEmpty() ? 1000 : Integer.parseInt(most), 1000));
        Set<String> fields = fields(request);
        page.getAsJsonArray("items").forEach(item -> keep(item.getAsJsonObject(), fields));
        keep(page, fields);
        request.send(200, page);
    }

    private void object(StubRequest request, StubBucket bucket, String key)
            throws IOException, Refusal, StubBucket.NotMet {
        switch (request.method()) {
            case "GET" -> get(request, bucket, key);
            case "DELETE" -> {
                if (!bucket.delete(key, request.ifGeneration())) {
                    throw missing(bucket, key);
                }
                request.send(204, "text/plain", "");
            }
            case "POST" -> rewrite(request, bucket, key);
            default -> throw new Refusal(405, "methodNotAllowed", "Method Not Allowed");
        }
    }

    /** Copies an object in the same bucket; a large one in two requests, of which the first gives a token. */
    private void rewrite(StubRequest request, StubBucket bucket, String keys)
            throws IOException, Refusal, StubBucket.NotMet {
        Matcher parts = REWRITE.matcher(keys);
        if (!parts.matches() || !parts.group(2).equals(bucket.name())) {
            throw new Refusal(405, "methodNotAllowed", "Method Not Allowed");
        }
        Stored from = bucket.get(parts.group(1)).orElseThrow(() -> missing(bucket, parts.group(1)));
        JsonObject json = new JsonObject();
        json.addProperty("kind", "storage#rewriteResponse");
        json.addProperty("objectSize", Integer.toString(from.content().length));
        boolean isDone = from.content().length < LARGE
                || request.parameter("rewriteToken").equals("of " + from.generation());
        json.addProperty("done", isDone);
        json.addProperty("totalBytesRewritten", Integer.toString(isDone ? from.content().length : LARGE));
        if (isDone) {
            Stored copy = bucket.copy(from, parts.group(3), request.ifGeneration());
            json.add("resource", copy.json(bucket.name()));
        } else {
            json.addProperty("rewriteToken", "of " + from.generation());
        }
        request.send(200, json);
    }

    private static Refusal missing(StubBucket bucket, String key) {
        return new Refusal(404, "notFound", "No such object: " + bucket.name() + "/" + key.replace('"', '\''));
    }

    private static void get(StubRequest request, StubBucket bucket, String key)
            throws IOException, Refusal, StubBucket.NotMet {
        bucket.requireMet(key, request.ifGeneration());
        Stored stored = bucket.get(key).orElseThrow(() -> missing(bucket, key));
        String generation = request.parameter("generation");
        if (!generation.isEmpty() && Long.parseLong(generation) != stored.generation()) {
            throw missing(bucket, key);
        }
        if (request.parameter("alt").equals("media")) {
            media(request, stored);
        } else {
            JsonObject json = stored.json(bucket.name());
            keep(json, fields(request));
            request.send(200, json);
        }
    }

    private static void media(StubRequest request, Stored stored) throws IOException, Refusal {
        byte[] content = stored.content();
        request.answerHeader("x-goog-generation", Long.toString(stored.generation()));
        request.answerHeader("x-goog-metageneration", "1");
        request.answerHeader("x-goog-stored-content-length", Integer.toString(content.length));
        request.answerHeader("x-goog-hash", "crc32c=" + StubBucket.crc32c(content));
        if (!stored.isComposite()) {
            request.answerHeader("x-goog-hash", "md5=" + StubBucket.md5(content));
        }
        Matcher range =
                RANGE.matcher(Optional.ofNullable(request.header("Range")).orElse(""));
        if (!range.matches()) {
            request.send(200, "application/octet-stream", content);
            return;
        }
        long from = Long.parseLong(range.group(1));
        if (from >= content.length) {
            throw new Refusal(416, "requestedRangeNotSatisfiable", "Request range not satisfiable");
        }
        long to = range.group(2).isEmpty() ? content.length - 1 : Long.parseLong(range.group(2));
        int end = (int) Math.min(to + 1, content.length);
        request.answerHeader("Content-Range", "bytes " + from + "-" + (end - 1) + "/" + content.length);
        request.send(206, "application/octet-stream", Arrays.copyOfRange(content, (int) from, end));
    }

    /** The names in a request for a partial answer; empty for all. */
    static Set<String> fields(StubRequest request) {
        Set<String> names = new HashSet<>(List.of(request.parameter("fields").split("[(),/]")));
        names.remove("");
        return names;
    }

    static void keep(JsonObject json, Set<String> fields) {
        if (!fields.isEmpty()) {
            json.keySet().retainAll(fields);
        }
    }
}
