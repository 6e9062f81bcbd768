package dev.freshet.processor.fingerprint;

import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.freshet.fingerprint.Reference;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.NoType;
import javax.lang.model.type.PrimitiveType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import org.jspecify.annotations.Nullable;

/**
 * Writes what datasets and other libraries see of a class by reflection, and what they call: constructors, getters,
 * setters, annotated members, with their visibility, which decides whether there is a property. A unit of its own, so
 * that it counts for those nodes only whose values are stored, loaded or bound.
 */
final class ReflectionEncoder {
    private static final Set<String> FACTORIES = Set.of("valueOf", "fromString");

    private final Symbols symbols;
    private final TypeElement type;
    private final Unit unit;
    private final TypeEncoder types;

    ReflectionEncoder(Symbols symbols, Trees trees, TreePath path, TypeElement type) {
        this.symbols = symbols;
        this.type = type;
        unit = new Unit(Reference.seen(symbols.binaryName(type)));
        types = new TypeEncoder(new UnitContext(unit, symbols, trees, path, type));
    }

    /** Null for a class that has nothing to show, such as a holder of static methods. */
    @Nullable
    Unit encode() {
        unit.text.append("(SEEN ").append(type.getKind());
        unit.text.append(type.getModifiers().contains(Modifier.ABSTRACT) ? " a" : " ");
        for (TypeParameterElement parameter : type.getTypeParameters()) {
            typeParameter(parameter);
        }
        AnnotationReferences.add(type, symbols, unit.references);
        consistsOf(type.getSuperclass());
        for (TypeMirror supertype : type.getInterfaces()) {
            consistsOf(supertype);
        }
        boolean isSeen = !unit.references.isEmpty() || type.getKind() != ElementKind.CLASS;
        List<? extends Element> members = type.getEnclosedElements();
        for (Element member : members) {
            // The compiler's record components are variables too.
            if (member.getKind().isField()) {
                isSeen |= field((VariableElement) member);
            }
        }
        for (Element member : members) {
            if (member instanceof ExecutableElement method && isCalled(method)) {
                method(method);
                isSeen |= !member.getModifiers().contains(Modifier.PRIVATE);
            }
        }
        String name = symbols.binaryName(type);
        unit.references.add(symbols.header(type));
        unit.references.add(Reference.staticInitializer(name));
        unit.references.add(Reference.instanceInitializer(name));
        return isSeen ? unit : null;
    }

    private void typeParameter(TypeParameterElement parameter) {
        unit.text.append(" <");
        for (TypeMirror bound : parameter.getBounds()) {
            types.full(bound);
            consistsOf(bound);
        }
    }

    private boolean isCalled(ExecutableElement method) {
        if (method.getKind() == ElementKind.CONSTRUCTOR || isAnnotated(method)) {
            return true;
        }
        Set<Modifier> modifiers = method.getModifiers();
        String name = symbols.names.text(method.getSimpleName());
        int arity = method.getParameters().size();
        if (method.getKind() != ElementKind.METHOD) {
            return false;
        }
        if (modifiers.contains(Modifier.STATIC)) {
            return FACTORIES.contains(name) && arity == 1 && !symbols.isJdk(symbols.owner(method));
        }
        if (name.startsWith("set") && arity == 1) {
            return true;
        }
        boolean isGetter = arity == 0
                && method.getReturnType().getKind() != TypeKind.VOID
                && (name.startsWith("get") || name.startsWith("is"));
        return isGetter && modifiers.contains(Modifier.PUBLIC);
    }

    private boolean isAnnotated(Element element) {
        for (AnnotationMirror each : element.getAnnotationMirrors()) {
            TypeElement annotation = (TypeElement) each.getAnnotationType().asElement();
            if (!symbols.isJdk(annotation) && symbols.isKeptAtRunTime(annotation)) {
                return true;
            }
        }
        return false;
    }

