package dev.freshet.gcs;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** The objects of a bucket. Each method is atomic. */
final class StubBucket {
    private static final AtomicLong GENERATIONS = new AtomicLong(1_700_000_000_000_000L);

    /** What may be done with a bucket. */
    enum Permission {
        ALL,
        READ,
        NONE
    }

    /** @param isComposite whether it was made of others; it has no MD5 then */
    record Stored(
            String name,
            byte[] content,
            long generation,
            Map<String, String> metadata,
            Instant created,
            boolean isComposite) {
        JsonObject json(String bucket) {
            JsonObject json = new JsonObject();
            json.addProperty("kind", "storage#object");
            json.addProperty("bucket", bucket);
            json.addProperty("name", name);
            json.addProperty("generation", Long.toString(generation));
            json.addProperty("metageneration", "1");
            json.addProperty("timeCreated", created.toString());
            json.addProperty("size", Integer.toString(content.length));
            json.addProperty("crc32c", crc32c(content));
            if (!isComposite) {
                json.addProperty("md5Hash", md5(content));
            }
            if (!metadata.isEmpty()) {
                JsonObject pairs = new JsonObject();
                metadata.forEach(pairs::addProperty);
                json.add("metadata", pairs);
            }
            return json;
        }
    }

    /** Thrown when an object has another generation than the request demands. */
    static final class NotMet extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private final String name;
    private final TreeMap<String, Stored> objects = new TreeMap<>();
    private volatile Permission permission = Permission.ALL;
    private volatile boolean isPrivate;

    StubBucket(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    Permission permission() {
        return permission;
    }

    boolean isPrivate() {
        return isPrivate;
    }

    StubBucket allow(Permission permission) {
        this.permission = permission;
        return this;
    }

    /** Only requests with a token may do anything. */
    StubBucket onlyWithToken() {
        isPrivate = true;
        return this;
    }

    /** @param ifGeneration what the current generation must be, 0 for none; null for any */
    synchronized Stored insert(String key, byte[] content, Map<String, String> metadata, @Nullable Long ifGeneration)
            throws NotMet {
        requireMet(key, ifGeneration);
        Stored stored = new Stored(key, content, GENERATIONS.incrementAndGet(), new HashMap<>(metadata), now(), false);
        objects.put(key, stored);
        return stored;
    }

    synchronized void requireMet(String key, @Nullable Long ifGeneration) throws NotMet {
        Stored there = objects.get(key);
        if (ifGeneration != null && ifGeneration != (there == null ? 0 : there.generation())) {
            throw new NotMet();
        }
    }

    void put(String key, byte[] content) {
        try {
            insert(key, content, Map.of(), null);
        } catch (NotMet e) {
            throw new AssertionError(e);
        }
    }

    /** Puts an object without an MD5. */
    synchronized void compose(String key, byte[] content) {
        objects.put(key, new Stored(key, content, GENERATIONS.incrementAndGet(), Map.of(), now(), true));
    }

    /** Copies an object with its metadata; a copy of a composite is one, too. */
    synchronized Stored copy(Stored from, String key, @Nullable Long ifGeneration) throws NotMet {
        requireMet(key, ifGeneration);
        Stored copy = new Stored(
                key, from.content(), GENERATIONS.incrementAndGet(), from.metadata(), now(), from.isComposite());
        objects.put(key, copy);
        return copy;
    }

    synchronized Optional<Stored> get(String key) {
        return Optional.ofNullable(objects.get(key));
    }

    byte[] content(String key) {
        return get(key).orElseThrow().content();
    }

    synchronized boolean delete(String key, @Nullable Long ifGeneration) throws NotMet {
        requireMet(key, ifGeneration);
        return objects.remove(key) != null;
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    /** One page of a listing; the token is the last name that the page before had. */
    synchronized JsonObject list(String prefix, String delimiter, String token, int most) {
        JsonArray items = new JsonArray();
        JsonObject page = new JsonObject();
        String last = token;
        for (Stored stored : objects.tailMap(token.isEmpty() ? prefix : token, token.isEmpty())
                .values()) {
            if (!stored.name().startsWith(prefix)) {
                break;
            }
            if (!delimiter.isEmpty() && stored.name().indexOf(delimiter, prefix.length()) >= 0) {
                continue;
            }
            if (items.size() == most) {
                page.addProperty("nextPageToken", last);
                break;
            }
            items.add(stored.json(name));
            last = stored.name();
        }
        page.addProperty("kind", "storage#objects");
        page.add("items", items);
        return page;
    }

    static String crc32c(byte[] content) {
        CRC32C sum = new CRC32C();
        sum.update(content);
        return Base64.getEncoder()
                .encodeToString(
                        ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    }

    static String md5(byte[] content) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("MD5").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
