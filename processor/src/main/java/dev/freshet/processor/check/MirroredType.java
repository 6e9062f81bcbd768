package dev.freshet.processor.check;

import dev.freshet.wiring.TypeView;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;

/** The view of a type that the compiler represents as a mirror. */
record MirroredType(TypeMirror type) implements TypeView {
    @Override
    public String name() {
        if (type instanceof DeclaredType declared) {
            return ((TypeElement) declared.asElement()).getQualifiedName().toString();
        }
        return type.getKind().isPrimitive() || type.getKind() == TypeKind.VOID
                ? type.getKind().name().toLowerCase(Locale.ROOT)
                : "";
    }

    @Override
    public List<MirroredType> arguments() {
        return type instanceof DeclaredType declared
                ? declared.getTypeArguments().stream().map(MirroredType::new).toList()
                : List.of();
    }

    @Override
    public MirroredType bound() {
        if (type instanceof WildcardType wildcard && wildcard.getExtendsBound() != null) {
            MirroredType bound = new MirroredType(wildcard.getExtendsBound());
            return bound.is("java.lang.Object") ? this : bound;
        }
        return this;
    }

    @Override
    public Optional<MirroredType> component() {
        return type instanceof ArrayType array
                ? Optional.of(new MirroredType(array.getComponentType()))
                : Optional.empty();
    }

    @Override
    public boolean isRecord() {
        return type instanceof DeclaredType declared && declared.asElement().getKind() == ElementKind.RECORD;
    }
}
