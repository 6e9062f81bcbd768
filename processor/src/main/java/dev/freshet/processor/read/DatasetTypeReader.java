package dev.freshet.processor.read;

import dev.freshet.processor.model.Forms;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.PrimitiveType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Tells of which type a dataset is by what a method takes or makes. */
final class DatasetTypeReader {
    private final Types types;
    private final Elements elements;

    DatasetTypeReader(Types types, Elements elements) {
        this.types = types;
        this.elements = elements;
    }

    /** What the type of a dataset must be assignable to so that a parameter can take it. */
    TypeMirror accepted(TypeMirror parameter) {
        return switch (Forms.of(parameter)) {
            case STREAM -> of("java.util.Collection", argument(parameter));
            case LAZY -> bound(argument(parameter));
            case PARTITIONS -> map(argument(parameter));
            default -> parameter;
        };
    }

    /** The type of a dataset that nobody makes and that only this parameter takes. */
    TypeMirror offered(TypeMirror parameter) {
        return switch (Forms.of(parameter)) {
            case STREAM -> of("java.util.List", bound(argument(parameter)));
            case LAZY -> bound(argument(parameter));
            case PARTITIONS -> map(bound(argument(parameter)));
            default -> parameter;
        };
    }

    /** The type of a dataset whose parts a parameter takes one at a time, or that is made part by part. */
    TypeMirror each(TypeMirror part) {
        return map(
                part instanceof PrimitiveType primitive
                        ? types.boxedClass(primitive).asType()
                        : part);
    }

    /** What the type of a dataset must be assignable to so that a parameter can take its parts. */
    TypeMirror acceptedEach(TypeMirror part) {
        TypeMirror boxed = part instanceof PrimitiveType primitive
                ? types.boxedClass(primitive).asType()
                : part;
        return map(types.getWildcardType(boxed, null));
    }

    /** The type of a dataset whose records a parameter takes, or that is returned as a stream. */
    TypeMirror made(TypeMirror type) {
        return switch (Forms.of(type)) {
            case STREAM -> of("java.util.List", argument(type));
            case SINK -> of("java.util.List", bound(argument(type)));
            case PARTITION_SINK -> map(bound(argument(type)));
            default -> type;
        };
    }

    private TypeMirror map(TypeMirror value) {
        TypeMirror key = elements.getTypeElement("java.lang.String").asType();
        return types.getDeclaredType(elements.getTypeElement("java.util.Map"), key, value);
    }

    private TypeMirror of(String generic, TypeMirror argument) {
        return types.getDeclaredType(elements.getTypeElement(generic), argument);
    }

    private static TypeMirror argument(TypeMirror type) {
        return ((DeclaredType) type).getTypeArguments().get(0);
    }

    /** The argument itself, or what a wildcard is bound by. */
    private TypeMirror bound(TypeMirror argument) {
        if (!(argument instanceof WildcardType wildcard)) {
            return argument;
        }
        if (wildcard.getSuperBound() != null) {
            return wildcard.getSuperBound();
        }
        return wildcard.getExtendsBound() != null
                ? wildcard.getExtendsBound()
                : elements.getTypeElement("java.lang.Object").asType();
    }
}
