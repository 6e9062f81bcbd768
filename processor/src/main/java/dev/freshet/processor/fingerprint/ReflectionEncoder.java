package dev.freshet.processor.fingerprint;

import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.ElementFilter;

/**
 * Writes what datasets and other libraries see of a class by reflection, and what they call: constructors, getters, setters,
 * annotated members, with their visibility, which decides whether there is a property. A unit of its own, so that it counts
 * for those nodes only whose values are stored, loaded or bound.
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
        unit = new Unit("D:" + symbols.binaryName(type));
        types = new TypeEncoder(new UnitContext(unit, symbols, trees, path, type));
    }

    /** Empty for a class that has nothing to show, such as a holder of static methods. */
    Optional<Unit> encode() {
        unit.text.append("(SEEN ").append(type.getKind());
        unit.text.append(type.getModifiers().contains(Modifier.ABSTRACT) ? " a" : " ");
        type.getTypeParameters().forEach(this::typeParameter);
        AnnotationReferences.add(type, symbols, unit.references);
        symbols.types.directSupertypes(type.asType()).forEach(this::consistsOf);
        boolean isSeen = !unit.references.isEmpty() || type.getKind() != ElementKind.CLASS;
        for (VariableElement field : ElementFilter.fieldsIn(type.getEnclosedElements())) {
            isSeen |= field(field);
        }
        for (Element member : type.getEnclosedElements()) {
            if (member instanceof ExecutableElement method && isCalled(method)) {
                method(method);
                isSeen |= !member.getModifiers().contains(Modifier.PRIVATE);
            }
        }
        String name = symbols.binaryName(type);
        unit.references.addAll(List.of("T:" + name, "S:" + name, "I:" + name));
        return isSeen ? Optional.of(unit) : Optional.empty();
    }

    private void typeParameter(TypeParameterElement parameter) {
        unit.text.append(" <");
        parameter.getBounds().forEach(bound -> {
            types.full(bound);
            consistsOf(bound);
        });
    }

    private boolean isCalled(ExecutableElement method) {
        if (method.getKind() == ElementKind.CONSTRUCTOR || isAnnotated(method)) {
            return true;
        }
        Set<Modifier> modifiers = method.getModifiers();
        String name = method.getSimpleName().toString();
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
        return element.getAnnotationMirrors().stream()
                .map(annotation -> (TypeElement) annotation.getAnnotationType().asElement())
                .anyMatch(annotation -> !symbols.isJdk(annotation) && symbols.isKeptAtRunTime(annotation));
    }

    private void method(ExecutableElement method) {
        unit.text
                .append(" m")
                .append(visibility(method))
                .append(method.getSimpleName())
                .append('(');
        for (VariableElement parameter : method.getParameters()) {
            // Libraries see the names of parameters if the class file keeps them.
            if (method.getKind() == ElementKind.CONSTRUCTOR) {
                unit.text.append(parameter.getSimpleName()).append(' ');
            }
            types.full(parameter.asType());
            consistsOf(parameter.asType());
        }
        unit.text.append(')');
        types.full(method.getReturnType());
        consistsOf(method.getReturnType());
        unit.references.add("M:" + symbols.method(method));
    }

    /** Whether it is part of an object, or a constant that is named by an annotation. */
    private boolean field(VariableElement field) {
        if (field.getModifiers().contains(Modifier.STATIC)) {
            if (isAnnotated(field)) {
                unit.references.add("F:" + symbols.binaryName(type) + "." + field.getSimpleName());
            }
            return false;
        }
        unit.text.append(" f").append(visibility(field)).append(field.getSimpleName());
        unit.text.append(field.getModifiers().contains(Modifier.FINAL) ? " final " : " ");
        types.full(field.asType());
        consistsOf(field.asType());
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
        Set<Element> seen = new HashSet<>();
        ArrayDeque<TypeMirror> open = new ArrayDeque<>(List.of(part));
        while (!open.isEmpty()) {
            TypeMirror next = open.remove();
            if (next instanceof ArrayType array) {
                open.add(array.getComponentType());
            } else if (next instanceof WildcardType wildcard) {
                Optional.ofNullable(wildcard.getExtendsBound()).ifPresent(open::add);
                Optional.ofNullable(wildcard.getSuperBound()).ifPresent(open::add);
            } else if (next instanceof TypeVariable variable && seen.add(variable.asElement())) {
                open.add(variable.getUpperBound());
            } else if (next instanceof DeclaredType declared) {
                open.addAll(declared.getTypeArguments());
                TypeElement element = (TypeElement) declared.asElement();
                if (!symbols.isJdk(element) && !symbols.isLocal(element)) {
                    unit.references.add("D:" + symbols.binaryName(element));
                }
            }
        }
    }
}
