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
            file.references().stream()
                    .filter(reference -> reference.startsWith("T:"))
                    .forEach(reference -> add(References.owner(reference), name, users));
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
        Set<String> names = new TreeSet<>();
        ClassFile file = files.get(type);
        if (file != null) {
            file.references().stream()
                    .filter(reference -> reference.startsWith("T:"))
                    .forEach(reference -> names.add(References.owner(reference)));
        }
        return names;
    }

    /** The types of the fields of one of them; empty for any other class. */
    Set<String> heldBy(String type) {
        ClassFile file = files.get(type);
        return file == null ? Set.of() : file.fieldTypes();
    }

    /** Whether a method of one of them needs an object. */
    boolean isInstance(String id) {
        ClassFile file = files.get(References.owner(id));
        return file != null
                && file.methods().stream()
                        .anyMatch(method -> method.isInstance() && id.endsWith("." + method.descriptor()));
    }
}
