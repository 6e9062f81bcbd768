package dev.freshet.processor.fingerprint;

import com.sun.source.tree.Tree;
import javax.lang.model.element.Parameterizable;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import org.jspecify.annotations.Nullable;

/** Writes types into a unit and refers to those that it mentions. */
final class TypeEncoder {
    private static final int DEEPEST = 8;
    private static final int DEEPEST_MENTION = 6;
    private static final int DEEPEST_VARIABLE = 4;

    private final UnitContext context;

    TypeEncoder(UnitContext context) {
        this.context = context;
    }

    /** The name of a type, which is thereby mentioned. */
    String mentionedName(TypeElement type) {
        if (context.isReferable(type)) {
            context.refer("T:" + context.symbols.binaryName(type));
        }
        return context.name(type);
    }

    /** The erasure; type arguments are mentioned only, because they change nothing that runs. */
    void erased(TypeMirror type) {
        context.symbols.descriptors.descriptor(type, this::mentionedName, context.text);
        mention(type, 0);
    }

    /** With type arguments: where reflection sees them, and libraries such as JSON mappers act on them. */
    void full(TypeMirror type) {
        context.symbols.descriptors.descriptor(type, this::mentionedName, context.text);
        arguments(type, 0);
        mention(type, 0);
    }

    private void arguments(@Nullable TypeMirror type, int depth) {
        if (depth > DEEPEST || type == null) {
            return;
        }
        if (type instanceof ArrayType array) {
            arguments(array.getComponentType(), depth + 1);
        } else if (type instanceof TypeVariable variable) {
            variable(variable);
        } else if (type instanceof DeclaredType declared
                && !declared.getTypeArguments().isEmpty()) {
            context.text.append('<');
            for (TypeMirror argument : declared.getTypeArguments()) {
                TypeMirror shown = argument instanceof WildcardType wildcard ? bound(wildcard) : argument;
                if (shown != null) {
                    context.symbols.descriptors.descriptor(shown, this::mentionedName, context.text);
                    arguments(shown, depth + 1);
                }
            }
            context.text.append('>');
        }
    }

    /** Which of its declaration's type parameters it is; its name does not count. */
    private void variable(TypeVariable variable) {
        if (variable.asElement() instanceof TypeParameterElement parameter) {
            context.text
                    .append('%')
                    .append(parameter.getGenericElement() instanceof TypeElement ? "" : "m")
                    .append(((Parameterizable) parameter.getGenericElement())
                            .getTypeParameters()
                            .indexOf(parameter));
        }
    }

    private @Nullable TypeMirror bound(WildcardType wildcard) {
        boolean isExtends = wildcard.getExtendsBound() != null;
        context.text.append(isExtends ? '+' : wildcard.getSuperBound() != null ? '-' : '*');
        return isExtends ? wildcard.getExtendsBound() : wildcard.getSuperBound();
    }

    private void mention(@Nullable TypeMirror type, int depth) {
        if (depth > DEEPEST_MENTION || type == null) {
            return;
        }
        switch (type.getKind()) {
            case DECLARED -> {
                DeclaredType declared = (DeclaredType) type;
                TypeElement element = (TypeElement) declared.asElement();
                if (depth > 0 && context.isReferable(element)) {
                    context.refer("T:" + context.symbols.binaryName(element));
                }
                declared.getTypeArguments().forEach(argument -> mention(argument, depth + 1));
            }
            case ARRAY -> mention(((ArrayType) type).getComponentType(), depth + 1);
            case WILDCARD -> {
                mention(((WildcardType) type).getExtendsBound(), depth + 1);
                mention(((WildcardType) type).getSuperBound(), depth + 1);
            }
            case TYPEVAR -> {
                if (depth < DEEPEST_VARIABLE) {
                    mention(((TypeVariable) type).getUpperBound(), depth + DEEPEST_VARIABLE - 1);
                }
            }
            default -> {}
        }
    }

    /** The static type of an expression: it decides which operator, conversion and overload runs. */
    void ofExpression(Tree expression) {
        TypeMirror type = context.type(expression);
        context.text.append(':');
        if (type == null) {
            context.text.append('-');
            return;
        }
        switch (type.getKind()) {
            case EXECUTABLE, PACKAGE, MODULE, NONE, OTHER -> context.text.append('-');
            default -> context.symbols.descriptors.descriptor(type, this::mentionedName, context.text);
        }
    }
}
