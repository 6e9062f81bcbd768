package dev.freshet.oracle.bytecode;

import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** The byte code that a node can reach. */
public final class Closure {
    private final String digest;
    private final Supplier<SortedMap<String, String>> members;

    Closure(String digest, Supplier<SortedMap<String, String>> members) {
        this.digest = digest;
        this.members = members;
    }

    /** Equal for equal byte code. */
    public String digest() {
        return digest;
    }

    /** The text of each member, by its name. */
    public SortedMap<String, String> members() {
        return members.get();
    }

    /** The members that differ, for people. */
    public String difference(Closure other) {
        SortedMap<String, String> before = members();
        SortedMap<String, String> after = other.members();
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        StringBuilder text = new StringBuilder();
        for (String name : names) {
            String old = before.get(name);
            String now = after.get(name);
            if (old == null || now == null) {
                text.append(old == null ? "; new " : "; gone ").append(name);
            } else if (!old.equals(now)) {
                text.append("; changed ").append(name).append(": ").append(firstDifference(old, now));
            }
        }
        return text.length() == 0 ? "nothing" : text.substring(2);
    }

    private static String firstDifference(String old, String now) {
        String[] before = old.split("\n");
        String[] after = now.split("\n");
        for (int i = 0; i < Math.min(before.length, after.length); i++) {
            if (!before[i].equals(after[i])) {
                return before[i] + " -> " + after[i];
            }
        }
        return before.length < after.length ? "+ " + after[before.length] : "- " + before[after.length];
    }
}
