package dev.freshet.runtime.cache;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret that a team shares. Each purpose has a key of its own that is derived from it, so that nobody can use a
 * digest made for one purpose as a signature for another.
 */
public final class TeamKey {
    /** The least length of the secret in characters. */
    public static final int SHORTEST = 32;

    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] secret;

    private TeamKey(byte[] secret) {
        this.secret = secret;
    }

    /**
     * Returns the key with a secret.
     *
     * @throws IllegalArgumentException if the secret is too short
     */
    public static TeamKey of(String secret) {
        if (secret.length() < SHORTEST) {
            throw new IllegalArgumentException("the team's key must have at least " + SHORTEST + " characters");
        }
        return new TeamKey(secret.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Returns the HMAC-SHA-256 of bytes, 64 hex digits.
     *
     * @param purpose what the digest is for, such as {@code results}
     */
    public String digest(String purpose, byte[] bytes) {
        byte[] derived = hmac(secret, purpose.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hmac(derived, bytes));
    }

    private static byte[] hmac(byte[] key, byte[] bytes) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java has " + ALGORITHM, e);
        }
    }

    /** Returns nothing of the secret. */
    @Override
    public String toString() {
        return "the team's key";
    }
}
