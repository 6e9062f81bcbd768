package dev.freshet.processor.fingerprint;

import com.sun.source.tree.Tree;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.Parameterizable;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import org.jspecify.annotations.Nullable;

/** Writes types into a unit and refers to those that it mentions. */
final class TypeEncoder implements Function<TypeElement, String> {
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
            context.refer(context.symbols.header(type));
        }
        return context.name(type);
    }

    /** The name of a type, which is thereby mentioned. */
    @Override
    public String apply(TypeElement type) {
        return mentionedName(type);
    }

    /** The erasure; type arguments are mentioned only, because they change nothing that runs. */
    void erased(TypeMirror type) {
        context.symbols.descriptors.descriptor(type, this, context.text);
        mention(type, 0);
    }

    /** With type arguments: where reflection sees them, and libraries such as JSON mappers act on them. */
    void full(TypeMirror type) {
        context.symbols.descriptors.descriptor(type, this, context.text);
        arguments(type, 0);
        mention(type, 0);
    }

    /** Type parameters and their bounds, by number. */
    void parameters(List<? extends TypeParameterElement> parameters) {
        for (TypeParameterElement parameter : parameters) {
            context.text.append(" T");
            for (TypeMirror bound : parameter.getBounds()) {
                context.text.append('&');
                full(bound);
            }
        }
    }

    private void arguments(@Nullable TypeMirror type, int depth) {
        if (depth > DEEPEST || type == null) {
            return;
        }
        if (type instanceof ArrayType array) {
            arguments(array.getComponentType(), depth + 1);
        } else if (type instanceof TypeVariable variable) {
            variable(variable);
        } else if (type instanceof DeclaredType declared) {
            if (declared.getEnclosingType() instanceof DeclaredType outer) {
                arguments(outer, depth + 1);
            }
            typeArguments(declared.getTypeArguments(), depth);
        }
    }

    private void typeArguments(List<? extends TypeMirror> arguments, int depth) {
        if (arguments.isEmpty()) {
            return;
        }
        context.text.append('<');
        for (TypeMirror argument : arguments) {
            TypeMirror shown = argument instanceof WildcardType wildcard ? bound(wildcard) : argument;
            if (shown != null) {
                context.symbols.descriptors.descriptor(shown, this, context.text);
                arguments(shown, depth + 1);
            }
        }
        context.text.append('>');
    }

    /** By number: its name does not count. */
    private void variable(TypeVariable variable) {
        if (variable.asElement() instanceof TypeParameterElement parameter) {
            Element generic = parameter.getGenericElement();
            context.text.append('%');
            if (generic instanceof TypeElement type) {
                context.text.append(context.name(type)).append('#');
            }
            if (generic instanceof Parameterizable declaration) {
                context.text.append(declaration.getTypeParameters().indexOf(parameter));
            }
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
                    context.refer(context.symbols.header(element));
                }
                for (TypeMirror argument : declared.getTypeArguments()) {
                    mention(argument, depth + 1);
                }
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

    /**
     * The erasure of a declared type that is a type variable: class files name the member by it, whatever stands for
     * it.
     */
    void ofVariable(TypeMirror declared) {
        TypeMirror element = declared;
        while (element instanceof ArrayType array) {
            element = array.getComponentType();
        }
        if (element instanceof TypeVariable) {
            context.symbols.descriptors.descriptor(declared, this, context.text.append('~'));
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
            default -> context.symbols.descriptors.descriptor(type, this, context.text);
        }
    }

    /** All that a value is known to be after a cast: more than one type where they are joined by {@code &}. */
    void all(TypeMirror type) {
        if (type instanceof IntersectionType intersection) {
            for (TypeMirror bound : intersection.getBounds()) {
                context.text.append('&');
                erased(bound);
            }
        } else {
            erased(type);
        }
    }

    /** What a lambda or method reference becomes: its types, and what their method takes and returns there. */
    void function(Tree expression) {
        TypeMirror type = context.type(expression);
        context.text.append(':');
        if (type == null) {
            context.text.append('-');
            return;
        }
        all(type);
        List<? extends TypeMirror> bounds =
                type instanceof IntersectionType intersection ? intersection.getBounds() : List.of(type);
        Set<String> methods = new TreeSet<>();
        for (TypeMirror bound : bounds) {
            if (bound instanceof DeclaredType declared) {
                functions(declared, methods);
            }
        }
        context.text.append(methods);
    }

    private void functions(DeclaredType type, Set<String> to) {
        Symbols symbols = context.symbols;
        for (ExecutableElement function : symbols.functions((TypeElement) type.asElement())) {
            if (symbols.types.asMemberOf(type, function) instanceof ExecutableType here) {
                StringBuilder text = new StringBuilder(symbols.names.text(function.getSimpleName())).append('(');
                for (TypeMirror parameter : here.getParameterTypes()) {
                    symbols.descriptors.descriptor(parameter, context, text);
                }
                symbols.descriptors.descriptor(here.getReturnType(), context, text.append(')'));
                to.add(text.toString());
            }
        }
    }

    /** The array that a call with any number of arguments makes. */
    void lastParameter(@Nullable TypeMirror method) {
        if (method instanceof ExecutableType executable
                && !executable.getParameterTypes().isEmpty()) {
            List<? extends TypeMirror> parameters = executable.getParameterTypes();
            context.text.append(" ..");
            erased(parameters.get(parameters.size() - 1));
        }
    }

    /** The object that a new inner object belongs to if the code does not name it: one of those around the code. */
    void enclosing(ExecutableElement constructor) {
        TypeElement type = context.symbols.owner(constructor);
        if (constructor.getKind() == ElementKind.CONSTRUCTOR
                && type.getNestingKind() == NestingKind.MEMBER
                && !type.getModifiers().contains(Modifier.STATIC)
                && type.getEnclosingElement() instanceof TypeElement outer) {
            context.text.append(" of ").append(context.name(context.receiver(outer)));
        }
    }
}
