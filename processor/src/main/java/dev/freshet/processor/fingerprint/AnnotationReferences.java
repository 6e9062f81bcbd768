package dev.freshet.processor.fingerprint;

import dev.freshet.fingerprint.Reference;
import java.util.Collection;
import java.util.List;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/**
 * What libraries reach by way of annotations: the classes in their values, which they make objects of, and the
 * annotations' own annotations.
 */
final class AnnotationReferences {
    private AnnotationReferences() {}

    /** Those of a declaration, of its parameters, and within its types. */
    static void add(Element element, Symbols symbols, Collection<Reference> to) {
        annotations(element.getAnnotationMirrors(), symbols, to);
        if (element instanceof ExecutableElement method) {
            within(method.getReturnType(), symbols, to);
            for (VariableElement parameter : method.getParameters()) {
                add(parameter, symbols, to);
            }
            if (method.getDefaultValue() != null) {
                value(method.getDefaultValue(), symbols, to);
            }
        } else if (!(element instanceof TypeElement)) {
            within(element.asType(), symbols, to);
        }
    }

    private static void within(TypeMirror type, Symbols symbols, Collection<Reference> to) {
        annotations(type.getAnnotationMirrors(), symbols, to);
        if (type instanceof DeclaredType declared) {
            for (TypeMirror argument : declared.getTypeArguments()) {
                within(argument, symbols, to);
            }
        } else if (type instanceof ArrayType array) {
            within(array.getComponentType(), symbols, to);
        }
    }

    private static void annotations(
            List<? extends AnnotationMirror> annotations, Symbols symbols, Collection<Reference> to) {
        for (AnnotationMirror annotation : annotations) {
            TypeElement type = (TypeElement) annotation.getAnnotationType().asElement();
            if (!symbols.isJdk(type) && symbols.isKeptAtRunTime(type)) {
                to.add(Reference.annotation(symbols.binaryName(type)));
                for (AnnotationValue value : annotation.getElementValues().values()) {
                    value(value, symbols, to);
                }
            }
        }
    }

    private static void value(AnnotationValue annotationValue, Symbols symbols, Collection<Reference> to) {
        Object value = annotationValue.getValue();
        if (value instanceof List<?> several) {
            several.forEach(each -> value((AnnotationValue) each, symbols, to));
        } else if (value instanceof AnnotationMirror nested) {
            annotations(List.of(nested), symbols, to);
        } else if (value instanceof DeclaredType type && type.asElement() instanceof TypeElement named) {
            if (!symbols.isJdk(named) && !symbols.isLocal(named)) {
                to.add(Reference.allOf(symbols.binaryName(named)));
            }
        } else if (value instanceof VariableElement constant
                && constant.getEnclosingElement() instanceof TypeElement owner
                && !symbols.isJdk(owner)) {
            to.add(Reference.field(symbols.binaryName(owner), symbols.names.text(constant.getSimpleName())));
        }
    }
}
