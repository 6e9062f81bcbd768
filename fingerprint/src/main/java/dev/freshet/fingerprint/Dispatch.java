package dev.freshet.fingerprint;

import dev.freshet.fingerprint.MethodInfo.Access;
import dev.freshet.fingerprint.MethodInfo.Call;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the member that a reference in a class file ends in, as the JVM does when it links (JVM specification, 5.4.3)
 * and calls (5.4.6). The class that the reference names need not declare the member, and the hierarchy may have changed
 * since the reference was compiled.
 *
 * <p>Object files have no bridges, so a method with other reference types for parameters may be what a bridge calls: it
 * counts, and the search continues above it.
 */
final class Dispatch {
    private final Program program;

    Dispatch(Program program) {
        this.program = program;
    }

    /**
     * Returns the methods that a static or special call of {@code from} can end in. A constructor is never inherited.
     */
    Set<MethodInfo> resolve(TypeInfo from, Reference.Method reference) {
        Call call = Call.of(reference);
        Set<MethodInfo> found = new LinkedHashSet<>();
        if (reference.isConstructor()) {
            methods(from, call).stream()
                    .filter(each -> each.parameters().equals(call.parameters()))
                    .forEach(found::add);
            return found;
        }
        for (TypeInfo type = from; type != null; type = superclass(type)) {
            if (declares(type, call, reference.descriptor(), found)) {
                return found;
            }
        }
        inherited(from, call, found);
        return found;
    }

    /** Adds what a class declares for a call; whether the search ends there. */
    private static boolean declares(TypeInfo type, Call call, String descriptor, Set<MethodInfo> to) {
        boolean isFound = false;
        for (MethodInfo method : methods(type, call)) {
            if (method.id().descriptor().equals(descriptor)) {
                to.add(method);
                return true;
            }
            if (method.isInstance()) {
                to.add(method);
                isFound |= method.parameters().equals(call.parameters());
            }
        }
        return isFound;
    }

    /** Returns the methods that a virtual call can end in on an object of {@code receiver} or of a subtype. */
    Set<MethodInfo> virtual(TypeInfo receiver, Reference.VirtualCall reference) {
        Call call = Call.of(reference);
        List<MethodInfo> resolved = new ArrayList<>();
        for (TypeInfo type : program.ancestors(receiver)) {
            resolved.addAll(instanceMethods(type, call));
        }
        Set<MethodInfo> found = new LinkedHashSet<>();
        for (TypeInfo type : Program.descendants(receiver)) {
            select(type, call, resolved, found);
        }
        return found;
    }

    /** Adds the method that a call selects on an object of a class. */
    private void select(TypeInfo of, Call call, List<MethodInfo> resolved, Set<MethodInfo> to) {
        for (TypeInfo type = of; type != null; type = superclass(type)) {
            boolean isFound = false;
            for (MethodInfo method : instanceMethods(type, call)) {
                if (resolved.contains(method) || resolved.stream().anyMatch(each -> overrides(method, each))) {
                    to.add(method);
                    isFound |= method.parameters().equals(call.parameters());
                }
            }
            if (isFound) {
                return;
            }
        }
        inherited(of, call, to);
    }

    /** Adds methods of interfaces, which count if no class declares the method. */
    private void inherited(TypeInfo of, Call call, Set<MethodInfo> to) {
        for (TypeInfo type : program.ancestors(of)) {
            if (type.isInterface()) {
                instanceMethods(type, call).stream()
                        .filter(each -> each.access() != Access.PRIVATE)
                        .forEach(to::add);
            }
        }
    }

    /**
     * A package-private method is overridden only within its package, or through a method there that others override.
     */
    private boolean overrides(MethodInfo method, MethodInfo overridden) {
        if (method.access() == Access.PRIVATE || overridden.access() == Access.PRIVATE) {
            return false;
        }
        if (overridden.access() == Access.OPEN || inOnePackage(method, overridden)) {
            return true;
        }
        TypeInfo owner = program.type(method.owner());
        for (TypeInfo type = owner == null ? null : superclass(owner); type != null; type = superclass(type)) {
            if (type.name().equals(overridden.owner())) {
                return false;
            }
            for (MethodInfo between : type.methods().getOrDefault(method.key(), List.of())) {
                if (between.isInstance()
                        && between.shape().equals(method.shape())
                        && overrides(method, between)
                        && overrides(between, overridden)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean inOnePackage(MethodInfo one, MethodInfo other) {
        return TypeInfo.packageOf(one.owner()).equals(TypeInfo.packageOf(other.owner()));
    }

    private static List<MethodInfo> methods(TypeInfo type, Call call) {
        return type.methods().getOrDefault(call.key(), List.of()).stream()
                .filter(method -> method.isLike(call))
                .toList();
    }

    private static List<MethodInfo> instanceMethods(TypeInfo type, Call call) {
        return methods(type, call).stream().filter(MethodInfo::isInstance).toList();
    }

    /** The class that declares a field which a class file looks for in {@code from}; null if none is known. */
    @Nullable
    TypeInfo field(TypeInfo from, String name) {
        if (from.fields().contains(name)) {
            return from;
        }
        for (boolean isInterface : List.of(true, false)) {
            for (String supertype : from.supertypes()) {
                TypeInfo type = program.type(supertype);
                TypeInfo found = type == null || type.isInterface() != isInterface ? null : field(type, name);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private @Nullable TypeInfo superclass(TypeInfo type) {
        for (String supertype : type.supertypes()) {
            TypeInfo known = program.type(supertype);
            if (known != null && !known.isInterface()) {
                return type.isInterface() ? null : known;
            }
        }
        return null;
    }
}
