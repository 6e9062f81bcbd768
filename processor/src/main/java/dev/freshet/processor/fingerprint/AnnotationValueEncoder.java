package dev.freshet.processor.fingerprint;

import dev.freshet.fingerprint.Reference;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.SimpleAnnotationValueVisitor14;
import org.jspecify.annotations.Nullable;

/**
 * Writes values of annotations. Who reads a class in such a value makes objects of it and calls what it likes, so the
 * class counts with all its members.
 */
final class AnnotationValueEncoder extends SimpleAnnotationValueVisitor14<@Nullable Void, @Nullable Void> {
    private final UnitContext context;
    private final StringBuilder to;

    AnnotationValueEncoder(UnitContext context, StringBuilder to) {
        this.context = context;
        this.to = to;
    }

    @Override
    protected @Nullable Void defaultAction(Object value, @Nullable Void unused) {
        to.append(Constants.encode(value)).append(';');
        return null;
    }

    @Override
    public @Nullable Void visitType(TypeMirror type, @Nullable Void unused) {
        context.symbols.descriptors.descriptor(type, context, to);
        TypeMirror element = type;
        while (element instanceof ArrayType array) {
            element = array.getComponentType();
        }
        if (element instanceof DeclaredType declared) {
            context.referToAll((TypeElement) declared.asElement());
        }
        return null;
    }

    @Override
    public @Nullable Void visitEnumConstant(VariableElement constant, @Nullable Void unused) {
        TypeElement owner = (TypeElement) Objects.requireNonNull(constant.getEnclosingElement());
        String name = context.symbols.names.text(constant.getSimpleName());
        to.append(context.name(owner)).append('.').append(name).append(';');
        if (context.isReferable(owner)) {
            context.refer(Reference.field(context.symbols.binaryName(owner), name));
        }
        return null;
    }

    @Override
    public @Nullable Void visitAnnotation(AnnotationMirror annotation, @Nullable Void unused) {
        TypeElement type = (TypeElement) annotation.getAnnotationType().asElement();
        to.append('@').append(context.name(type)).append('(');
        if (context.isReferable(type)) {
            context.refer(Reference.annotation(context.symbols.binaryName(type)));
        }
        TreeMap<String, AnnotationValue> values = new TreeMap<>();
        for (var entry : annotation.getElementValues().entrySet()) {
            values.put(context.symbols.names.text(entry.getKey().getSimpleName()), entry.getValue());
        }
        for (var entry : values.entrySet()) {
            to.append(entry.getKey()).append('=');
            entry.getValue().accept(this, null);
        }
        to.append(')');
        return null;
    }

    @Override
    public @Nullable Void visitArray(List<? extends AnnotationValue> values, @Nullable Void unused) {
        to.append('{');
        for (AnnotationValue value : values) {
            value.accept(this, null);
        }
        to.append('}');
        return null;
    }
}
