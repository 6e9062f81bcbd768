package dev.freshet.oracle.bytecode;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodNode;

/** Who extends whom, and what a name resolves to: JVM specification, 5.4.3 to 5.4.6. */
final class Hierarchy {
    /** A method and the class that declares it. */
    record Declared(ClassInfo owner, MethodNode method) {
        boolean is(int flag) {
            return (method.access & flag) != 0;
        }

        String key() {
            return method.name + method.desc;
        }
    }

    private final Map<String, ClassInfo> program;
    private final Map<String, TreeSet<String>> subtypes = new HashMap<>();

    Hierarchy(Map<String, ClassInfo> program) {
        this.program = program;
        program.values()
                .forEach(type -> type.supertypes.forEach(each ->
                        subtypes.computeIfAbsent(each, name -> new TreeSet<>()).add(type.name())));
    }

    /** A class of the program or a library. */
    @Nullable
    ClassInfo find(String name) {
        ClassInfo own = program.get(name);
        return own != null ? own : Libraries.find(name);
    }

    /** A class of the program. */
    @Nullable
    ClassInfo own(String name) {
        return program.get(name);
    }

    /** A type and its subtypes in the program. */
    Set<ClassInfo> descendants(String name) {
        Set<ClassInfo> found = new LinkedHashSet<>();
        ArrayDeque<String> open = new ArrayDeque<>(List.of(name));
        while (!open.isEmpty()) {
            String next = open.remove();
            ClassInfo type = own(next);
            if (type != null && found.add(type)) {
                open.addAll(subtypes.getOrDefault(next, new TreeSet<>()));
            }
        }
        return found;
    }

    /** A type and its supertypes, superclasses first. */
    Set<ClassInfo> ancestors(String name) {
        Set<ClassInfo> found = new LinkedHashSet<>();
        List<ClassInfo> classes = classes(name);
        found.addAll(classes);
        ArrayDeque<String> open = new ArrayDeque<>();
        classes.forEach(each -> open.addAll(each.node.interfaces));
        while (!open.isEmpty()) {
            ClassInfo type = find(open.remove());
            if (type != null && found.add(type)) {
                open.addAll(type.node.interfaces);
            }
        }
        return found;
    }

    /** A class and its superclasses. */
    private List<ClassInfo> classes(String name) {
        List<ClassInfo> found = new ArrayList<>();
        for (ClassInfo each = find(name); each != null && !found.contains(each); ) {
            found.add(each);
            each = each.node.superName == null ? null : find(each.node.superName);
        }
        return found;
    }

    /** The class that declares a field: itself, then superinterfaces, then the superclass. */
    @Nullable
    ClassInfo field(String owner, String key) {
        ClassInfo type = find(owner);
        if (type == null) {
            return null;
        }
        if (type.fields.containsKey(key)) {
            return type;
        }
        for (String each : type.node.interfaces) {
            ClassInfo found = field(each, key);
            if (found != null) {
                return found;
            }
        }
        return type.node.superName == null ? null : field(type.node.superName, key);
    }

    /** The method that a name resolves to. */
    @Nullable
    Declared method(String owner, String key) {
        for (ClassInfo type : classes(owner)) {
            MethodNode method = type.methods.get(key);
            if (method != null) {
                return new Declared(type, method);
            }
        }
        return inInterfaces(owner, key, true);
    }

    private @Nullable Declared inInterfaces(String owner, String key, boolean orAbstract) {
        List<Declared> found = new ArrayList<>();
        for (ClassInfo type : ancestors(owner)) {
            MethodNode method = type.isInterface() ? type.methods.get(key) : null;
            if (method != null && (method.access & (Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC)) == 0) {
                found.add(new Declared(type, method));
            }
        }
        List<Declared> specific = found.stream()
                .filter(each -> found.stream().noneMatch(other -> other != each && isBelow(other, each)))
                .toList();
        return specific.stream()
                .filter(each -> !each.is(Opcodes.ACC_ABSTRACT))
                .findFirst()
                .or(() -> orAbstract ? specific.stream().findFirst() : java.util.Optional.empty())
                .orElse(null);
    }

    private boolean isBelow(Declared lower, Declared upper) {
        return ancestors(lower.owner.name()).contains(upper.owner);
    }

    /** The method that runs when a resolved method is called on an object of a class; null if there is none. */
    @Nullable
    Declared select(ClassInfo receiver, Declared resolved) {
        if (resolved.is(Opcodes.ACC_PRIVATE)) {
            return resolved;
        }
        List<ClassInfo> classes = classes(receiver.name());
        for (ClassInfo type : classes) {
            MethodNode method = type.methods.get(resolved.key());
            if (method != null && overrides(new Declared(type, method), resolved, classes)) {
                return new Declared(type, method);
            }
        }
        return inInterfaces(receiver.name(), resolved.key(), false);
    }

    private static boolean overrides(Declared method, Declared resolved, Collection<ClassInfo> classes) {
        if (method.equals(resolved)) {
            return true;
        }
        if (method.is(Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC)) {
            return false;
        }
        if (resolved.is(Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)) {
            return true;
        }
        if (method.owner.inPackage().equals(resolved.owner.inPackage())) {
            return true;
        }
        // Package-private: by way of a method between them that the one overrides and that overrides the other.
        for (ClassInfo between : classes) {
            MethodNode other = between.methods.get(resolved.key());
            if (other != null
                    && between != method.owner
                    && between != resolved.owner
                    && (other.access & (Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)) != 0
                    && between.inPackage().equals(resolved.owner.inPackage())) {
                return true;
            }
        }
        return false;
    }

    /** The methods of the program that a virtual call can end in. */
    Set<Declared> targets(String owner, Declared resolved) {
        Set<Declared> found = new LinkedHashSet<>();
        for (ClassInfo each : descendants(owner)) {
            Declared selected = select(each, resolved);
            if (selected != null && own(selected.owner.name()) == selected.owner) {
                found.add(selected);
            }
        }
        return found;
    }
}
