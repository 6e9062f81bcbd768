package dev.freshet.dataset;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Gives the columns of a file names that components of one record can have. Used by one thread. */
public final class ComponentNames {
    /** The words of the language, and the names that it forbids for components. */
    private static final Set<String> FORBIDDEN = Set.of(
            ("_ abstract assert boolean break byte case catch char class const continue default do double else enum"
                            + " extends false final finally float for goto if implements import instanceof int interface"
                            + " long native new null package private protected public return short static strictfp super"
                            + " switch synchronized this throw throws transient true try void volatile while"
                            + " clone finalize getClass hashCode notify notifyAll toString wait")
                    .split(" "));

    private final Set<String> used = new HashSet<>();

    /** Creates names of a record that has no component yet. */
    public ComponentNames() {}

    /** Returns whether a record can have a component of a name. */
    public static boolean isLegal(String name) {
        return !name.isEmpty()
                && Character.isJavaIdentifierStart(name.charAt(0))
                && name.chars().allMatch(c -> Character.isJavaIdentifierPart(c) && !Character.isIdentifierIgnorable(c))
                && !FORBIDDEN.contains(name);
    }

    /** Returns the column's own name if it is legal and not taken; else as {@link #spoken} does. */
    public String exact(String column) {
        return isLegal(column) && used.add(column) ? column : spoken(column);
    }

    /** Returns the name of a column as Java writes it: {@code orderId} for {@code ORDER_ID} and {@code Order id}. */
    public String spoken(String column) {
        StringBuilder name = new StringBuilder();
        for (String word : column.split("[^\\p{L}\\p{N}$]+")) {
            String lower = isShouted(word) ? word.toLowerCase(Locale.ROOT) : word;
            if (!lower.isEmpty()) {
                name.append(name.isEmpty() ? first(lower, false) : first(lower, true));
            }
        }
        String base = name.toString();
        if (base.isEmpty()) {
            base = "column";
        } else if (!Character.isJavaIdentifierStart(base.charAt(0))) {
            base = "c" + base;
        }
        return unique(isLegal(base) ? base : legal(base));
    }

    private static String legal(String base) {
        String behind = base + "Value";
        return isLegal(behind) ? behind : "column";
    }

    private String unique(String base) {
        String name = base;
        for (int i = 2; !used.add(name); i++) {
            name = base + i;
        }
        return name;
    }

    private static boolean isShouted(String word) {
        return word.equals(word.toUpperCase(Locale.ROOT));
    }

    private static String first(String word, boolean isUpper) {
        int end = word.offsetByCodePoints(0, 1);
        String letter = word.substring(0, end);
        return (isUpper ? letter.toUpperCase(Locale.ROOT) : letter.toLowerCase(Locale.ROOT)) + word.substring(end);
    }
}
