package dev.freshet.fingerprint;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of a sequence of words, each with its length, so that no two sequences are alike. */
public final class Digest {
    private static final int SHORT = 16;

    /** To be had once: looking for it takes longer than most of what it digests. */
    private static final ThreadLocal<MessageDigest> SHA = ThreadLocal.withInitial(Digest::sha);

    private final MessageDigest sha;

    /** Of no words yet. */
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

    /** 32 hex digits; then it begins anew. */
    public String hex() {
        return HexFormat.of().formatHex(sha.digest(), 0, SHORT);
    }

    /** 64 hex digits. */
    String fullHex() {
        return HexFormat.of().formatHex(sha.digest());
    }

    /** The first 32 hex digits of the SHA-256 of bytes: the digest of class files. */
    public static String of(byte[] bytes) {
        return HexFormat.of().formatHex(SHA.get().digest(bytes), 0, SHORT);
    }
}
