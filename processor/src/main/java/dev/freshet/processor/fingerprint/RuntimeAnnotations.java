package dev.freshet.processor.fingerprint;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import org.jspecify.annotations.Nullable;

/**
 * The annotations that libraries can read by reflection and act on, such as those of JSON mappers. Their own
 * declarations are referred to, since defaults and annotations of annotations are read there.
 */
final class RuntimeAnnotations {
    /** They tell only the compiler and readers something, although they are kept. */
    private static final Set<String> WITHOUT_EFFECT = Set.of(
            "java/lang/Deprecated",
            "java/lang/FunctionalInterface",
            "java/lang/SafeVarargs",
            "java/lang/annotation/Documented",
            "java/lang/annotation/Target");

    private final UnitContext context;

    RuntimeAnnotations(UnitContext context) {
        this.context = context;
    }

    /** Whether somebody can read annotations of a type and act on them. */
    static boolean isSeen(TypeElement annotation, Symbols symbols) {
        return symbols.isKeptAtRunTime(annotation) && !WITHOUT_EFFECT.contains(symbols.binaryName(annotation));
    }

    /** Those of a declaration, and those within its type, such as {@code List<@Positive Integer>}. */
    void append(Element element) {
        append(element.getAnnotationMirrors(), context.text);
        if (element instanceof ExecutableElement method) {
            appendWithin(method.getReturnType(), context.text);
        } else if (!(element instanceof TypeElement || element instanceof TypeParameterElement)) {
            appendWithin(element.asType(), context.text);
        }
    }

    /** The value of an annotation's member where it is not given. */
    void value(AnnotationValue value) {
        value.accept(new AnnotationValueEncoder(context, context.text), null);
    }

    private void appendWithin(TypeMirror type, StringBuilder to) {
        append(type.getAnnotationMirrors(), to);
        if (type instanceof DeclaredType declared) {
            int number = 0;
            for (TypeMirror argument : declared.getTypeArguments()) {
                appendPartition(number++, argument, to);
            }
        } else if (type instanceof ArrayType array) {
            appendPartition(0, array.getComponentType(), to);
        } else if (type instanceof WildcardType wildcard) {
            appendBound(wildcard.getExtendsBound(), to);
            appendBound(wildcard.getSuperBound(), to);
        }
    }

    private void appendBound(@Nullable TypeMirror bound, StringBuilder to) {
        if (bound != null) {
            appendPartition(0, bound, to);
        }
    }

    /** Tells where in the type the annotations are, and nothing if there are none. */
    private void appendPartition(int number, TypeMirror part, StringBuilder to) {
        StringBuilder inner = new StringBuilder();
        appendWithin(part, inner);
        if (!inner.isEmpty()) {
            to.append(" <").append(number).append(inner).append('>');
        }
    }

    private void append(List<? extends AnnotationMirror> annotations, StringBuilder to) {
        if (annotations.isEmpty()) {
            return;
        }
        List<String> texts = new ArrayList<>();
        for (AnnotationMirror annotation : annotations) {
            TypeElement type = (TypeElement) annotation.getAnnotationType().asElement();
            if (isSeen(type, context.symbols)) {
                StringBuilder one = new StringBuilder();
                new AnnotationValueEncoder(context, one).visitAnnotation(annotation, null);
                texts.add(one.toString());
            }
        }
        Collections.sort(texts);
        for (String each : texts) {
            to.append(' ').append(each.length()).append(each);
        }
    }
}
