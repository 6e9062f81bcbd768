package dev.freshet.wiring;

/**
 * The name of a dataset or parameter as a node mentions it.
 *
 * @param text such as {@code flights}, {@code flights@csv}, {@code params:split.ratio} or {@code parameters}
 */
public record DatasetName(String text) {
    private static final String PARAMETER = "params:";
    private static final String ALL_PARAMETERS = "parameters";

    /** Returns the name of the parameter at a dotted path. */
    public static DatasetName parameter(String path) {
        return new DatasetName(PARAMETER + path);
    }

    /** Returns the name of all parameters together. */
    public static DatasetName allParameters() {
        return new DatasetName(ALL_PARAMETERS);
    }

    /** Returns whether the text is a legal name, with {@code params:} before it or one variant after {@code @}. */
    public boolean isLegal() {
        if (text.startsWith(PARAMETER)) {
            return Names.isLegal(text, PARAMETER.length(), text.length());
        }
        int at = text.indexOf('@');
        return at < 0 ? Names.isLegal(text) : isLegalAround(at);
    }

    private boolean isLegalAround(int at) {
        return Names.isLegal(text, 0, at) && Names.isLegal(text, at + 1, text.length());
    }

    /** Returns whether this is a parameter of the configuration, or all of them. */
    public boolean isParameter() {
        return text.startsWith(PARAMETER) || text.equals(ALL_PARAMETERS);
    }

    /** Returns the dotted path of a parameter; empty for all parameters. */
    public String parameterPath() {
        return text.startsWith(PARAMETER) ? text.substring(PARAMETER.length()) : "";
    }

    /** Returns {@code flights} of {@code flights@csv}, the name without its variant; the whole text if not legal. */
    public String base() {
        int at = text.indexOf('@');
        return at >= 0 && isLegalAround(at) ? text.substring(0, at) : text;
    }

    /** Returns whether the name has a variant, as {@code flights@csv} has. */
    public boolean isTranscoded() {
        int at = text.indexOf('@');
        return at >= 0 && isLegalAround(at);
    }

    @Override
    public String toString() {
        return text;
    }
}
