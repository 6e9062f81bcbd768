package dev.freshet.gcs;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.freshet.gcs.GcsStub.Refusal;
import dev.freshet.gcs.StubBucket.Stored;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Uploads to the stub, in one request or by a session. */
final class StubUploads {
    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?");
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (?:(\\d+)-(\\d+)|\\*)/(\\d+|\\*)");
    private static final int STEP = 256 << 10;

    private final GcsStub stub;
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final AtomicInteger cut = new AtomicInteger(Integer.MAX_VALUE);

    StubUploads(GcsStub stub) {
        this.stub = stub;
    }

    private static final class Session {
        private final StubBucket bucket;
        private final JsonObject description;
        private final String key;
        private final @Nullable Long ifGeneration;
        private final ByteArrayOutputStream content = new ByteArrayOutputStream();
        private @Nullable Stored stored;

        Session(StubBucket bucket, JsonObject description, String key, @Nullable Long ifGeneration) {
            this.bucket = bucket;
            this.description = description;
            this.key = key;
            this.ifGeneration = ifGeneration;
        }
    }

    /** The next request of a session breaks when so many bytes of its content have been stored. */
    void breakNextAfter(int bytes) {
        cut.set(bytes);
    }

    void answer(StubRequest request, StubBucket bucket) throws IOException, Refusal, StubBucket.NotMet {
        switch (request.parameter("uploadType")) {
            case "multipart" -> whole(request, bucket);
            case "resumable" -> {
                if (request.method().equals("POST")) {
                    start(request, bucket);
                } else {
                    resume(request);
                }
            }
            default -> throw new Refusal(400, "invalid", "unknown uploadType");
        }
    }

    private static String name(StubRequest request, JsonObject description) throws Refusal {
        JsonElement name = description.get("name");
        String named = name == null ? request.parameter("name") : name.getAsString();
        if (named.isEmpty()) {
            throw new Refusal(400, "required", "Required");
        }
        return named;
    }

    private static void whole(StubRequest request, StubBucket bucket) throws IOException, Refusal, StubBucket.NotMet {
        Matcher boundary = BOUNDARY.matcher(
                Optional.ofNullable(request.header("Content-Type")).orElse(""));
        if (!boundary.find()) {
            throw new Refusal(400, "badContent", "no boundary");
        }
        String body = new String(request.body(), StandardCharsets.ISO_8859_1);
        String separator = "--" + boundary.group(1);
        int second = body.indexOf(separator, separator.length());
        String first = part(body.substring(separator.length(), second));
        String rest = body.substring(second + separator.length(), body.lastIndexOf("\r\n" + separator));
        JsonObject description = JsonParser.parseString(
                        new String(first.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8))
                .getAsJsonObject();
        byte[] content = part(rest).getBytes(StandardCharsets.ISO_8859_1);
        String key = name(request, description);
        Stored stored = store(bucket, key, content, description, request.ifGeneration());
        send(request, bucket, stored);
    }

    /** What follows the headers of a part. */
    private static String part(String text) {
        return text.substring(text.indexOf("\r\n\r\n") + 4);
    }

    private static Stored store(
            StubBucket bucket, String key, byte[] content, JsonObject description, @Nullable Long ifGeneration)
            throws Refusal, StubBucket.NotMet {
        JsonElement crc = description.get("crc32c");
        if (crc != null) {
            requireSum(crc.getAsString(), content);
        }
        JsonElement md5 = description.get("md5Hash");
        if (md5 != null && !md5.getAsString().equals(StubBucket.md5(content))) {
            throw new Refusal(400, "invalid", "Provided MD5 hash doesn't match calculated MD5 hash.");
        }
        Map<String, String> metadata = new HashMap<>();
        JsonElement pairs = description.get("metadata");
        if (pairs != null) {
            pairs.getAsJsonObject()
                    .entrySet()
                    .forEach(pair -> metadata.put(pair.getKey(), pair.getValue().getAsString()));
        }
        return bucket.insert(key, content, metadata, ifGeneration);
    }

    private static void requireSum(String sum, byte[] content) throws Refusal {
        if (!sum.equals(StubBucket.crc32c(content))) {
            throw new Refusal(400, "invalid", "Provided CRC32C doesn't match calculated CRC32C.");
        }
    }

    private static void send(StubRequest request, StubBucket bucket, Stored stored) throws IOException {
        JsonObject json = stored.json(bucket.name());
        GcsStub.keep(json, GcsStub.fields(request));
        request.answerHeader("x-goog-stored-content-length", Integer.toString(stored.content().length));
        request.send(200, json);
    }

    private void start(StubRequest request, StubBucket bucket) throws IOException, Refusal, StubBucket.NotMet {
        String body = new String(request.body(), StandardCharsets.UTF_8);
        JsonObject description =
                body.isBlank() ? new JsonObject() : JsonParser.parseString(body).getAsJsonObject();
        String key = name(request, description);
        bucket.requireMet(key, request.ifGeneration());
        String id = UUID.randomUUID().toString();
        sessions.put(id, new Session(bucket, description, key, request.ifGeneration()));
        String host = Optional.ofNullable(request.header("Host")).orElse(stub.endpoint());
        request.answerHeader("Location", "http://" + host + request.path() + "?uploadType=resumable&upload_id=" + id);
        request.send(200, "text/plain", "");
    }

    private void resume(StubRequest request) throws IOException, Refusal, StubBucket.NotMet {
        Session session = sessions.get(request.parameter("upload_id"));
        if (session == null) {
            throw new Refusal(404, "notFound", "no such session");
        }
        Matcher range = CONTENT_RANGE.matcher(
                Optional.ofNullable(request.header("Content-Range")).orElse(""));
        if (!range.matches()) {
            throw new Refusal(400, "invalid", "Content-Range");
        }
        byte[] body = request.body();
        synchronized (session) {
            if (session.stored == null && range.group(1) != null) {
                take(request, session, range, body);
            }
            if (session.stored != null) {
                send(request, session.bucket, session.stored);
                return;
            }
            if (session.content.size() > 0) {
                request.answerHeader("Range", "bytes=0-" + (session.content.size() - 1));
            }
            request.send(308, "text/plain", "");
        }
    }

    private void take(StubRequest request, Session session, Matcher range, byte[] body)
            throws Refusal, StubBucket.NotMet {
        long from = Long.parseLong(range.group(1));
        if (from != session.content.size()) {
            throw new Refusal(503, "backendError", "out of order");
        }
        int most = cut.getAndSet(Integer.MAX_VALUE);
        if (most < body.length) {
            session.content.writeBytes(Arrays.copyOf(body, most / STEP * STEP));
            throw new Refusal(503, "backendError", "Backend Error");
        }
        session.content.writeBytes(body);
        boolean isLast = !range.group(3).equals("*") && session.content.size() == Long.parseLong(range.group(3));
        if (!isLast) {
            return;
        }
        String hash = request.header("x-goog-hash");
        if (hash != null && hash.startsWith("crc32c=")) {
            sessions.remove(request.parameter("upload_id"));
            requireSum(hash.substring("crc32c=".length()), session.content.toByteArray());
            sessions.put(request.parameter("upload_id"), session);
        }
        session.stored = store(
                session.bucket, session.key, session.content.toByteArray(), session.description, session.ifGeneration);
    }
}
