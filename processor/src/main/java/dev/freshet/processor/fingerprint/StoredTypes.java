package dev.freshet.processor.fingerprint;

import dev.freshet.Node;
import dev.freshet.processor.model.Form;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.ElementFilter;

/**
 * The code that runs when the datasets of a node are loaded and saved: constructors and setters of the types that it takes,
 * getters of those that it returns or has a sink for. No code names it, since the dataset calls it by reflection.
 */
final class StoredTypes {
    private final Symbols symbols;

    StoredTypes(Symbols symbols) {
        this.symbols = symbols;
    }

    void refer(ExecutableElement method, Collection<String> references) {
        if (method.getAnnotation(Node.class) == null) {
            return;
        }
        for (VariableElement parameter : method.getParameters()) {
            if (Form.isSink(parameter.asType())) {
                saved(parameter.asType(), references);
            } else {
                loaded(parameter.asType(), references);
            }
        }
        saved(method.getReturnType(), references);
    }

    private void loaded(TypeMirror dataset, Collection<String> references) {
        for (TypeElement type : typesOf(dataset)) {
            ElementFilter.constructorsIn(type.getEnclosedElements()).forEach(each -> add(each, references));
            accessors(type, "set", references);
        }
    }

    private void saved(TypeMirror dataset, Collection<String> references) {
        for (TypeElement type : typesOf(dataset)) {
            accessors(type, "get", references);
            accessors(type, "is", references);
        }
    }

    private void accessors(TypeElement type, String prefix, Collection<String> references) {
        for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
            if (method.getSimpleName().toString().startsWith(prefix)
                    && !method.getModifiers().contains(Modifier.STATIC)) {
                add(method, references);
            }
        }
    }

    private void add(ExecutableElement method, Collection<String> references) {
        references.add("M:" + symbols.method(method));
    }

    /** The types of the project that values of a type consist of: type arguments, record components, fields. */
    private Set<TypeElement> typesOf(TypeMirror type) {
        Set<TypeElement> found = new HashSet<>();
        ArrayDeque<TypeMirror> open = new ArrayDeque<>();
        open.add(type);
        while (!open.isEmpty()) {
            TypeMirror next = open.remove();
            if (next instanceof ArrayType array) {
                open.add(array.getComponentType());
            } else if (next instanceof WildcardType wildcard && wildcard.getExtendsBound() != null) {
                open.add(wildcard.getExtendsBound());
            } else if (next instanceof WildcardType wildcard && wildcard.getSuperBound() != null) {
                open.add(wildcard.getSuperBound());
            } else if (next instanceof DeclaredType declared) {
                open.addAll(declared.getTypeArguments());
                TypeElement element = (TypeElement) declared.asElement();
                if (!symbols.isJdk(element) && element.getKind() != ElementKind.ENUM && found.add(element)) {
                    open.addAll(parts(element));
                }
            }
        }
        return found;
    }

    private static Collection<TypeMirror> parts(TypeElement type) {
        return ElementFilter.fieldsIn(type.getEnclosedElements()).stream()
                .filter(field -> !field.getModifiers().contains(Modifier.STATIC))
                .<TypeMirror>map(Element::asType)
                .toList();
    }
}