    private void method(ExecutableElement method) {
        unit.text
                .append(" m")
                .append(visibility(method))
                .append(symbols.names.text(method.getSimpleName()))
                .append('(');
        for (VariableElement parameter : method.getParameters()) {
            // Libraries see the names of parameters if the class file keeps them.
            if (method.getKind() == ElementKind.CONSTRUCTOR) {
                unit.text.append(symbols.names.text(parameter.getSimpleName())).append(' ');
            }
            types.full(parameter.asType());
            consistsOf(parameter.asType());
        }
        unit.text.append(')');
        types.full(method.getReturnType());
        consistsOf(method.getReturnType());
        mayHold(method.getReturnType());
        unit.references.add(symbols.methodReference(method));
    }

    /** Whether it is part of an object, or a constant that is named by an annotation. */
    private boolean field(VariableElement field) {
        String name = symbols.names.text(field.getSimpleName());
        if (field.getModifiers().contains(Modifier.STATIC)) {
            if (isAnnotated(field)) {
                unit.references.add(Reference.field(symbols.binaryName(type), name));
            }
            return false;
        }
        unit.text.append(" f").append(visibility(field)).append(name);
        unit.text.append(field.getModifiers().contains(Modifier.FINAL) ? " final " : " ");
        types.full(field.asType());
        consistsOf(field.asType());
        mayHold(field.asType());
        AnnotationReferences.add(field, symbols, unit.references);
        return true;
    }

    private static char visibility(Element member) {
        Set<Modifier> modifiers = member.getModifiers();
        if (modifiers.contains(Modifier.PUBLIC)) {
            return '+';
        }
        return modifiers.contains(Modifier.PROTECTED) ? '#' : modifiers.contains(Modifier.PRIVATE) ? '-' : '~';
    }

    /** Objects of the class hold objects of the type: what reflection sees of it counts too. */
    private void consistsOf(TypeMirror part) {
        if (part instanceof DeclaredType declared && declared.getTypeArguments().isEmpty()) {
            refer((TypeElement) declared.asElement());
        } else if (!(part instanceof PrimitiveType || part instanceof NoType)) {
            consistsOfParts(part);
        }
    }

    private void consistsOfParts(TypeMirror part) {
        Set<Element> seen = new HashSet<>();
        ArrayDeque<TypeMirror> open = new ArrayDeque<>(List.of(part));
        while (!open.isEmpty()) {
            TypeMirror next = open.remove();
            if (next instanceof ArrayType array) {
                open.add(array.getComponentType());
            } else if (next instanceof WildcardType wildcard) {
                add(wildcard.getExtendsBound(), open);
                add(wildcard.getSuperBound(), open);
            } else if (next instanceof TypeVariable variable && seen.add(variable.asElement())) {
                open.add(variable.getUpperBound());
            } else if (next instanceof DeclaredType declared) {
                open.addAll(declared.getTypeArguments());
                refer((TypeElement) declared.asElement());
            }
        }
    }

    /** An object of the class may hold objects of any class, where the type of a part does not say which. */
    private void mayHold(TypeMirror part) {
        if (part instanceof ArrayType array) {
            mayHold(array.getComponentType());
        } else if (part instanceof WildcardType wildcard) {
            if (wildcard.getExtendsBound() == null) {
                unit.references.add(Reference.anything());
            } else {
                mayHold(wildcard.getExtendsBound());
            }
        } else if (part instanceof DeclaredType declared) {
            TypeElement element = (TypeElement) declared.asElement();
            boolean isRaw = declared.getTypeArguments().isEmpty()
                    && !element.getTypeParameters().isEmpty();
            if (isRaw || element.getQualifiedName().contentEquals("java.lang.Object")) {
                unit.references.add(Reference.anything());
            }
            declared.getTypeArguments().forEach(this::mayHold);
        }
    }

    private void refer(TypeElement part) {
        if (!symbols.isJdk(part) && !symbols.isLocal(part)) {
            unit.references.add(Reference.seen(symbols.binaryName(part)));
        }
    }

    private static void add(@Nullable TypeMirror bound, ArrayDeque<TypeMirror> to) {
        if (bound != null) {
            to.add(bound);
        }
    }
}
