package dev.freshet.page;

import dev.freshet.runtime.graph.GraphDocument;
import dev.freshet.runtime.graph.GraphJson;
import dev.freshet.runtime.graph.GraphPage;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes a document as an HTML file that holds all it needs. Its policy lets the browser execute the page's own script,
 * which it knows by its digest, and load nothing. The document is JSON that no HTML parser can mistake for markup.
 */
public final class HtmlPage implements GraphPage {
    private static final Pattern PLACE = Pattern.compile("\\{(policy|style|document|script)}");
    private static final Pattern UNSAFE = Pattern.compile("[<>&\\u2028\\u2029\\p{Cs}]");

    @Override
    public String html(GraphDocument document) {
        String style = Resources.text("page.css");
        String script = Script.text();
        Map<String, String> texts = Map.of(
                "policy",
                policy(style, script),
                "style",
                style,
                "document",
                escaped(GraphJson.compact(document)),
                "script",
                script);
        return PLACE.matcher(Resources.text("page.html"))
                .replaceAll(place -> Matcher.quoteReplacement(texts.get(place.group(1))));
    }

    private static String policy(String style, String script) {
        return "default-src 'none'; script-src '" + digest(script) + "'; style-src '" + digest(style)
                + "'; img-src data:; base-uri 'none'; form-action 'none'";
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("each JDK has SHA-256", e);
        }
    }

    /** Escapes characters that end a script element or a line, and halves of pairs that UTF-8 does not have. */
    private static String escaped(String json) {
        return UNSAFE.matcher(json)
                .replaceAll(
                        found -> String.format("\\\\u%04x", (int) found.group().charAt(0)));
    }
}
