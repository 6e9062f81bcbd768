package dev.freshet.processor.fingerprint;

import dev.freshet.fingerprint.Mark;
import dev.freshet.fingerprint.Reference;
import dev.freshet.processor.model.Descriptors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/**
 * Names of types and members as a constant pool has them. Answers are kept: the same ones are asked for often. In a
 * compiler that has just started, code is interpreted and a new function object takes long, so this package has loops
 * instead.
 */
final class Symbols implements Function<TypeElement, String> {
    /** javac's type of {@code array.length} and {@code int[]::new}. */
    private static final String ARRAY = "Array";

    private static final String RETENTION = "java/lang/annotation/Retention";

    /** Interfaces may declare them without being less functional. */
    private static final Set<String> OF_OBJECT = Set.of("equals/1", "hashCode/0", "toString/0");

    final Elements elements;
    final Types types;
    final Descriptors descriptors;
    final Names names;
    private final Map<TypeElement, String> binaryNames = new HashMap<>();
    private final Map<TypeElement, Reference> headers = new HashMap<>();
    private final Map<ExecutableElement, String> methods = new HashMap<>();
    private final Map<ExecutableElement, Reference> methodReferences = new HashMap<>();
    private final Map<TypeElement, Boolean> jdk = new HashMap<>();
    private final Map<TypeElement, Set<String>> supertypes = new HashMap<>();
    private final Map<TypeElement, Boolean> local = new HashMap<>();
    private final Map<TypeElement, Set<String>> overridable = new HashMap<>();
    private final Map<TypeElement, Boolean> keptAtRunTime = new HashMap<>();
    private final Map<TypeElement, List<ExecutableElement>> functions = new HashMap<>();
    private final Map<TypeElement, @Nullable TypeMirror> iterators = new HashMap<>();

    Symbols(Elements elements, Types types) {
        this.elements = elements;
        this.types = types;
        descriptors = new Descriptors(types);
        names = new Names(elements);
    }

    /** {@code demo/Flow$Split}. */
    String binaryName(TypeElement type) {
        String known = binaryNames.get(type);
        if (known == null) {
            known = elements.getBinaryName(type).toString().replace('.', '/');
            binaryNames.put(type, known);
        }
        return known;
    }

    /** The binary name. */
    @Override
    public String apply(TypeElement type) {
        return binaryName(type);
    }

    /** A type's header. */
    Reference header(TypeElement type) {
        Reference known = headers.get(type);
        if (known == null) {
            known = Reference.header(binaryName(type));
            headers.put(type, known);
        }
        return known;
    }

    /** Whether a type is from the JDK, whose code counts as given. */
    boolean isJdk(TypeElement type) {
        Boolean known = jdk.get(type);
        if (known == null) {
            known = isOfJdk(type);
            jdk.put(type, known);
        }
        return known;
    }

    /** The names of a type of the JDK and of its supertypes except {@code Object}. No object file has their hierarchy. */
    Set<String> withSupertypes(TypeElement type) {
        Set<String> known = supertypes.get(type);
        if (known == null) {
            known = new TreeSet<>();
            addWithSupertypes(type.asType(), known);
            supertypes.put(type, known);
        }
        return known;
    }

    private void addWithSupertypes(TypeMirror mirror, Set<String> to) {
        if (mirror instanceof DeclaredType declared
                && declared.asElement() instanceof TypeElement type
                && !type.getQualifiedName().contentEquals("java.lang.Object")
                && to.add(binaryName(type))) {
            types.directSupertypes(mirror).forEach(supertype -> addWithSupertypes(supertype, to));
        }
    }

    private boolean isOfJdk(TypeElement type) {
        String name = binaryName(type);
        ModuleElement module = elements.getModuleOf(type);
        if (module == null) {
            return name.startsWith("java/") || name.startsWith("javax/") || name.equals(ARRAY);
        }
        String moduleName = module.getQualifiedName().toString();
        return moduleName.startsWith("java.") || moduleName.startsWith("jdk.") || name.equals(ARRAY);
    }

