package dev.freshet.fingerprint;

import dev.freshet.fingerprint.Reference.Constant;
import dev.freshet.fingerprint.Reference.Field;
import dev.freshet.fingerprint.Reference.Kind;
import dev.freshet.fingerprint.Reference.Method;
import dev.freshet.fingerprint.Reference.OfType;
import dev.freshet.fingerprint.Reference.Resource;
import dev.freshet.fingerprint.Reference.StaleConstant;
import dev.freshet.fingerprint.Reference.Unknown;
import dev.freshet.fingerprint.Reference.VirtualCall;
import org.jspecify.annotations.Nullable;

/**
 * The stored form of references and marks, in object files and in the parts of links. A reference is a letter for its
 * kind, a colon, the class, and for a member a dot and the member:
 *
 * <pre>{@code
 * T:demo/Square              the header of a type
 * S:demo/Square              its static initialiser
 * I:demo/Square              its instance initialiser
 * D:demo/Square              what reflection sees of it
 * N:demo/Positive            an annotation
 * A:demo/Square              all members of it and of its subtypes
 * O:demo/Square              an object of it from outside the node's code
 * J:demo/Square              a class without object file
 * Q:demo/Square              the order of its static initialisers
 * M:demo/Square.area()D      a method or constructor
 * V:demo/Square.area()       a virtual call
 * F:demo/Square.side         a field
 * C:demo/Square.SIDES=4f0a   a constant and the digest of its copied value
 * C:demo/Square.SIDES        the same where it only explains
 * STALE C:demo/...           a constant that was copied with an old value
 * R:units.txt                a resource
 * U:the jar is damaged       why code is unknown
 * *                          a static block
 * }</pre>
 *
 * <p>A mark starts with {@code @}, so that it comes before the references.
 */
final class ReferenceCodec {
    static final String STATIC_BLOCK = "*";

    static final String METHOD = "M:";
    private static final String CALL = "V:";
    private static final String FIELD = "F:";
    private static final String CONSTANT = "C:";
    private static final String RESOURCE = "R:";
    static final String UNKNOWN = "U:";
    private static final String STALE = "STALE ";
    private static final int PREFIX = 2;

    private static final String IMPURE = "@impure";
    private static final String SUBTYPE = "@subtype ";

    private ReferenceCodec() {}

    static OfType ofType(Kind kind, String type) {
        return new OfType(prefix(kind) + type, kind, type);
    }

    private static String prefix(Kind kind) {
        return switch (kind) {
            case HEADER -> "T:";
            case STATIC_INITIALIZER -> "S:";
            case INSTANCE_INITIALIZER -> "I:";
            case SEEN -> "D:";
            case ANNOTATION -> "N:";
            case ALL -> "A:";
            case GIVEN -> "O:";
            case WHOLE_CLASS -> "J:";
            case INITIALIZER_ORDER -> "Q:";
        };
    }

    private static @Nullable Kind kind(char letter) {
        return switch (letter) {
            case 'T' -> Kind.HEADER;
            case 'S' -> Kind.STATIC_INITIALIZER;
            case 'I' -> Kind.INSTANCE_INITIALIZER;
            case 'D' -> Kind.SEEN;
            case 'N' -> Kind.ANNOTATION;
            case 'A' -> Kind.ALL;
            case 'O' -> Kind.GIVEN;
            case 'J' -> Kind.WHOLE_CLASS;
            case 'Q' -> Kind.INITIALIZER_ORDER;
            default -> null;
        };
    }

    static Method method(String owner, String descriptor) {
        return new Method(METHOD + owner + '.' + descriptor, owner, descriptor);
    }

    static VirtualCall virtualCall(String receiver, String call) {
        return new VirtualCall(CALL + receiver + '.' + call, receiver, call);
    }

    static Field field(String owner, String name) {
        return new Field(FIELD + owner + '.' + name, owner, name);
    }

    static Constant constant(String owner, String name, String digest) {
        return new Constant(CONSTANT + owner + '.' + name + '=' + digest, owner, name, digest);
    }

