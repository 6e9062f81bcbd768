package dev.freshet.fingerprint;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of a sequence of words, each with its length, so that no two sequences are alike. */
final class Digest {
    private static final int SHORT = 16;

    private final MessageDigest sha;

    Digest() {
        try {
            sha = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    Digest add(String word) {
        return add(word.getBytes(StandardCharsets.UTF_8));
    }

    Digest add(byte[] bytes) {
        sha.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        sha.update(bytes);
        return this;
    }

    /** 32 hex digits. */
    String hex() {
        return HexFormat.of().formatHex(sha.digest(), 0, SHORT);
    }

    /** 64 hex digits. */
    String fullHex() {
        return HexFormat.of().formatHex(sha.digest());
    }

    /** The first 32 hex digits of the SHA-256 of bytes: the digest of class files. */
    static String of(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, SHORT);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
