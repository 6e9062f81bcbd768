package dev.freshet.processor.model;

import dev.freshet.wiring.Form;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/** The forms that methods ask for. */
public final class Forms {
    private Forms() {}

    /** The form that a type asks for; one without its argument is a value like any other. */
    public static Form of(TypeMirror type) {
        return type instanceof DeclaredType declared
                        && declared.getTypeArguments().size() == 1
                ? Form.ofType(
                        ((TypeElement) declared.asElement()).getQualifiedName().toString())
                : Form.VALUE;
    }

    /** Whether a parameter's type is that of a sink, and so takes an output. */
    public static boolean isSink(TypeMirror parameter) {
        return of(parameter).isSink();
    }
}
