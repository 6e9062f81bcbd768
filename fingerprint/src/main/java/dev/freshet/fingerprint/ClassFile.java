package dev.freshet.fingerprint;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The hierarchy, methods and references in a class file; JVM specification, chapter 4.
 *
 * @param name its own name, with slashes
 * @param supertypes superclass and interfaces, binary names with slashes
 * @param methods those that it declares
 * @param fields the names of those that it declares
 * @param fieldTypes the types of its fields, with those of their type arguments
 * @param overridable {@code name/arity} of methods that a subclass can override
 * @param types the types that its constant pool names, also those within descriptors and signatures
 * @param references the same types, with the fields and methods that the constant pool names
 * @param strings its string constants
 * @param code its bytes without what only debuggers read
 */
record ClassFile(
        String name,
        boolean isInterface,
        List<String> supertypes,
        List<Method> methods,
        Set<String> fields,
        Set<String> fieldTypes,
        Set<String> overridable,
        Set<String> types,
        Set<Reference.OfClass> references,
        Set<String> strings,
        byte[] code) {
    /**
     * A method.
     *
     * @param descriptor {@code name(desc)ret}
     */
    record Method(String descriptor, MethodInfo.Access access, boolean isInstance) {
        private static Method of(String descriptor, int flags) {
            MethodInfo.Access access = (flags & PRIVATE) != 0
                    ? MethodInfo.Access.PRIVATE
                    : (flags & PUBLIC_OR_PROTECTED) != 0 ? MethodInfo.Access.OPEN : MethodInfo.Access.PACKAGE;
            return new Method(descriptor, access, (flags & STATIC) == 0);
        }
    }

    private static final int MAGIC = 0xCAFEBABE;
    /** The version of Java 25. A later one may have constructs that this reader would overlook. */
    private static final int NEWEST = 69;

    private static final int PUBLIC_OR_PROTECTED = 0x0001 | 0x0004;
    private static final int PRIVATE = 0x0002;
    private static final int STATIC = 0x0008;
    private static final int FINAL = 0x0010;
    private static final int INTERFACE = 0x0200;
    /** A class in a descriptor or a generic signature. */
    private static final Pattern NAMED = Pattern.compile("L([^;<>]+)[;<]");

    private static final Set<String> DEBUGGING = Set.of(
            "LineNumberTable", "LocalVariableTable", "LocalVariableTypeTable", "SourceFile", "SourceDebugExtension");

    /**
     * Reads a class file.
     *
     * @throws IllegalArgumentException if the bytes are not a class file, or one of a newer Java; the message says
     *     which
     */
    static ClassFile read(byte[] bytes) {
        int version = bytes.length < 8 ? 0 : ((bytes[6] & 0xff) << 8) | (bytes[7] & 0xff);
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

    /** The classes in a descriptor or a generic signature. */
    static Stream<String> named(String signature) {
        return NAMED.matcher(signature).results().map(found -> found.group(1));
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
        private int[] ends = {};
        /** Generic signatures that were found so far. */
        private final List<String> signatures = new ArrayList<>();
        /** Texts that debuggers read. */
        private final BitSet debugged = new BitSet();
        /** Constants that anything else may name, including bytes that only look like a number of a constant. */
        private final BitSet named = new BitSet();

        Parser(byte[] bytes) {
            this.bytes = bytes;
            this.in = ByteBuffer.wrap(bytes);
        }

        ClassFile parse() {
            requireMagic();
            in.getInt();
            int pool = in.position() + 2;
            readPool();
            boolean isInterface = (unsigned() & INTERFACE) != 0;
            String own = className(unsigned());
            List<String> supertypes = supertypes();
            kept.write(bytes, end(tags.length - 1), in.position() - end(tags.length - 1));
            Set<String> fields = new TreeSet<>();
            Set<String> fieldTypes = new TreeSet<>();
            members((access, name, descriptor) -> {
                fields.add(name);
                named(descriptor).forEach(fieldTypes::add);
            });
            signatures.forEach(signature -> named(signature).forEach(fieldTypes::add));
            List<Method> methods = new ArrayList<>();
            Set<String> overridable = new TreeSet<>();
            members((access, name, descriptor) -> {
                methods.add(Method.of(name + descriptor, access));
                if ((access & (PRIVATE | STATIC | FINAL)) == 0) {
                    overridable.add(name + "/" + arity(descriptor));
                }
            });
            attributes();
            Set<String> types = types();
            return new ClassFile(
                    own,
                    isInterface,
                    supertypes,
                    methods,
                    fields,
                    fieldTypes,
                    overridable,
                    types,
                    references(types),
                    strings(),
                    code(pool));
        }

        private void requireMagic() {
            if (in.getInt() != MAGIC) {
                throw new IllegalArgumentException("no magic number");
            }
        }

        private List<String> supertypes() {
            List<String> supertypes = new ArrayList<>();
            int superclass = unsigned();
            if (superclass != 0) {
                supertypes.add(className(superclass));
            }
            for (int i = unsigned(); i > 0; i--) {
                supertypes.add(className(unsigned()));
            }
            return supertypes;
        }

        /** Returns the bytes without the constants that only debuggers read. */
        private byte[] code(int pool) {
            for (int i = 1; i < tags.length; i++) {
                named.set(first[i]);
                named.set(second[i]);
            }
            ByteArrayOutputStream code = new ByteArrayOutputStream();
            code.write(bytes, 0, pool - 2);
            int start = pool;
            for (int i = 1; i < tags.length; i++) {
                if (ends[i] > 0) {
                    if (tags[i] != 1 || named.get(i) || !debugged.get(i)) {
                        code.write(bytes, start, ends[i] - start);
                    }
                    start = ends[i];
                }
            }
            code.writeBytes(kept.toByteArray());
            return code.toByteArray();
        }

        /** Returns where a constant ends. A constant of eight bytes counts as two. */
        private int end(int constant) {
            return ends[constant] > 0 ? ends[constant] : ends[constant - 1];
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
            ends = new int[count];
            for (int i = 1; i < count; i++) {
                tags[i] = in.get();
                switch (tags[i]) {
                    case 1 -> texts[i] = text(unsigned());
                    case 3, 4 -> in.getInt();
                    case 5, 6 -> {
                        in.getLong();
                        ends[i++] = in.position();
                        continue;
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
                ends[i] = in.position();
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

        private interface MemberTaker {
            void take(int access, String name, String descriptor);
        }

        private void members(MemberTaker to) {
            int count = unsigned();
            kept.write(count >> 8);
            kept.write(count);
            for (int i = 0; i < count; i++) {
                keep(in.position(), 6);
                int access = unsigned();
                String name = string(unsigned());
                to.take(access, name, string(unsigned()));
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
                    keep(start, 2);
                    in.position(body + 8 + in.getInt(body + 4));
                    in.position(in.position() + 2 + 8 * (in.getShort(in.position()) & 0xffff));
                    kept.write(bytes, body, in.position() - body);
                    attributes();
                } else if (DEBUGGING.contains(name)) {
                    forDebuggers(name, body, length);
                } else {
                    if (name.equals("Signature")) {
                        signatures.add(string(in.getShort(body) & 0xffff));
                    }
                    keep(start, 2);
                    kept.write(bytes, start + 2, 4);
                    keep(body, length);
                }
                in.position(body + length);
            }
        }

        /** Formats of attributes are many: every two bytes count as the number of a constant. */
        private void keep(int start, int length) {
            kept.write(bytes, start, length);
            for (int i = start; i < start + length - 1; i++) {
                named.set(in.getShort(i) & 0xffff);
            }
        }

        private void forDebuggers(String name, int body, int length) {
            if (name.startsWith("LocalVariable")) {
                for (int i = body + 2; i < body + length; i += 10) {
                    debugged.set(in.getShort(i + 4) & 0xffff);
                    debugged.set(in.getShort(i + 6) & 0xffff);
                }
            } else if (name.equals("SourceFile")) {
                debugged.set(in.getShort(body) & 0xffff);
            }
        }

        private Set<String> types() {
            Set<String> types = new TreeSet<>();
            for (int i = 1; i < tags.length; i++) {
                if (tags[i] == 7 && !className(i).startsWith("[")) {
                    types.add(className(i));
                } else if (tags[i] == 1
                        && "([<LT".indexOf(string(i).isEmpty() ? ' ' : string(i).charAt(0)) >= 0) {
                    named(string(i)).forEach(types::add);
                }
            }
            types.removeIf(type -> type.startsWith("["));
            return types;
        }

        /** Members of arrays lead nowhere. */
        private Set<Reference.OfClass> references(Set<String> types) {
            Set<Reference.OfClass> references = new TreeSet<>();
            types.forEach(type -> references.add(ReferenceCodec.ofType(Reference.Kind.HEADER, type)));
            for (int i = 1; i < tags.length; i++) {
                if (tags[i] >= 9 && tags[i] <= 11 && !className(first[i]).startsWith("[")) {
                    add(className(first[i]), second[i], tags[i] == 9, references);
                }
            }
            return references;
        }

        private void add(String owner, int nameAndType, boolean isField, Set<Reference.OfClass> to) {
            String name = string(first[nameAndType]);
            if (isField) {
                to.add(ReferenceCodec.field(owner, name));
                return;
            }
            Reference.Method method = ReferenceCodec.method(owner, name + string(second[nameAndType]));
            to.add(method);
            to.add(method.virtually());
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
    }
}
