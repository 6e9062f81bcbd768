package dev.freshet.processor.fingerprint;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.UnionType;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Names of types and members as a constant pool has them. Answers are kept: the compiler asks for the same ones often. */
final class Symbols {
    /** javac's type of {@code array.length} and {@code int[]::new}. */
    private static final String ARRAY = "Array";

    final Elements elements;
    final Types types;
    private final Map<TypeElement, String> binaryNames = new HashMap<>();
    private final Map<ExecutableElement, String> methods = new HashMap<>();
    private final Map<TypeElement, Boolean> jdk = new HashMap<>();
    private final Map<TypeElement, Boolean> local = new HashMap<>();
    private final Map<TypeElement, Set<String>> overridable = new HashMap<>();

    Symbols(Elements elements, Types types) {
        this.elements = elements;
        this.types = types;
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

    /** {@code demo/Flow.clean(Ljava/util/List;)I}, the signature of the source. */
    String method(ExecutableElement method) {
        return methods.computeIfAbsent(method, key -> method(key, this::binaryName));
    }

    /** The same, with other names for types. */
    String method(ExecutableElement method, Function<TypeElement, String> names) {
        StringBuilder text = new StringBuilder();
        text.append(names.apply(owner(method)))
                .append('.')
                .append(method.getSimpleName())
                .append(parameters(method, names));
        descriptor(method.getReturnType(), names, text);
        return text.toString();
    }

    /** {@code (Ljava/util/List;)}. */
    String parameters(ExecutableElement method, Function<TypeElement, String> names) {
        StringBuilder text = new StringBuilder("(");
        for (VariableElement parameter : method.getParameters()) {
            descriptor(parameter.asType(), names, text);
        }
        return text.append(')').toString();
    }

    /** The descriptor of a type's erasure. */
    void descriptor(TypeMirror type, Function<TypeElement, String> names, StringBuilder to) {
        switch (type.getKind()) {
            case BOOLEAN -> to.append('Z');
            case BYTE -> to.append('B');
            case SHORT -> to.append('S');
            case INT -> to.append('I');
            case LONG -> to.append('J');
            case CHAR -> to.append('C');
            case FLOAT -> to.append('F');
            case DOUBLE -> to.append('D');
            case VOID, NONE, PACKAGE, MODULE -> to.append('V');
            case NULL -> to.append('N');
            case ARRAY -> descriptor(((ArrayType) type).getComponentType(), names, to.append('['));
            case DECLARED ->
                to.append('L')
                        .append(names.apply((TypeElement) ((DeclaredType) type).asElement()))
                        .append(';');
            case UNION -> ((UnionType) type).getAlternatives().forEach(each -> descriptor(each, names, to.append('|')));
            case INTERSECTION ->
                descriptor(((IntersectionType) type).getBounds().get(0), names, to);
            case TYPEVAR, WILDCARD -> erased(type, names, to);
            case ERROR -> throw new ErroneousCode(type.toString());
            default -> to.append('?');
        }
    }

    private void erased(TypeMirror type, Function<TypeElement, String> names, StringBuilder to) {
        TypeMirror erasure = types.erasure(type);
        if (erasure.getKind() == TypeKind.TYPEVAR || erasure.getKind() == TypeKind.WILDCARD) {
            to.append('?');
        } else {
            descriptor(erasure, names, to);
        }
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
}
