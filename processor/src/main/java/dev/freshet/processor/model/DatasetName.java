package dev.freshet.processor.model;

import java.util.regex.Pattern;

/**
 * The name of a dataset or parameter as a node mentions it.
 *
 * @param text such as {@code flights}, {@code flights@csv}, {@code params:split.ratio} or {@code parameters}
 */
public record DatasetName(String text) {
    private static final String PARAMETER = "params:";
    private static final String ALL_PARAMETERS = "parameters";
    private static final String WORD = "[\\p{L}\\p{Nd}_.-]+";
    private static final Pattern LEGAL = Pattern.compile("(" + PARAMETER + ")?" + WORD + "|" + WORD + "@" + WORD);
    private static final Pattern LEGAL_NODE = Pattern.compile(WORD);

    /** The name of the parameter at a dotted path. */
    public static DatasetName parameter(String path) {
        return new DatasetName(PARAMETER + path);
    }

    /** Whether a word may name a node. */
    public static boolean isLegalNode(String name) {
        return LEGAL_NODE.matcher(name).matches();
    }

    /** Whether the text follows the rules for names: letters, digits, {@code _ . -} and at most one format after {@code @}. */
    public boolean isLegal() {
        return LEGAL.matcher(text).matches();
    }

    /** Whether this is a parameter of the configuration, or all of them. */
    public boolean isParameter() {
        return text.startsWith(PARAMETER) || text.equals(ALL_PARAMETERS);
    }

    /** The dotted path of a parameter; empty for all parameters. */
    public String parameterPath() {
        return text.startsWith(PARAMETER) ? text.substring(PARAMETER.length()) : "";
    }

    /** The name without its format: {@code flights} of {@code flights@csv}; the whole text if it is not legal. */
    public String base() {
        int at = isTranscoded() ? text.indexOf('@') : -1;
        return at < 0 ? text : text.substring(0, at);
    }

    /** Whether the name has a format, as {@code flights@csv} has. */
    public boolean isTranscoded() {
        return text.indexOf('@') >= 0 && isLegal();
    }

    @Override
    public String toString() {
        return text;
    }
}
