package dev.freshet.processor.model;

import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.SimpleTypeVisitor14;
import org.jspecify.annotations.Nullable;

/** Finds type variables in types. */
public final class TypeVariables extends SimpleTypeVisitor14<Boolean, @Nullable Void> {
    private static final TypeVariables VISITOR = new TypeVariables();

    private TypeVariables() {
        super(false);
    }

    /** Returns whether a type is a type variable, or is made of one, such as {@code List<T>}. */
    public static boolean isIn(TypeMirror type) {
        return VISITOR.visit(type, null);
    }

    @Override
    public Boolean visitTypeVariable(TypeVariable type, @Nullable Void nothing) {
        return true;
    }

    @Override
    public Boolean visitArray(ArrayType type, @Nullable Void nothing) {
        return isIn(type.getComponentType());
    }

    @Override
    public Boolean visitWildcard(WildcardType type, @Nullable Void nothing) {
        TypeMirror bound = type.getExtendsBound() == null ? type.getSuperBound() : type.getExtendsBound();
        return bound != null && isIn(bound);
    }

    @Override
    public Boolean visitDeclared(DeclaredType type, @Nullable Void nothing) {
        return type.getTypeArguments().stream().anyMatch(TypeVariables::isIn);
    }
}
