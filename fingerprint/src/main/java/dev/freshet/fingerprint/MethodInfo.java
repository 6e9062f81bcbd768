package dev.freshet.fingerprint;

/**
 * A method as calls see it.
 *
 * @param id of its unit, {@code M:demo/Square.area()D}
 * @param owner the class that declares it
 * @param key {@code name/arity}
 * @param parameters {@code (Ljava/lang/String;)}
 * @param shape the parameters as far as an override must keep them, see {@link Shape}
 * @param isInstance whether it needs an object
 */
record MethodInfo(
        String id, String owner, String key, String parameters, String shape, Access access, boolean isInstance) {
    /** Marks a unit whose code needs an object. */
    static final String INSTANCE = "@instance";
    /** Marks a method that only its package sees. */
    static final String PACKAGE = "@package";
    /** Marks a method that only its class sees. */
    static final String PRIVATE = "@private";

    /** Who can override a method; JVM specification 5.4.5. */
    enum Access {
        /** Any subclass. */
        OPEN,
        /** Subclasses of its package. */
        PACKAGE,
        /** Nobody. */
        PRIVATE
    }

    /** The marks of a unit come first among its references. */
    static MethodInfo of(CodeUnit unit, String owner) {
        Access access = Access.OPEN;
        boolean isInstance = false;
        for (String mark : unit.references()) {
            switch (mark) {
                case PRIVATE -> access = Access.PRIVATE;
                case PACKAGE -> access = Access.PACKAGE;
                case INSTANCE -> isInstance = true;
                default -> {
                    if (mark.charAt(0) != '@') {
                        return of(unit.id(), owner, access, isInstance);
                    }
                }
            }
        }
        return of(unit.id(), owner, access, isInstance);
    }

    static MethodInfo of(ClassFile.Method method, String owner) {
        return of("M:" + owner + "." + method.descriptor(), owner, method.access(), method.isInstance());
    }

    private static MethodInfo of(String id, String owner, Access access, boolean isInstance) {
        Call call = Call.of(id, owner.length() + 3);
        return new MethodInfo(id, owner, call.key(), call.parameters(), call.shape(), access, isInstance);
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
        /** @param reference {@code V:demo/Square.area()} or {@code M:demo/Square.area()D} */
        static Call of(String reference) {
            return of(reference, reference.indexOf('.') + 1);
        }

        private static Call of(String reference, int name) {
            int open = reference.indexOf('(', name);
            String parameters = reference.substring(open, reference.indexOf(')', open) + 1);
            String key = reference.substring(name, open) + "/" + ClassFile.arity(parameters);
            return new Call(key, parameters, Shape.of(parameters));
        }
    }
}
