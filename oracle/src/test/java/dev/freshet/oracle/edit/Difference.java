package dev.freshet.oracle.edit;

import dev.freshet.oracle.Version;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.TreeSet;

/** The lines in which two versions differ, for people. */
final class Difference {
    private Difference() {}

    static String of(Version before, Version after) {
        StringBuilder text = new StringBuilder();
        TreeSet<String> paths = new TreeSet<>(before.sources().keySet());
        paths.addAll(after.sources().keySet());
        for (String path : paths) {
            String old = before.sources().getOrDefault(path, "");
            String now = after.sources().getOrDefault(path, "");
            if (!old.equals(now)) {
                text.append("--- ").append(path).append('\n');
                lines(old, now, text);
            }
        }
        return text.toString();
    }

    /** Without the lines that both have at the start and at the end. */
    private static void lines(String old, String now, StringBuilder to) {
        Deque<String> before = new ArrayDeque<>(Arrays.asList(old.split("\n")));
        Deque<String> after = new ArrayDeque<>(Arrays.asList(now.split("\n")));
        while (!before.isEmpty() && !after.isEmpty() && before.peekFirst().equals(after.peekFirst())) {
            before.removeFirst();
            after.removeFirst();
        }
        while (!before.isEmpty() && !after.isEmpty() && before.peekLast().equals(after.peekLast())) {
            before.removeLast();
            after.removeLast();
        }
        before.forEach(line -> to.append("- ").append(line).append('\n'));
        after.forEach(line -> to.append("+ ").append(line).append('\n'));
    }
}