    /** Without the value, for a part that only explains. */
    static Constant constant(String owner, String name) {
        return new Constant(CONSTANT + owner + '.' + name, owner, name, "");
    }

    static StaleConstant staleConstant(Constant constant) {
        return new StaleConstant(STALE + constant.text(), constant);
    }

    static Resource resource(String name) {
        return new Resource(RESOURCE + name, name);
    }

    static Unknown unknown(String why) {
        return new Unknown(UNKNOWN + why, why);
    }

    /**
     * Reads a reference.
     *
     * @throws IllegalArgumentException if the text is none
     */
    static Reference read(String text) {
        Reference reference = find(text);
        if (reference == null) {
            throw new IllegalArgumentException("\"" + text + "\" is no reference to code");
        }
        return reference;
    }

    /** Reads a reference; null if the text is none. */
    static @Nullable Reference find(String text) {
        if (text.length() <= PREFIX || text.charAt(1) != ':') {
            return text.equals(STATIC_BLOCK) ? Reference.STATIC_BLOCK : stale(text);
        }
        char letter = text.charAt(0);
        return switch (letter) {
            case 'M', 'V', 'F', 'C' -> member(text, letter);
            case 'R' -> new Resource(text, text.substring(PREFIX));
            case 'U' -> new Unknown(text, text.substring(PREFIX));
            default -> type(text, kind(letter));
        };
    }

    private static @Nullable Reference type(String text, @Nullable Kind kind) {
        return kind == null ? null : new OfType(text, kind, text.substring(PREFIX));
    }

    private static @Nullable Reference stale(String text) {
        return text.startsWith(STALE) && find(text.substring(STALE.length())) instanceof Constant constant
                ? new StaleConstant(text, constant)
                : null;
    }

    private static @Nullable Reference member(String text, char letter) {
        int dot = text.indexOf('.');
        if (dot < 0) {
            return null;
        }
        String owner = text.substring(PREFIX, dot);
        String member = text.substring(dot + 1);
        if (letter == 'F') {
            return new Field(text, owner, member);
        }
        if (letter == 'C') {
            int equals = member.lastIndexOf('=');
            return equals < 0
                    ? new Constant(text, owner, member, "")
                    : new Constant(text, owner, member.substring(0, equals), member.substring(equals + 1));
        }
        if (member.indexOf(')') < 0) {
            return null;
        }
        return letter == 'M' ? new Method(text, owner, member) : new VirtualCall(text, owner, member);
    }

    static String text(Mark mark) {
        if (mark instanceof Mark.Subtype subtype) {
            return SUBTYPE + subtype.type();
        }
        if (mark instanceof ImpureMark impure) {
            return IMPURE + " " + impure.kind() + " " + impure.line() + " " + impure.what();
        }
        return switch ((Mark.Flag) mark) {
            case INSTANCE -> "@instance";
            case PACKAGE -> "@package";
            case PRIVATE -> "@private";
            case IMPURE_SUPPRESSED -> IMPURE;
        };
    }

    static boolean isMark(String text) {
        return text.startsWith("@");
    }

    /**
     * Reads a mark.
     *
     * @throws IllegalArgumentException if the text is none
     */
    static Mark readMark(String text) {
        return switch (text) {
            case "@instance" -> Mark.Flag.INSTANCE;
            case "@package" -> Mark.Flag.PACKAGE;
            case "@private" -> Mark.Flag.PRIVATE;
            case IMPURE -> Mark.Flag.IMPURE_SUPPRESSED;
            default -> text.startsWith(SUBTYPE) ? new Mark.Subtype(text.substring(SUBTYPE.length())) : impure(text);
        };
    }

    private static Mark impure(String text) {
        String[] words = text.split(" ", 4);
        if (words.length < 4 || !words[0].equals(IMPURE)) {
            throw new IllegalArgumentException("\"" + text + "\" is no mark");
        }
        return new ImpureMark(ImpureKind.valueOf(words[1]), Integer.parseInt(words[2]), words[3]);
    }
}
