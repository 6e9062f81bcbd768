package dev.freshet.fingerprint;

import org.jspecify.annotations.Nullable;

/**
 * Names a piece of code, or what code says of one: the ids of units, and what units refer to.
 *
 * <p>The classes are not records, because the text of a reference is made once and then serves as its identity, its
 * order and its stored form. {@link ReferenceCodec} alone knows that form.
 */
public abstract sealed class Reference implements Comparable<Reference> {
    /** Stands among what runs when a class is initialised for a static block or an enum constant. */
    public static final Reference STATIC_BLOCK = new StaticBlock();

    private final String text;

    private Reference(String text) {
        this.text = text;
    }

    /** Returns the header of a type. As what a unit refers to, it also means all subtypes. */
    public static Reference header(String type) {
        return ReferenceCodec.ofType(Kind.HEADER, type);
    }

    /** Returns the static initialiser of a type. */
    public static Reference staticInitializer(String type) {
        return ReferenceCodec.ofType(Kind.STATIC_INITIALIZER, type);
    }

    /** Returns the instance initialiser of a type. */
    public static Reference instanceInitializer(String type) {
        return ReferenceCodec.ofType(Kind.INSTANCE_INITIALIZER, type);
    }

    /** Returns what reflection sees of a type. */
    public static Reference seen(String type) {
        return ReferenceCodec.ofType(Kind.SEEN, type);
    }

    /** Returns that data may hold objects of any class that the node makes. */
    public static Reference anything() {
        return seen("java/lang/Object");
    }

    /** Returns an annotation, with its defaults and its own annotations. */
    public static Reference annotation(String type) {
        return ReferenceCodec.ofType(Kind.ANNOTATION, type);
    }

    /** Returns all members of a type and of its subtypes. */
    public static Reference allOf(String type) {
        return ReferenceCodec.ofType(Kind.ALL, type);
    }

    /**
     * Returns a method or constructor. A call that names it can end in a method that the owner inherits.
     *
     * @param descriptor name, parameters and result, {@code area()D}
     */
    public static Reference method(String owner, String descriptor) {
        return ReferenceCodec.method(owner, descriptor);
    }

    /**
     * Returns a virtual call by the static type of its receiver.
     *
     * @param call name and parameters, {@code area()}
     */
    public static Reference virtualCall(String receiver, String call) {
        return ReferenceCodec.virtualCall(receiver, call);
    }

    /** Returns a field. */
    public static Reference field(String owner, String name) {
        return ReferenceCodec.field(owner, name);
    }

    /** Returns a constant whose value the compiler has copied, with the digest of that value. */
    public static Reference constant(String owner, String name, String digest) {
        return ReferenceCodec.constant(owner, name, digest);
    }

    /** Returns the stored form, by which references are sorted. */
    public final String text() {
        return text;
    }

    @Override
    public final int compareTo(Reference other) {
        return text.compareTo(other.text);
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof Reference reference && text.equals(reference.text);
    }

    @Override
    public final int hashCode() {
        return text.hashCode();
    }

    @Override
    public final String toString() {
        return text;
    }

    /** What a reference to a whole type means. */
    enum Kind {
        /** The unit of the type's header. */
        HEADER,
        /** The unit of the static initialiser. */
        STATIC_INITIALIZER,
        /** The unit of the instance initialiser. */
        INSTANCE_INITIALIZER,
        /** The unit of what reflection sees. */
        SEEN,
        /** An annotation: its defaults and its own annotations. */
        ANNOTATION,
        /** All members, as {@code alsoDependsOn} asks for. */
        ALL,
        /** An object that was made outside the node's code. */
        GIVEN,
        /** A class without an object file, with all such classes that it mentions. */
        WHOLE_CLASS,
        /** The order of the static initialisers. Only the id of a part, since no code refers to it. */
        INITIALIZER_ORDER
    }

    /** A reference to a class or to one of its members. */
    abstract static sealed class OfClass extends Reference {
        private final String owner;

        private OfClass(String text, String owner) {
            super(text);
            this.owner = owner;
        }

        /**
         * The class that the class file names, a binary name with slashes: it can be a subclass of the one that
         * declares the member.
         */
        final String owner() {
            return owner;
        }
    }

    /** A type as a whole. */
    static final class OfType extends OfClass {
        private final Kind kind;

        OfType(String text, Kind kind, String type) {
            super(text, type);
            this.kind = kind;
        }

        Kind kind() {
            return kind;
        }
    }

    /** A method or constructor. */
    static final class Method extends OfClass {
        private final String descriptor;

        Method(String text, String owner, String descriptor) {
            super(text, owner);
            this.descriptor = descriptor;
        }

        /** Name, parameters and result, {@code area()D}. */
        String descriptor() {
            return descriptor;
        }

        /** {@code area}. */
        String name() {
            return descriptor.substring(0, descriptor.indexOf('('));
        }

        boolean isConstructor() {
            return descriptor.startsWith("<init>(");
        }

        /** The same method as it is called on an object. */
        VirtualCall virtually() {
            return ReferenceCodec.virtualCall(owner(), descriptor.substring(0, descriptor.indexOf(')') + 1));
        }
    }

    /** A call by the static type of its receiver. */
    static final class VirtualCall extends OfClass {
        private final String call;

        VirtualCall(String text, String receiver, String call) {
            super(text, receiver);
            this.call = call;
        }

        /** Name and parameters, {@code area()}. */
        String call() {
            return call;
        }
    }

    /** A field. */
    static final class Field extends OfClass {
        private final String name;

        Field(String text, String owner, String name) {
            super(text, owner);
            this.name = name;
        }

        String name() {
            return name;
        }
    }

    /** A constant whose value the compiler has copied. */
    static final class Constant extends OfClass {
        private final String name;
        private final String digest;

        /** @param digest of the value; empty for the id of a part that only explains */
        Constant(String text, String owner, String name, String digest) {
            super(text, owner);
            this.name = name;
            this.digest = digest;
        }

        String name() {
            return name;
        }

        String digest() {
            return digest;
        }
    }

    /** The id of a part: a constant that was compiled into the code with another value than its owner has now. */
    static final class StaleConstant extends Reference {
        private final Constant constant;

        StaleConstant(String text, Constant constant) {
            super(text);
            this.constant = constant;
        }

        Constant constant() {
            return constant;
        }
    }

    /** A resource on the class path. */
    static final class Resource extends Reference {
        private final String name;

        Resource(String text, String name) {
            super(text);
            this.name = name;
        }

        String name() {
            return name;
        }
    }

    /** Code that cannot be known. */
    static final class Unknown extends Reference {
        private final String why;

        Unknown(String text, String why) {
            super(text);
            this.why = why;
        }

        String why() {
            return why;
        }
    }

    private static final class StaticBlock extends Reference {
        StaticBlock() {
            super(ReferenceCodec.STATIC_BLOCK);
        }
    }
}
