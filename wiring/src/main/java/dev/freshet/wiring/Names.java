package dev.freshet.wiring;

/** The rules for names of nodes, datasets, namespaces, tags and resources. */
public final class Names {
    /** The characters of a name, for messages. */
    public static final String LETTERS = "letters, digits, \"_\", \".\" and \"-\"";

    private Names() {}

    /** Returns whether a word is a name: one or more {@link #LETTERS}, in any script. */
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

    /** Returns a name of an included pipeline as the including pipeline has it; either argument can be empty. */
    public static String inNamespace(String namespace, String name) {
        return namespace.isEmpty() || name.isEmpty() ? namespace + name : namespace + "." + name;
    }
}
