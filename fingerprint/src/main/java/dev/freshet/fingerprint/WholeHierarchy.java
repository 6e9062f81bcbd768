package dev.freshet.fingerprint;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The project's classes without object file, by the types that they extend, mention and hold. A class file does not
 * name its subclasses, and an object from outside the node's code may be of any of them.
 */
final class WholeHierarchy {
    private final Map<String, ClassFile> files;
    private final Map<String, Set<String>> subtypes = new HashMap<>();
    private final Map<String, Set<String>> users = new HashMap<>();

    WholeHierarchy(Map<String, ClassFile> files) {
        this.files = Map.copyOf(files);
        files.forEach((name, file) -> {
            file.supertypes().forEach(supertype -> add(supertype, name, subtypes));
            file.types().forEach(type -> add(type, name, users));
        });
    }

    private static void add(String key, String name, Map<String, Set<String>> to) {
        to.computeIfAbsent(key, each -> new TreeSet<>()).add(name);
    }

    /** Returns the classes that directly extend a type. */
    Set<String> subtypes(String type) {
        return subtypes.getOrDefault(type, Set.of());
    }

    /** Returns the classes that mention a type, because they may contain a lambda or an anonymous class of it. */
    Set<String> users(String type) {
        return users.getOrDefault(type, Set.of());
    }

    /** Returns the types that a class mentions; empty for a class with an object file. */
    Set<String> mentionedBy(String type) {
        ClassFile file = files.get(type);
        return file == null ? Set.of() : file.types();
    }

    /** Returns the types of a class's fields; empty for a class with an object file. */
    Set<String> heldBy(String type) {
        ClassFile file = files.get(type);
        return file == null ? Set.of() : file.fieldTypes();
    }

    /** Whether a method of a class without object file needs an object. */
    boolean isInstance(Reference.Method id) {
        ClassFile file = files.get(id.owner());
        return file != null
                && file.methods().stream()
                        .anyMatch(
                                method -> method.isInstance() && id.descriptor().equals(method.descriptor()));
    }
}
