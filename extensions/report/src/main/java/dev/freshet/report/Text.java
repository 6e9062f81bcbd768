package dev.freshet.report;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A paragraph: {@code Text.of("Flights were ").strong("late").plain(" in March.")}. A line break in the text is one on
 * the page.
 */
public record Text(List<Span> spans) implements Block {
    private static final Set<String> SCHEMES = Set.of("http", "https", "mailto");

    public Text {
        spans = List.copyOf(spans);
    }

    /** How a part of a text looks. */
    public enum Style {
        PLAIN,
        STRONG,
        EMPHASIS,
        CODE,
        LINK
    }

    /**
     * A part of a text.
     *
     * @param target where a link leads; empty for the other styles
     */
    public record Span(Style style, String text, String target) {
        /**
         * Creates a part.
         *
         * @throws IllegalArgumentException if the target of a link is not of the web or mail
         */
        public Span {
            if (style == Style.LINK && !SCHEMES.contains(scheme(target))) {
                throw new IllegalArgumentException(
                        "a link of a report leads to an http, https or mailto address, not to \"" + target + "\"");
            }
        }

        private static String scheme(String target) {
            return target.substring(0, Math.max(0, target.indexOf(':'))).toLowerCase(Locale.ROOT);
        }
    }

    /** Returns a paragraph that begins with plain text. */
    public static Text of(String text) {
        return new Text(List.of(new Span(Style.PLAIN, text, "")));
    }

    /** Returns this paragraph, followed by plain text. */
    public Text plain(String text) {
        return with(new Span(Style.PLAIN, text, ""));
    }

    /** Returns this paragraph, followed by important text, which is bold. */
    public Text strong(String text) {
        return with(new Span(Style.STRONG, text, ""));
    }

    /** Returns this paragraph, followed by stressed text, which is in italics. */
    public Text emphasis(String text) {
        return with(new Span(Style.EMPHASIS, text, ""));
    }

    /** Returns this paragraph, followed by a name or a piece of code, in a fixed width. */
    public Text code(String text) {
        return with(new Span(Style.CODE, text, ""));
    }

    /**
     * Returns this paragraph, followed by a link.
     *
     * @param target an {@code http}, {@code https} or {@code mailto} address; it is opened only when a reader asks for it
     * @throws IllegalArgumentException if the target is another address
     */
    public Text link(String text, URI target) {
        return with(new Span(Style.LINK, text, target.toString()));
    }

    private Text with(Span span) {
        return new Text(Stream.concat(spans.stream(), Stream.of(span)).toList());
    }
}
