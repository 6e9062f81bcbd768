package dev.freshet.processor.model;

import java.util.Objects;
import java.util.function.Function;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.UnionType;
import javax.lang.model.util.Types;

/**
 * Names methods as the JVM does. The generated class says by these names where each node's code starts, and object
 * files hold the code under them: both must agree.
 */
public record Descriptors(Types types) {
    /** {@code demo/Flow.clean(Ljava/util/List;)Ljava/util/List;}, with names for types as the caller has them. */
    public String method(ExecutableElement method, Function<TypeElement, String> names) {
        StringBuilder text = new StringBuilder();
        text.append(names.apply(
                        (TypeElement) Objects.requireNonNull(method.getEnclosingElement(), "a method has a class")))
                .append('.')
                .append(method.getSimpleName())
                .append(parameters(method, names));
        descriptor(method.getReturnType(), names, text);
        return text.toString();
    }

    /** {@code (Ljava/util/List;)}. */
    public String parameters(ExecutableElement method, Function<TypeElement, String> names) {
        StringBuilder text = new StringBuilder("(");
        for (VariableElement parameter : method.getParameters()) {
            descriptor(parameter.asType(), names, text);
        }
        return text.append(')').toString();
    }

    /**
     * The descriptor of a type's erasure.
     *
     * @throws ErroneousCode if there is no such type
     */
    public void descriptor(TypeMirror type, Function<TypeElement, String> names, StringBuilder to) {
        switch (type.getKind()) {
            case BOOLEAN -> to.append('Z');
            case BYTE -> to.append('B');
            case SHORT -> to.append('S');
            case INT -> to.append('I');
            case LONG -> to.append('J');
            case CHAR -> to.append('C');
            case FLOAT -> to.append('F');
            case DOUBLE -> to.append('D');
            case VOID, NONE, PACKAGE, MODULE -> to.append('V');
            case NULL -> to.append('N');
            case ARRAY -> descriptor(((ArrayType) type).getComponentType(), names, to.append('['));
            case DECLARED ->
                to.append('L')
                        .append(names.apply((TypeElement) ((DeclaredType) type).asElement()))
                        .append(';');
            case UNION -> ((UnionType) type).getAlternatives().forEach(each -> descriptor(each, names, to.append('|')));
            case INTERSECTION ->
                descriptor(((IntersectionType) type).getBounds().get(0), names, to);
            case TYPEVAR, WILDCARD -> erased(type, names, to);
            case ERROR -> throw new ErroneousCode(type.toString());
            default -> to.append('?');
        }
    }

    private void erased(TypeMirror type, Function<TypeElement, String> names, StringBuilder to) {
        TypeMirror erasure = types.erasure(type);
        if (erasure.getKind() == TypeKind.TYPEVAR || erasure.getKind() == TypeKind.WILDCARD) {
            to.append('?');
        } else {
            descriptor(erasure, names, to);
        }
    }
}
