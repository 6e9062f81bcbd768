package dev.freshet.runtime.change.detection;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Creates the texts that stand for secrets in the state. They are digests with a key, since a plain digest of a PIN
 * reveals the PIN to anybody who tries all PINs.
 */
public final class Secrets {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 16;
    /** The form of a parameter from an environment variable in the text of parameters. */
    private static final Pattern DIGEST = Pattern.compile("\"secret ([0-9a-f]{32})\"");

    private final SecretKeySpec key;
    private final boolean isShared;

    private Secrets(byte[] key, boolean isShared) {
        this.key = new SecretKeySpec(key, ALGORITHM);
        this.isShared = isShared;
    }

    /** Creates texts with the key of this checkout, so that other checkouts cannot compare them. */
    public static Secrets ofCheckout(String key) {
        return new Secrets(key.getBytes(StandardCharsets.UTF_8), false);
    }

    /** Creates texts with the team's key. */
    public static Secrets ofTeam(byte[] key) {
        return new Secrets(key, true);
    }

    /** Returns whether other checkouts can compare the texts. */
    boolean isShared() {
        return isShared;
    }

    /** Returns whether a text of parameters contains a secret. */
    static boolean isIn(String text) {
        return DIGEST.matcher(text).find();
    }

    /** Replaces the plain digests in a text of parameters. */
    String hidden(String text) {
        Matcher digests = DIGEST.matcher(text);
        return digests.find() ? digests.replaceAll(found -> "\"secret " + digest(found.group(1)) + "\"") : text;
    }

    /** Returns the digest of a text with the key. */
    String digest(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)), 0, BYTES);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java has HMAC-SHA-256", e);
        }
    }
}
