package dev.freshet.fingerprint;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 of a sequence of words. Each word is digested with its length, so that different sequences have different
 * digests.
 */
public final class Digest {
    private static final int SHORT = 16;

    /** Cached for each thread, because the lookup takes longer than most digests. */
    private static final ThreadLocal<MessageDigest> SHA = ThreadLocal.withInitial(Digest::sha);

    private final MessageDigest sha;

    /** Creates a digest without words. */
    public Digest() {
        sha = sha();
    }

    private static MessageDigest sha() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    /** Adds a word. */
    public Digest add(String word) {
        return add(word.getBytes(StandardCharsets.UTF_8));
    }

    Digest add(byte[] bytes) {
        sha.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        sha.update(bytes);
        return this;
    }

    /** Returns 32 hex digits, and resets the digest. */
    public String hex() {
        return HexFormat.of().formatHex(sha.digest(), 0, SHORT);
    }

    /** Returns 64 hex digits, and resets the digest. */
    public String fullHex() {
        return HexFormat.of().formatHex(sha.digest());
    }

    /** Returns the first 32 hex digits of the SHA-256 of bytes. */
    public static String of(byte[] bytes) {
        return HexFormat.of().formatHex(SHA.get().digest(bytes), 0, SHORT);
    }
}
