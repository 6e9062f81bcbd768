package dev.freshet.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A self-contained HTML file. Its content security policy allows the page's own script only, by its digest, and forbids
 * loading anything. The data is JSON that no HTML parser can mistake for markup.
 *
 * @param name the name of the files with the markup and the style; the head is the same for all
 * @param styles what the policy allows as styles
 */
record Template(String name, String styles) {
    private static final Pattern PLACE = Pattern.compile("\\{(policy|style|document|script|live)}");
    private static final Pattern UNSAFE = Pattern.compile("[<>&\\u2028\\u2029\\p{Cs}]");

    /** Returns a template whose only styles are those of its file. */
    static Template of(String name) {
        return new Template(name, "'" + digest(Resources.text(name + ".css")) + "'");
    }

    /** Returns the file. */
    String html(String script, String json) {
        return html(script, json, policy(script), "");
    }

    /**
     * Returns the page as a server sends it. The policy allows requests to that server only.
     *
     * @param kind what the page watches, in one word
     */
    String served(String script, String json, String kind) {
        return html(script, json, servedPolicy(script), " data-live=\"" + kind + "\"");
    }

    /** Returns the policy of a page that is served. */
    String servedPolicy(String script) {
        return policy(script) + "; connect-src 'self'";
    }

    private String policy(String script) {
        return "default-src 'none'; script-src '" + digest(script) + "'; style-src " + styles
                + "; img-src data:; base-uri 'none'; form-action 'none'";
    }

    private String html(String script, String json, String policy, String live) {
        Map<String, String> texts = Map.of(
                "policy",
                policy,
                "style",
                Resources.text(name + ".css"),
                "document",
                escaped(json),
                "script",
                script,
                "live",
                live);
        String markup = Resources.text(name + ".html").replace("{head}", Resources.text("head.html"));
        return PLACE.matcher(markup).replaceAll(place -> Matcher.quoteReplacement(texts.get(place.group(1))));
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("each JDK has SHA-256", e);
        }
    }

    /** Escapes characters that end a script element or a line, and unpaired surrogates, which UTF-8 cannot encode. */
    private static String escaped(String json) {
        return UNSAFE.matcher(json)
                .replaceAll(found ->
                        "\\\\u" + HexFormat.of().toHexDigits(found.group().charAt(0)));
    }
}
