package dev.freshet.processor.fingerprint;

import dev.freshet.processor.model.Descriptors;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Names of types and members as a constant pool has them. Answers are kept: the compiler asks for the same ones often. */
final class Symbols {
    /** javac's type of {@code array.length} and {@code int[]::new}. */
    private static final String ARRAY = "Array";

    /** Interfaces may declare them without being less functional. */
    private static final Set<String> OF_OBJECT = Set.of("equals/1", "hashCode/0", "toString/0");

    final Elements elements;
    final Types types;
    final Descriptors descriptors;
    private final Map<TypeElement, String> binaryNames = new HashMap<>();
    private final Map<ExecutableElement, String> methods = new HashMap<>();
    private final Map<TypeElement, Boolean> jdk = new HashMap<>();
    private final Map<TypeElement, Boolean> local = new HashMap<>();
    private final Map<TypeElement, Set<String>> overridable = new HashMap<>();
    private final Map<TypeElement, Boolean> keptAtRunTime = new HashMap<>();
    private final Map<TypeElement, List<ExecutableElement>> functions = new HashMap<>();
    private final Map<TypeElement, Optional<TypeMirror>> iterators = new HashMap<>();

    Symbols(Elements elements, Types types) {
        this.elements = elements;
        this.types = types;
        descriptors = new Descriptors(types);
    }

    /** {@code demo/Flow$Split}. */
    String binaryName(TypeElement type) {
        return binaryNames.computeIfAbsent(
                type, key -> elements.getBinaryName(key).toString().replace('.', '/'));
    }

    /** Whether a type is from the JDK, whose code counts as given. */
    boolean isJdk(TypeElement type) {
        return jdk.computeIfAbsent(type, key -> {
            String name = binaryName(key);
            ModuleElement module = elements.getModuleOf(key);
            if (module == null) {
                return name.startsWith("java/") || name.startsWith("javax/") || name.equals(ARRAY);
            }
            String moduleName = module.getQualifiedName().toString();
            return moduleName.startsWith("java.") || moduleName.startsWith("jdk.") || name.equals(ARRAY);
        });
    }

    /** Whether a class is declared within a method or initialiser, directly or not: its code is part of that member. */
    boolean isLocal(TypeElement type) {
        return local.computeIfAbsent(
                type,
                key -> key.getNestingKind() != NestingKind.TOP_LEVEL
                        && !binaryName(key).equals(ARRAY)
                        && isWithinMember(key));
    }

    private static boolean isWithinMember(TypeElement type) {
        Element outer = type;
        while (outer instanceof TypeElement each) {
            if (each.getNestingKind() == NestingKind.LOCAL || each.getNestingKind() == NestingKind.ANONYMOUS) {
                return true;
            }
            outer = each.getEnclosingElement();
        }
        return outer != null && !(outer instanceof PackageElement);
    }

    /** The class that declares a method. */
    TypeElement owner(ExecutableElement method) {
        return (TypeElement) Objects.requireNonNull(method.getEnclosingElement(), "a method has a class");
    }

    /** The mark of a method that not every subclass can override; a constructor has none. */
    Optional<String> access(ExecutableElement method) {
        Set<Modifier> modifiers = method.getModifiers();
        if (modifiers.contains(Modifier.PRIVATE)) {
            return Optional.of("@private");
        }
        boolean isVisible = modifiers.contains(Modifier.PUBLIC) || modifiers.contains(Modifier.PROTECTED);
        return isVisible || method.getKind() != ElementKind.METHOD ? Optional.empty() : Optional.of("@package");
    }

    /** {@code demo/Flow.clean(Ljava/util/List;)I}, the signature of the source. */
    String method(ExecutableElement method) {
        return methods.computeIfAbsent(method, key -> descriptors.method(key, this::binaryName));
    }

    /**
     * {@code name/arity} of the methods that a type of the JDK lets others override. Package-private ones are left out:
     * the compiler sees them only without {@code --release}.
     */
    Set<String> overridable(TypeElement type) {
        return overridable.computeIfAbsent(type, key -> {
            Set<String> found = new TreeSet<>();
            for (ExecutableElement method : ElementFilter.methodsIn(elements.getAllMembers(key))) {
                Set<Modifier> modifiers = method.getModifiers();
                boolean isVisible = modifiers.contains(Modifier.PUBLIC) || modifiers.contains(Modifier.PROTECTED);
                boolean isFixed = modifiers.contains(Modifier.STATIC) || modifiers.contains(Modifier.FINAL);
                if (isVisible && !isFixed && !isOfObject(method)) {
                    found.add(method.getSimpleName() + "/"
                            + method.getParameters().size());
                }
            }
            return found;
        });
    }

    private boolean isOfObject(ExecutableElement method) {
        return binaryName(owner(method)).equals("java/lang/Object");
    }

    /** Whether annotations of that type are there at run time. Looks at the mirror: {@code getAnnotation} would make a proxy. */
    boolean isKeptAtRunTime(TypeElement annotation) {
        Boolean known = keptAtRunTime.get(annotation);
        if (known == null) {
            known = annotation.getAnnotationMirrors().stream()
                    .filter(each -> ((TypeElement) each.getAnnotationType().asElement())
                            .getQualifiedName()
                            .contentEquals(Retention.class.getName()))
                    .flatMap(retention -> retention.getElementValues().values().stream())
                    .anyMatch(value -> value.getValue() instanceof VariableElement policy
                            && policy.getSimpleName().contentEquals(RetentionPolicy.RUNTIME.name()));
            keptAtRunTime.put(annotation, known);
        }
        return known;
    }

    /** The method that lambdas of a type implement; several if it inherits it in several ways, none if it is not functional. */
    List<ExecutableElement> functions(TypeElement type) {
        List<ExecutableElement> known = functions.get(type);
        if (known == null) {
            known = ElementFilter.methodsIn(elements.getAllMembers(type)).stream()
                    .filter(method -> method.getModifiers().contains(Modifier.ABSTRACT))
                    .filter(method -> !OF_OBJECT.contains(method.getSimpleName() + "/"
                            + method.getParameters().size()))
                    .toList();
            functions.put(type, known);
        }
        return known;
    }

    /** What the method {@code iterator} of a type of the project gives; that of the JDK's types is always the same. */
    Optional<TypeMirror> iterator(TypeElement type) {
        Optional<TypeMirror> known = iterators.get(type);
        if (known == null) {
            known = isJdk(type)
                    ? Optional.empty()
                    : ElementFilter.methodsIn(elements.getAllMembers(type)).stream()
                            .filter(method -> method.getSimpleName().contentEquals("iterator"))
                            .filter(method -> method.getParameters().isEmpty() && !isJdk(owner(method)))
                            .map(ExecutableElement::getReturnType)
                            .findFirst();
            iterators.put(type, known);
        }
        return known;
    }
}
