package dev.freshet.fingerprint;

import java.util.List;

/**
 * A method as calls see it.
 *
 * @param id of its unit
 * @param key {@code name/arity}
 * @param parameters {@code (Ljava/lang/String;)}
 * @param shape the parameters as far as an override must keep them, see {@link Shape}
 * @param isInstance whether it needs an object
 */
record MethodInfo(Reference.Method id, String key, String parameters, String shape, Access access, boolean isInstance) {
    /** Who can override a method; JVM specification 5.4.5. */
    enum Access {
        /** Any subclass. */
        OPEN,
        /** Subclasses of its package. */
        PACKAGE,
        /** Nobody. */
        PRIVATE
    }

    static MethodInfo of(Reference.Method id, List<Mark> marks) {
        Access access = Access.OPEN;
        if (marks.contains(Mark.Flag.PRIVATE)) {
            access = Access.PRIVATE;
        } else if (marks.contains(Mark.Flag.PACKAGE)) {
            access = Access.PACKAGE;
        }
        return of(id, access, marks.contains(Mark.Flag.INSTANCE));
    }

    static MethodInfo of(ClassFile.Method method, String owner) {
        return of(ReferenceCodec.method(owner, method.descriptor()), method.access(), method.isInstance());
    }

    private static MethodInfo of(Reference.Method id, Access access, boolean isInstance) {
        Call call = Call.of(id);
        return new MethodInfo(id, call.key(), call.parameters(), call.shape(), access, isInstance);
    }

    /** The class that declares it. */
    String owner() {
        return id.owner();
    }

    /** Methods are elements of many sets. */
    @Override
    public int hashCode() {
        return id.hashCode();
    }

    /** Whether it is the method that is looked for, or one that generics may have made of it. */
    boolean isLike(Call call) {
        return shape.equals(call.shape());
    }

    /**
     * What a reference looks for.
     *
     * @param key {@code name/arity}
     * @param parameters {@code (Ljava/lang/String;)}
     */
    record Call(String key, String parameters, String shape) {
        static Call of(Reference.Method method) {
            return of(method.descriptor());
        }

        static Call of(Reference.VirtualCall call) {
            return of(call.call());
        }

        private static Call of(String descriptor) {
            int open = descriptor.indexOf('(');
            String parameters = descriptor.substring(open, descriptor.indexOf(')', open) + 1);
            String key = descriptor.substring(0, open) + "/" + ClassFile.arity(parameters);
            return new Call(key, parameters, Shape.of(parameters));
        }
    }
}
