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
                (isMember(id) && old != null && now != null ? direct : rest).add(line(id, old, now));
            }
        }
        direct.addAll(rest);
        // Many classes of one jar are one line.
        return direct.stream().distinct().toList();
    }

    private static boolean isMember(String id) {
        return ReferenceCodec.find(id) instanceof Reference.OfClass named && !(named instanceof Reference.OfType);
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
        Reference reference = ReferenceCodec.find(id);
        if (reference instanceof Reference.StaleConstant stale) {
            return "constant " + member(stale.constant()) + " was compiled with an old value: recompile";
        }
        if (reference instanceof Reference.OfType type
                && type.kind() == Reference.Kind.WHOLE_CLASS
                && !(source(old) + source(now)).isEmpty()) {
            return library(old, now);
        }
        String what = reference == null ? id : what(reference);
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
        if (part == null) {
            return "none";
        }
        return ReferenceCodec.find(part.digest()) instanceof Reference.Method method ? member(method) : part.digest();
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

    /** {@code method Stats.mean(double[])}. */
    static String what(Reference reference) {
        if (reference instanceof Reference.OfType type) {
            return what(type.kind(), simple(type.owner()));
        }
        if (reference instanceof Reference.Method method) {
            return (method.isConstructor() ? "constructor " : "method ") + member(method);
        }
        if (reference instanceof Reference.Field field) {
            return "field " + simple(field.owner()) + "." + field.name();
        }
        if (reference instanceof Reference.Constant constant) {
            return "constant " + member(constant);
        }
        if (reference instanceof Reference.Resource resource) {
            return "resource " + resource.name();
        }
        return reference instanceof Reference.Unknown unknown ? unknown.why() + ": that" : reference.text();
    }

    private static String what(Reference.Kind kind, String type) {
        return switch (kind) {
            case HEADER, ANNOTATION, ALL, GIVEN -> "declaration of " + type;
            case STATIC_INITIALIZER -> "static initialiser of " + type;
            case INITIALIZER_ORDER -> "order of static initialisers of " + type;
            case INSTANCE_INITIALIZER -> "initialiser of " + type;
            case SEEN -> "what datasets see of " + type;
            case WHOLE_CLASS -> "class " + type + " (compiled without Freshet's processor), or what it uses,";
        };
    }

    private static String member(Reference.Constant constant) {
        return simple(constant.owner()) + "." + constant.name();
    }

    /** {@code Stats.mean(double[])} for the method {@code mean([D)D} of {@code demo/Stats}. */
    private static String member(Reference.Method method) {
        return shortName(method) + SignatureText.parameters(method.descriptor());
    }

    /** {@code Stats.mean} for a method, {@code Stats} for the constructors and initialisers of a class. */
    static String shortName(Reference reference) {
        if (reference instanceof Reference.Method method && !method.isConstructor()) {
            return simple(method.owner()) + "." + method.name();
        }
        if (reference instanceof Reference.Field field) {
            return simple(field.owner()) + "." + field.name();
        }
        return reference instanceof Reference.OfClass named ? simple(named.owner()) : reference.text();
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
