package dev.freshet.processor.model;

import java.util.List;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.PrimitiveType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/**
 * Decides which values can be passed to which parameters: Java's method invocation contexts (JLS 5.3) without unchecked
 * conversion, because a raw type would hide a mismatch. The decision uses subtyping only, so that compilers agree.
 */
public final class Assignability {
    private static final List<TypeKind> WIDENING =
            List.of(TypeKind.BYTE, TypeKind.SHORT, TypeKind.INT, TypeKind.LONG, TypeKind.FLOAT, TypeKind.DOUBLE);

    private final Types types;

    public Assignability(Types types) {
        this.types = types;
    }

    /**
     * Returns whether a value of one type can be passed to a parameter of another. A type variable fits everything,
     * because the method that declares it is an error of its own.
     */
    public boolean isAssignable(TypeMirror from, TypeMirror to) {
        if (TypeVariables.isIn(from) || TypeVariables.isIn(to)) {
            return true;
        }
        if (from.getKind().isPrimitive()) {
            return to.getKind().isPrimitive() ? widens(from.getKind(), to.getKind()) : types.isSubtype(boxed(from), to);
        }
        if (to.getKind().isPrimitive()) {
            TypeKind unboxed = unboxed(from);
            return unboxed.isPrimitive() && widens(unboxed, to.getKind());
        }
        return types.isSubtype(from, to) && (!isRaw(from) || isRaw(to) || !isParameterized(to));
    }

    /**
     * Returns whether a type lacks the type arguments that its class declares. Compilers disagree on whether it is a
     * subtype.
     */
    public static boolean isRaw(TypeMirror type) {
        return type instanceof DeclaredType declared
                && declared.getTypeArguments().isEmpty()
                && isParameterized(declared.asElement().asType());
    }

    private static boolean isParameterized(TypeMirror type) {
        return type instanceof DeclaredType declared
                && !declared.getTypeArguments().isEmpty();
    }

    /** Returns the type itself, or its box if it is a primitive. */
    public TypeMirror boxed(TypeMirror type) {
        return type.getKind().isPrimitive()
                ? types.boxedClass((PrimitiveType) type).asType()
                : type;
    }

    private TypeKind unboxed(TypeMirror type) {
        try {
            return types.unboxedType(type).getKind();
        } catch (IllegalArgumentException notABox) {
            return TypeKind.NONE;
        }
    }

    private static boolean widens(TypeKind from, TypeKind to) {
        if (from == to) {
            return true;
        }
        int target = WIDENING.indexOf(to);
        return from == TypeKind.CHAR ? target >= 2 : WIDENING.contains(from) && WIDENING.indexOf(from) < target;
    }
}
