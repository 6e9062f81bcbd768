package dev.freshet.config;

/** The indefinite article before a name in a message. */
public final class Article {
    private Article() {}

    /** Returns the name with the article that fits its first letter: {@code a csv}, {@code an image}. */
    public static String before(String name) {
        boolean isVowel = !name.isEmpty() && "aeiouAEIOU".indexOf(name.charAt(0)) >= 0;
        return (isVowel ? "an " : "a ") + name;
    }
}
