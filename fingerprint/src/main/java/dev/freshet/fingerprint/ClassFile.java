package dev.freshet.fingerprint;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a class file says of hierarchy, methods and references; JVM specification, chapter 4.
 *
 * @param supertypes superclass and interfaces, binary names with slashes
 * @param methods {@code name(desc)ret} of the methods that it declares
 * @param overridable {@code name/arity} of those that a subclass outside its package can override
 * @param references ids of what its constant pool names: types, those in descriptors, signatures and annotations too, fields,
 *     methods
 * @param strings its string constants
 * @param code its bytes without what only debuggers read
 */
record ClassFile(
        List<String> supertypes,
        List<String> methods,
        Set<String> overridable,
        Set<String> references,
        Set<String> strings,
        byte[] code) {
    private static final int MAGIC = 0xCAFEBABE;
    /** That of Java 25. A later one may have what this reader would overlook. */
    private static final int NEWEST = 69;

    private static final int PUBLIC_OR_PROTECTED = 0x0001 | 0x0004;
    private static final int STATIC_OR_FINAL = 0x0008 | 0x0010;
    private static final Set<String> DEBUGGING = Set.of(
            "LineNumberTable", "LocalVariableTable", "LocalVariableTypeTable", "SourceFile", "SourceDebugExtension");

    /**
     * Reads a class file.
     *
     * @throws IllegalArgumentException if the bytes are not a class file, or one of a newer Java; the message says which
     */
    static ClassFile read(byte[] bytes) {
        int version = bytes.length < 8 ? 0 : (bytes[6] & 0xff) << 8 | bytes[7] & 0xff;
        if (version > NEWEST) {
            throw new IllegalArgumentException("its class file has version " + version
                    + ", and this version of Freshet knows those up to " + NEWEST + " (Java " + (NEWEST - 44) + ")");
        }
        try {
            return new Parser(bytes).parse();
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("its class file is damaged", e);
        }
    }

    /** How many parameters a descriptor such as {@code name(ILjava/lang/String;)V} has. */
    static int arity(String descriptor) {
        int count = 0;
        for (int i = descriptor.indexOf('(') + 1; descriptor.charAt(i) != ')'; i++, count++) {
            while (descriptor.charAt(i) == '[') {
                i++;
            }
            if (descriptor.charAt(i) == 'L') {
                i = descriptor.indexOf(';', i);
            }
        }
        return count;
    }

    /** Reads one class file. */
    private static final class Parser {
        private final byte[] bytes;
        private final ByteBuffer in;
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private @Nullable String[] texts = {};
        private int[] tags = {};
        private int[] first = {};
        private int[] second = {};

        Parser(byte[] bytes) {
            this.bytes = bytes;
            this.in = ByteBuffer.wrap(bytes);
        }

        ClassFile parse() {
            if (in.getInt() != MAGIC) {
                throw new IllegalArgumentException("no magic number");
            }
            in.getInt();
            readPool();
            in.getShort();
            in.getShort();
            List<String> supertypes = new ArrayList<>();
            int superclass = unsigned();
            if (superclass != 0) {
                supertypes.add(className(superclass));
            }
            for (int i = unsigned(); i > 0; i--) {
                supertypes.add(className(unsigned()));
            }
            kept.write(bytes, 0, in.position());
            members(null, null);
            List<String> methods = new ArrayList<>();
            Set<String> overridable = new TreeSet<>();
            members(methods, overridable);
            attributes();
            return new ClassFile(supertypes, methods, overridable, references(), strings(), kept.toByteArray());
        }

        private int unsigned() {
            return in.getShort() & 0xffff;
        }

        private void readPool() {
            int count = unsigned();
            texts = new String[count];
            tags = new int[count];
            first = new int[count];
            second = new int[count];
            for (int i = 1; i < count; i++) {
                tags[i] = in.get();
                switch (tags[i]) {
                    case 1 -> texts[i] = text(unsigned());
                    case 3, 4 -> in.getInt();
                    case 5, 6 -> {
                        in.getLong();
                        i++;
                    }
                    case 7, 8, 16, 19, 20 -> first[i] = unsigned();
                    case 9, 10, 11, 12, 17, 18 -> {
                        first[i] = unsigned();
                        second[i] = unsigned();
                    }
                    case 15 -> {
                        in.get();
                        in.getShort();
                    }
                    default -> throw new IllegalArgumentException("constant of an unknown kind " + tags[i]);
                }
            }
        }

        /** Modified UTF-8 differs from UTF-8 only in names that no compiler makes of sensible sources. */
        private String text(int length) {
            String text = new String(bytes, in.position(), length, StandardCharsets.UTF_8);
            in.position(in.position() + length);
            return text;
        }

        private String className(int index) {
            return string(first[index]);
        }

        private String string(int index) {
            return Objects.requireNonNull(texts[index], "a name");
        }

        private void members(@Nullable List<String> methods, @Nullable Set<String> overridable) {
            int count = unsigned();
            kept.write(count >> 8);
            kept.write(count);
            for (int i = 0; i < count; i++) {
                kept.write(bytes, in.position(), 6);
                int access = unsigned();
                String name = string(unsigned());
                String descriptor = string(unsigned());
                if (methods != null && overridable != null) {
                    methods.add(name + descriptor);
                    if ((access & PUBLIC_OR_PROTECTED) != 0 && (access & STATIC_OR_FINAL) == 0) {
                        overridable.add(name + "/" + arity(descriptor));
                    }
                }
                attributes();
            }
        }

        private void attributes() {
            for (int i = unsigned(); i > 0; i--) {
                int start = in.position();
                String name = string(unsigned());
                int length = in.getInt();
                int body = in.position();
                if (name.equals("Code")) {
                    kept.write(bytes, start, 2);
                    in.position(body + 8 + in.getInt(body + 4));
                    in.position(in.position() + 2 + 8 * (in.getShort(in.position()) & 0xffff));
                    kept.write(bytes, body, in.position() - body);
                    attributes();
                } else if (!DEBUGGING.contains(name)) {
                    kept.write(bytes, start, 6 + length);
                }
                in.position(body + length);
            }
        }

        private Set<String> references() {
            Set<String> references = new TreeSet<>();
            for (int i = 1; i < tags.length; i++) {
                if (tags[i] == 7 && !className(i).startsWith("[")) {
                    references.add("T:" + className(i));
                } else if (tags[i] == 9) {
                    references.add("F:" + member(i));
                } else if (tags[i] == 10 || tags[i] == 11) {
                    String member = member(i);
                    references.add("M:" + member);
                    references.add("V:" + member.substring(0, member.indexOf(')') + 1));
                }
            }
            references.removeIf(reference -> reference.startsWith("[", 2));
            for (String text : texts) {
                if (text != null && text.indexOf(';') > 0) {
                    addTypes(text, references);
                }
            }
            return references;
        }

        /** Those of a descriptor or signature. A text that only looks like one names no class. */
        private static void addTypes(String text, Set<String> to) {
            int start = -1;
            for (int i = 0; i < text.length(); i++) {
                char letter = text.charAt(i);
                if (start < 0 && letter == 'L') {
                    start = i + 1;
                } else if (start >= 0 && (letter == ';' || letter == '<')) {
                    to.add("T:" + text.substring(start, i));
                    start = -1;
                } else if (start >= 0 && !Character.isJavaIdentifierPart(letter) && letter != '/') {
                    start = -1;
                }
            }
        }

        private Set<String> strings() {
            Set<String> strings = new TreeSet<>();
            for (int i = 1; i < tags.length; i++) {
                if (tags[i] == 8) {
                    strings.add(string(first[i]));
                }
            }
            return strings;
        }

        private String member(int index) {
            int nameAndType = second[index];
            String name = string(first[nameAndType]);
            String type = string(second[nameAndType]);
            return className(first[index]) + "." + name + (tags[index] == 9 ? "" : type);
        }
    }
}
