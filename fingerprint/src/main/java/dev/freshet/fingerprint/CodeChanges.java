package dev.freshet.fingerprint;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Describes the changes in a node's code with names from the source. */
public final class CodeChanges {
    private CodeChanges() {}

    /**
     * Returns a line for each part that changed, was added or was removed: methods and fields first, the types that
     * contain them last.
     */
    public static List<String> between(SortedMap<String, CodePart> before, SortedMap<String, CodePart> after) {
        List<String> direct = new ArrayList<>();
        List<String> rest = new ArrayList<>();
        TreeSet<String> ids = new TreeSet<>(before.keySet());
        ids.addAll(after.keySet());
        for (String id : ids) {
            CodePart old = before.get(id);
            CodePart now = after.get(id);
            if (old == null || now == null || !old.digest().equals(now.digest())) {
                boolean isMember = id.startsWith(LinkedCode.CONSTANT) || id.startsWith("M:") || id.startsWith("F:");
                (isMember && old != null && now != null ? direct : rest).add(line(id, old, now));
            }
        }
        direct.addAll(rest);
        // Many classes of one jar are one line.
        return direct.stream().distinct().toList();
    }

    private static String line(String id, @Nullable CodePart old, @Nullable CodePart now) {
        if (id.equals(LinkedCode.VERSION)) {
            return "version " + quoted(old) + " -> " + quoted(now);
        }
        if (id.equals(LinkedCode.ENTRY)) {
            return "the node's method " + entry(old) + " -> " + entry(now);
        }
        if (id.equals(LinkedCode.TYPES)) {
            return "types of inputs and outputs changed: " + types(old) + " -> " + types(now);
        }
        if (id.startsWith("STALE C:")) {
            return "constant " + member(id.substring(6, id.lastIndexOf('=')))
                    + " was compiled with an old value: recompile";
        }
        if (id.startsWith("J:") && !(source(old) + source(now)).isEmpty()) {
            return library(old, now);
        }
        String what = what(id);
        if (old == null) {
            return what + " can now be reached" + place(now);
        }
        return now == null ? what + " can no longer be reached" : what + " changed" + place(now);
    }

    private static String source(@Nullable CodePart part) {
        return part == null ? "" : part.source();
    }

    private static String library(@Nullable CodePart old, @Nullable CodePart now) {
        if (old == null || now == null) {
            return now == null
                    ? "library " + Objects.requireNonNull(old).source() + " is no longer used as it was"
                    : "library " + now.source() + " is now used in another way";
        }
        return old.source().equals(now.source())
                ? "library " + now.source() + " changed, or what it uses"
                : "library " + old.source() + " is now " + now.source();
    }

    private static String entry(@Nullable CodePart part) {
        return part == null ? "none" : member(part.digest());
    }

    private static String types(@Nullable CodePart part) {
        if (part == null) {
            return "unknown";
        }
        List<String> names = new ArrayList<>();
        for (String type : part.digest().split(" ")) {
            names.add(SignatureText.of(type));
        }
        return "(" + String.join(", ", names) + ")";
    }

    private static String quoted(@Nullable CodePart part) {
        return part == null ? "none" : "\"" + part.digest() + "\"";
    }

    private static String place(@Nullable CodePart part) {
        return part == null || part.source().isEmpty() || part.line() == 0
                ? ""
                : ", " + part.source() + ":" + part.line();
    }

    private static String what(String id) {
        return switch (id.charAt(0)) {
            case 'M' -> id.contains(".<init>(") ? "constructor " + constructor(id) : "method " + member(id);
            case 'C' -> "constant " + member(id);
            case 'F' -> "field " + member(id);
            case 'S' -> "static initialiser of " + simple(id.substring(2));
            case 'Q' -> "order of static initialisers of " + simple(id.substring(2));
            case 'I' -> "initialiser of " + simple(id.substring(2));
            case 'T' -> "declaration of " + simple(id.substring(2));
            case 'D' -> "what datasets see of " + simple(id.substring(2));
            case 'J' ->
                "class " + simple(id.substring(2)) + " (compiled without Freshet's processor), or what it uses,";
            case 'U' -> id.substring(2) + ": that";
            case 'R' -> "resource " + id.substring(2);
            default -> id;
        };
    }

    /** {@code Stats.mean(double[])} for {@code M:demo/Stats.mean([D)D}. */
    private static String member(String id) {
        int dot = id.indexOf('.');
        int open = id.indexOf('(');
        String owner = simple(id.substring(2, dot));
        return open < 0 ? owner + id.substring(dot) : owner + id.substring(dot, open) + SignatureText.parameters(id);
    }

    /**
     * {@code Stats.mean} for {@code M:demo/Stats.mean([D)D}, {@code Stats} for the constructors and initialisers of a
     * class.
     */
    static String shortName(String id) {
        int open = id.indexOf('(');
        String name = open < 0 ? id : id.substring(0, open);
        int dot = name.indexOf('.');
        String owner = simple(dot < 0 ? name.substring(2) : name.substring(2, dot));
        return dot < 0 || name.endsWith(".<init>") ? owner : owner + name.substring(dot);
    }

    private static String constructor(String id) {
        return simple(id.substring(2, id.indexOf('.'))) + SignatureText.parameters(id);
    }

    static String primitive(char descriptor) {
        return switch (descriptor) {
            case 'Z' -> "boolean";
            case 'B' -> "byte";
            case 'S' -> "short";
            case 'I' -> "int";
            case 'J' -> "long";
            case 'C' -> "char";
            case 'F' -> "float";
            case 'D' -> "double";
            default -> "?";
        };
    }

    /** {@code Flow.Split} for {@code demo/Flow$Split}. */
    static String simple(String binaryName) {
        return binaryName.substring(binaryName.lastIndexOf('/') + 1).replace('$', '.');
    }
}
