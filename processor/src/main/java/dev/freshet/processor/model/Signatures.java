package dev.freshet.processor.model;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.Types;

/**
 * Writes types, including their type arguments, as generic signatures of the JVM. A type variable is replaced by its
 * bound, because values are converted to the bound.
 */
public final class Signatures {
    private final Descriptors descriptors;
    private final Function<TypeElement, String> names;

    /** @param names supplies the binary names of types, with slashes */
    public Signatures(Types types, Function<TypeElement, String> names) {
        descriptors = new Descriptors(types);
        this.names = names;
    }

    /**
     * Returns the signature of a type, such as {@code Ljava/util/List<Ldemo/Order;>;}.
     *
     * @throws ErroneousCode if the type does not exist
     */
    public String of(TypeMirror type) {
        StringBuilder text = new StringBuilder();
        append(type, text, new HashSet<>());
        return text.toString();
    }

    private void append(TypeMirror type, StringBuilder to, Set<Element> open) {
        if (type instanceof ArrayType array) {
            append(array.getComponentType(), to.append('['), open);
        } else if (type instanceof DeclaredType declared) {
            declared(declared, to, open);
        } else if (type instanceof TypeVariable variable) {
            if (open.add(variable.asElement())) {
                append(variable.getUpperBound(), to, open);
                open.remove(variable.asElement());
            } else {
                to.append('*');
            }
        } else if (type instanceof IntersectionType intersection) {
            intersection.getBounds().forEach(bound -> append(bound, to, open));
        } else if (type instanceof WildcardType wildcard) {
            wildcard(wildcard, to, open);
        } else {
            descriptors.descriptor(type, names, to);
        }
    }

    private void declared(DeclaredType type, StringBuilder to, Set<Element> open) {
        StringBuilder erased = new StringBuilder();
        descriptors.descriptor(type, names, erased);
        to.append(erased, 0, erased.length() - 1);
        if (!type.getTypeArguments().isEmpty()) {
            to.append('<');
            type.getTypeArguments().forEach(argument -> append(argument, to, open));
            to.append('>');
        }
        to.append(';');
    }

    private void wildcard(WildcardType type, StringBuilder to, Set<Element> open) {
        Optional<TypeMirror> extended = Optional.ofNullable(type.getExtendsBound());
        Optional<TypeMirror> superBound = Optional.ofNullable(type.getSuperBound());
        if (extended.isPresent()) {
            append(extended.get(), to.append('+'), open);
        } else if (superBound.isPresent()) {
            append(superBound.get(), to.append('-'), open);
        } else {
            to.append('*');
        }
    }
}