    /** Whether a class is declared within a method or initialiser, directly or not: its code is part of that member. */
    boolean isLocal(TypeElement type) {
        Boolean known = local.get(type);
        if (known == null) {
            known = type.getNestingKind() != NestingKind.TOP_LEVEL
                    && !binaryName(type).equals(ARRAY)
                    && isWithinMember(type);
            local.put(type, known);
        }
        return known;
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

    /** The mark of a method that not every subclass can override; null for others, and for a constructor. */
    @Nullable
    Mark access(ExecutableElement method) {
        Set<Modifier> modifiers = method.getModifiers();
        if (modifiers.contains(Modifier.PRIVATE)) {
            return Mark.Flag.PRIVATE;
        }
        boolean isVisible = modifiers.contains(Modifier.PUBLIC) || modifiers.contains(Modifier.PROTECTED);
        return isVisible || method.getKind() != ElementKind.METHOD ? null : Mark.Flag.PACKAGE;
    }

    /** {@code demo/Flow.clean(Ljava/util/List;)I}, the signature of the source. */
    String method(ExecutableElement method) {
        String known = methods.get(method);
        if (known == null) {
            known = descriptors.method(method, this);
            methods.put(method, known);
        }
        return known;
    }

    /** A method or constructor by the class that declares it. */
    Reference methodReference(ExecutableElement method) {
        Reference known = methodReferences.get(method);
        if (known == null) {
            known = Reference.method(binaryName(owner(method)), descriptor(method));
            methodReferences.put(method, known);
        }
        return known;
    }

    /** {@code clean(Ljava/util/List;)I}. */
    String descriptor(ExecutableElement method) {
        String whole = method(method);
        return whole.substring(whole.indexOf('.') + 1);
    }

    /**
     * {@code name/arity} of the methods that a type of the JDK lets others override. Package-private ones are left out:
     * the compiler sees them only without {@code --release}.
     */
    Set<String> overridable(TypeElement type) {
        Set<String> known = overridable.get(type);
        if (known == null) {
            known = findOverridable(type);
            overridable.put(type, known);
        }
        return known;
    }

    private Set<String> findOverridable(TypeElement type) {
        Set<String> found = new TreeSet<>();
        for (ExecutableElement method : ElementFilter.methodsIn(elements.getAllMembers(type))) {
            Set<Modifier> modifiers = method.getModifiers();
            boolean isVisible = modifiers.contains(Modifier.PUBLIC) || modifiers.contains(Modifier.PROTECTED);
            boolean isFixed = modifiers.contains(Modifier.STATIC) || modifiers.contains(Modifier.FINAL);
            if (isVisible && !isFixed && !isOfObject(method)) {
                found.add(nameAndArity(method));
            }
        }
        return found;
    }

    private String nameAndArity(ExecutableElement method) {
        return names.text(method.getSimpleName()) + "/" + method.getParameters().size();
    }

    private boolean isOfObject(ExecutableElement method) {
        return binaryName(owner(method)).equals("java/lang/Object");
    }

    /**
     * Whether annotations of that type are there at run time. Looks at the mirror: {@code getAnnotation} would make a
     * proxy.
     */
    boolean isKeptAtRunTime(TypeElement annotation) {
        Boolean known = keptAtRunTime.get(annotation);
        if (known == null) {
            known = hasRuntimeRetention(annotation);
            keptAtRunTime.put(annotation, known);
        }
        return known;
    }

    private boolean hasRuntimeRetention(TypeElement annotation) {
        for (AnnotationMirror each : annotation.getAnnotationMirrors()) {
            if (binaryName((TypeElement) each.getAnnotationType().asElement()).equals(RETENTION)) {
                for (AnnotationValue value : each.getElementValues().values()) {
                    if (value.getValue() instanceof VariableElement policy
                            && policy.getSimpleName().contentEquals("RUNTIME")) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /**
     * The method that lambdas of a type implement; several if it inherits it in several ways, none if it is not
     * functional.
     */
    List<ExecutableElement> functions(TypeElement type) {
        List<ExecutableElement> known = functions.get(type);
        if (known == null) {
            known = new ArrayList<>();
            for (ExecutableElement method : ElementFilter.methodsIn(elements.getAllMembers(type))) {
                if (method.getModifiers().contains(Modifier.ABSTRACT) && !OF_OBJECT.contains(nameAndArity(method))) {
                    known.add(method);
                }
            }
            functions.put(type, known);
        }
        return known;
    }

    /** What the method {@code iterator} of a type of the project gives; that of the JDK's types is always the same. */
    @Nullable
    TypeMirror iterator(TypeElement type) {
        if (isJdk(type)) {
            return null;
        }
        if (!iterators.containsKey(type)) {
            iterators.put(type, findIterator(type));
        }
        return iterators.get(type);
    }

    private @Nullable TypeMirror findIterator(TypeElement type) {
        for (ExecutableElement method : ElementFilter.methodsIn(elements.getAllMembers(type))) {
            if (method.getSimpleName().contentEquals("iterator")
                    && method.getParameters().isEmpty()
                    && !isJdk(owner(method))) {
                return method.getReturnType();
            }
        }
        return null;
    }
}
