package dev.freshet.runtime.cache;

import dev.freshet.runtime.cache.CacheFault.Cause;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Converts pages to bytes and back. The first line has the format's number, the SHA-256 of the rest and, with a key,
 * its signature. The rest is JSON that contains the scope, so that a page cannot be moved to another key. The signature
 * is over the bytes as they are: nothing is parsed before it is verified.
 */
final class PageCodec {
    private static final int FORMAT = 1;
    private static final Pattern HEADER =
            Pattern.compile("freshet-results " + FORMAT + " sha256:([0-9a-f]{64})(?: hmac-sha256:([0-9a-f]{64}))?");
    private static final Pattern ANY_FORMAT = Pattern.compile("freshet-results (\\d{1,9})(?: .*)?");
    private static final int LONGEST_HEADER = 300;
    private static final String PURPOSE = "freshet results 1";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Optional<TeamKey> key;
    private final boolean acceptsUnsigned;

    PageCodec(CachePolicy policy) {
        key = policy.key();
        acceptsUnsigned = policy.acceptsUnsigned();
    }

    byte[] write(Page page) {
        byte[] json = JSON.writeValueAsBytes(page);
        String signature = key.map(secret -> " hmac-sha256:" + secret.digest(PURPOSE, json))
                .orElse("");
        byte[] header = ("freshet-results " + FORMAT + " sha256:" + sha256(json) + signature + "\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] all = Arrays.copyOf(header, header.length + json.length);
        System.arraycopy(json, 0, all, header.length, json.length);
        return all;
    }

    /**
     * Reads a page.
     *
     * @param name the name of the object, for messages
     * @param scope the scope that the page must have
     * @throws CacheFault if the page cannot be used
     */
    Page read(String name, String scope, byte[] bytes) throws CacheFault {
        Page page = verified(name, bytes);
        if (!page.scope().equals(scope)) {
            throw new CacheFault(Cause.FORGED, name + " is a result of another key; it is not used");
        }
        return page;
    }

    /** Reads a page whatever its signature is, to find out what it names. */
    Page readUnverified(String name, byte[] bytes) throws CacheFault {
        Header header = header(name, bytes);
        return parse(name, header.rest());
    }

    private Page verified(String name, byte[] bytes) throws CacheFault {
        Header header = header(name, bytes);
        boolean isSigned = key.isPresent()
                && !header.signature().isEmpty()
                && isEqual(key.get().digest(PURPOSE, header.rest()), header.signature());
        if (!isSigned && !acceptsUnsigned) {
            throw unsigned(name, header);
        }
        return parse(name, header.rest());
    }

    private CacheFault unsigned(String name, Header header) {
        if (key.isEmpty()) {
            return new CacheFault(
                    Cause.UNSIGNED,
                    name
                            + " is not used, because its signature cannot be verified; give \"cache\" in run.yml a \"key\","
                            + " or \"unsigned: accept\" if you trust everybody who can write there");
        }
        return header.signature().isEmpty()
                ? new CacheFault(
                        Cause.UNSIGNED, name + " has no signature and is not used; \"unsigned: accept\" would use it")
                : new CacheFault(Cause.FORGED, name + " is not signed with the team's key; it is not used");
    }

    /**
     * The parts of a page.
     *
     * @param signature empty if there is none
     */
    private record Header(String signature, byte[] rest) {}

    private static Header header(String name, byte[] bytes) throws CacheFault {
        int end = 0;
        while (end < Math.min(bytes.length, LONGEST_HEADER) && bytes[end] != '\n') {
            end++;
        }
        String line = new String(bytes, 0, end, StandardCharsets.ISO_8859_1);
        requireKnownFormat(name, line);
        Matcher header = HEADER.matcher(line);
        if (end >= bytes.length || bytes[end] != '\n' || !header.matches()) {
            throw damaged(name);
        }
        byte[] rest = Arrays.copyOfRange(bytes, end + 1, bytes.length);
        if (!isEqual(sha256(rest), header.group(1))) {
            throw damaged(name);
        }
        return new Header(header.group(2) == null ? "" : header.group(2), rest);
    }

    private static void requireKnownFormat(String name, String line) throws CacheFault {
        Matcher format = ANY_FORMAT.matcher(line);
        if (format.matches() && Integer.parseInt(format.group(1)) > FORMAT) {
            throw new CacheFault(
                    Cause.NEWER, name + " was written by a newer Freshet, so it is not used; update this one");
        }
    }

    private static Page parse(String name, byte[] json) throws CacheFault {
        try {
            return JSON.readValue(json, Page.class);
        } catch (JacksonException e) {
            throw damaged(name);
        }
    }

    private static CacheFault damaged(String name) {
        return new CacheFault(Cause.DAMAGED_RESULT, name + " is damaged and is not used");
    }

    private static boolean isEqual(String expected, String actual) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.US_ASCII), actual.getBytes(StandardCharsets.US_ASCII));
    }

    private static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(newSha256().digest(bytes));
    }

    static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
