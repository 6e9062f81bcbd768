package dev.freshet.wiring;

/** Rules for the words that nodes, datasets, namespaces, tags and resources are named by. */
public final class Names {
    /** What a name consists of, for messages. */
    public static final String LETTERS = "letters, digits, \"_\", \".\" and \"-\"";

    private Names() {}

    /** Whether a word is a name: one or more {@link #LETTERS}, in any script. */
    public static boolean isLegal(String word) {
        return isLegal(word, 0, word.length());
    }

    static boolean isLegal(String text, int from, int to) {
        int character;
        for (int i = from; i < to; i += Character.charCount(character)) {
            character = text.codePointAt(i);
            if (character != '_'
                    && character != '.'
                    && character != '-'
                    && !Character.isLetter(character)
                    && !Character.isDigit(character)) {
                return false;
            }
        }
        return from < to;
    }

    /** A name of an included pipeline in the one that includes it; either may be empty. */
    public static String inNamespace(String namespace, String name) {
        return namespace.isEmpty() || name.isEmpty() ? namespace + name : namespace + "." + name;
    }
}
