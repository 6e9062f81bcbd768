package dev.freshet.fingerprint;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Classes of the project without object file, as the types see them that they extend, mention and hold. No class file
 * says who else there is, and an object that comes from outside may be of any of them.
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

    /** Those that directly extend a type. */
    Set<String> subtypes(String type) {
        return subtypes.getOrDefault(type, Set.of());
    }

    /** Those that mention a type: they may have a lambda or an anonymous class of it. */
    Set<String> users(String type) {
        return users.getOrDefault(type, Set.of());
    }

    /** What one of them mentions; empty for any other class. */
    Set<String> mentionedBy(String type) {
        ClassFile file = files.get(type);
        return file == null ? Set.of() : file.types();
    }

    /** The types of the fields of one of them; empty for any other class. */
    Set<String> heldBy(String type) {
        ClassFile file = files.get(type);
        return file == null ? Set.of() : file.fieldTypes();
    }

    /** Whether a method of one of them needs an object. */
    boolean isInstance(Reference.Method id) {
        ClassFile file = files.get(id.owner());
        return file != null
                && file.methods().stream()
                        .anyMatch(
                                method -> method.isInstance() && id.descriptor().equals(method.descriptor()));
    }
}
