package shop;

import java.util.regex.Pattern;

final class Texts {
    private static final Pattern SPACES = Pattern.compile(" +");
    private static final Pattern DASHES = Pattern.compile("-+");

    private Texts() {}

    static String clean(String text) {
        return SPACES.matcher(text.strip()).replaceAll(" ");
    }

    static String dashed(String text) {
        return DASHES.matcher(text).replaceAll("-");
    }

    static String pad(String text, int width) {
        StringBuilder padded = new StringBuilder(text);
        while (padded.length() < width) {
            padded.append('.');
        }
        return padded.toString();
    }
}
