package dev.freshet.processor.read;

import dev.freshet.processor.model.Forms;
import dev.freshet.wiring.Form;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.PrimitiveType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Derives the type of a dataset from the parameter or return type of a method. */
final class DatasetTypeReader {
    private final Types types;
    private final Elements elements;

    DatasetTypeReader(Types types, Elements elements) {
        this.types = types;
        this.elements = elements;
    }

    /** Returns the type that a dataset's type must be assignable to for a parameter. */
    TypeMirror accepted(TypeMirror parameter) {
        return switch (Forms.of(parameter)) {
            case STREAM -> of("java.util.Collection", argument(parameter));
            case LAZY -> bound(argument(parameter));
            case PARTITIONS -> map(argument(parameter));
            default -> parameter;
        };
    }

    /** Returns the type of a dataset that no node produces and only this parameter reads. */
    TypeMirror offered(TypeMirror parameter) {
        return switch (Forms.of(parameter)) {
            case STREAM -> of("java.util.List", bound(argument(parameter)));
            case LAZY -> bound(argument(parameter));
            case PARTITIONS -> map(bound(argument(parameter)));
            default -> parameter;
        };
    }

    /** Returns the type of a dataset from the type of its partitions. */
    TypeMirror each(TypeMirror partition) {
        return map(boxed(partition));
    }

    private TypeMirror boxed(TypeMirror type) {
        return type instanceof PrimitiveType primitive
                ? types.boxedClass(primitive).asType()
                : type;
    }

    /** Returns the type that a dataset's type must be assignable to for a parameter that takes its partitions. */
    TypeMirror acceptedEach(TypeMirror parameter) {
        TypeMirror partition = isOfPartition(parameter) ? accepted(parameter) : boxed(parameter);
        return map(types.getWildcardType(partition, null));
    }

    /** Returns the type of a dataset that no node produces and whose partitions only this parameter takes. */
    TypeMirror offeredEach(TypeMirror parameter) {
        return each(isOfPartition(parameter) ? offered(parameter) : parameter);
    }

    private static boolean isOfPartition(TypeMirror parameter) {
        return Forms.of(parameter).ofEach() != Form.EACH;
    }

    /** Returns the type of a dataset that a method writes to a sink or returns as a stream. */
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

    /** Returns the type argument itself, or the bound of a wildcard. */
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
