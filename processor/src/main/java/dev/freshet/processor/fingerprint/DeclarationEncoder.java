package dev.freshet.processor.fingerprint;

import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/**
 * Writes what declarations say besides code: generic types, annotations and those modifiers that somebody acts on.
 * Reflection sees it, and so do libraries such as JSON mappers. Top-level, member, local and anonymous classes are
 * written alike.
 */
final class DeclarationEncoder {
    private final UnitContext context;
    private final StringBuilder text;
    private final TypeEncoder types;
    private final RuntimeAnnotations annotations;

    DeclarationEncoder(UnitContext context, TypeEncoder types) {
        this.context = context;
        this.text = context.text;
        this.types = types;
        this.annotations = new RuntimeAnnotations(context);
    }

    /** The head of a class: everything up to its members. */
    void type(TypeElement type) {
        text.append(type.getKind().name()).append(' ').append(context.name(type));
        if (context.symbols.isLocal(type)) {
            // The texts of records and getSimpleName() show it; anonymous classes have none.
            text.append(" named ").append(name(type));
        }
        Set<Modifier> modifiers = type.getModifiers();
        if (type.getKind() == ElementKind.CLASS) {
            text.append(modifiers.contains(Modifier.ABSTRACT) ? " abstract" : "");
            boolean isInner = type.getNestingKind() == NestingKind.MEMBER && !modifiers.contains(Modifier.STATIC);
            text.append(isInner ? " inner" : "");
        }
        types.parameters(type.getTypeParameters());
        if (type.getSuperclass().getKind() == TypeKind.DECLARED) {
            text.append(" <");
            types.full(type.getSuperclass());
        }
        for (TypeMirror each : type.getInterfaces()) {
            text.append(" +");
            types.full(each);
        }
        if (type.getKind() != ElementKind.ENUM) {
            for (TypeMirror each : type.getPermittedSubclasses()) {
                text.append(" permits ");
                types.erased(each);
            }
        }
        annotated(type);
        annotations(type.getTypeParameters());
    }

    void component(RecordComponentElement component) {
        text.append(" c:").append(name(component)).append(':');
        types.full(component.asType());
        annotated(component);
    }

    /** A field as its class shows it. */
    void instanceField(VariableElement field) {
        text.append(" f:").append(name(field)).append(':');
        text.append(field.getModifiers().contains(Modifier.PUBLIC) ? "p" : "");
        text.append(field.getModifiers().contains(Modifier.TRANSIENT) ? "t" : "");
        text.append(field.getModifiers().contains(Modifier.VOLATILE) ? "v" : "");
        types.full(field.asType());
        annotated(field);
    }

    void enumConstant(VariableElement constant) {
        text.append(" e:").append(name(constant));
        annotated(constant);
    }

    void field(VariableElement field) {
        text.append(name(field)).append(' ');
        modifiers(field);
        types.full(field.asType());
        annotated(field);
    }

    /** Everything of a method but its name, its parameters' numbers and its code. */
    void method(ExecutableElement method) {
        modifiers(method);
        types.parameters(method.getTypeParameters());
        types.full(method.getReturnType());
        annotated(method);
        annotations(method.getTypeParameters());
        for (VariableElement parameter : method.getParameters()) {
            text.append(" p:");
            types.full(parameter.asType());
            annotated(parameter);
        }
        text.append(method.isVarArgs() ? " ..." : "");
        if (isAbstractInInterface(method)) {
            thrown(method);
        }
        if (method.getDefaultValue() != null) {
            text.append(" default ");
            annotations.value(method.getDefaultValue());
        }
    }

    /** A proxy wraps the exceptions that its interface does not declare. Nothing else acts on these clauses. */
    private void thrown(ExecutableElement method) {
        for (TypeMirror each : method.getThrownTypes()) {
            text.append(" throws ");
            types.erased(each);
        }
    }

    private boolean isAbstractInInterface(ExecutableElement method) {
        return method.getModifiers().contains(Modifier.ABSTRACT)
                && context.symbols.owner(method).getKind().isInterface();
    }

    private String name(Element element) {
        return context.symbols.names.text(element.getSimpleName());
    }

    private void annotated(Element element) {
        annotations.append(element);
    }

    private void annotations(List<? extends TypeParameterElement> parameters) {
        for (TypeParameterElement parameter : parameters) {
            annotated(parameter);
        }
    }

    private void modifiers(Element element) {
        Set<Modifier> modifiers = element.getModifiers();
        text.append(modifiers.contains(Modifier.STATIC) ? "s" : "")
                .append(modifiers.contains(Modifier.SYNCHRONIZED) ? "y" : "")
                .append(modifiers.contains(Modifier.NATIVE) ? "n" : "")
                .append(modifiers.contains(Modifier.ABSTRACT) ? "a" : "")
                .append(modifiers.contains(Modifier.VOLATILE) ? "v" : "")
                .append(modifiers.contains(Modifier.TRANSIENT) ? "t" : "")
                .append(' ');
    }
}
