package dev.freshet.fingerprint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A class as the linker sees it.
 *
 * @param callbacks {@code name/arity} of methods that code outside the project may call
 * @param initializers what runs when it is initialised, as {@link ClassUnits} has it
 * @param methods ids of its methods by {@code name/arity}
 * @param subtypes direct ones
 * @param isWhole whether its code is one part, because it has no object file
 * @param isLibrary whether it is from outside the project
 */
record TypeInfo(
        String name,
        List<String> supertypes,
        Set<String> callbacks,
        Map<String, String> constants,
        List<String> initializers,
        Map<String, List<String>> methods,
        List<TypeInfo> subtypes,
        boolean isWhole,
        boolean isLibrary) {
    static TypeInfo of(ClassUnits units) {
        Map<String, List<String>> methods = new HashMap<>();
        for (CodeUnit unit : units.units()) {
            if (unit.id().startsWith("M:")) {
                String descriptor = unit.id().substring(unit.id().indexOf('.') + 1);
                addMethod(descriptor, unit.id(), methods);
            }
        }
        return new TypeInfo(
                units.name(),
                units.supertypes(),
                Set.copyOf(units.callbacks()),
                units.constants(),
                units.initializers(),
                methods,
                new ArrayList<>(),
                false,
                false);
    }

    static TypeInfo of(String name, ClassFile file, boolean isLibrary) {
        Map<String, List<String>> methods = new HashMap<>();
        file.methods().forEach(method -> addMethod(method, "M:" + name + "." + method, methods));
        return new TypeInfo(
                name,
                file.supertypes(),
                isLibrary ? file.overridable() : Set.of(),
                Map.of(),
                List.of(),
                methods,
                new ArrayList<>(),
                !isLibrary,
                isLibrary);
    }

    private static void addMethod(String descriptor, String id, Map<String, List<String>> to) {
        String key = descriptor.substring(0, descriptor.indexOf('(')) + "/" + ClassFile.arity(descriptor);
        to.computeIfAbsent(key, name -> new ArrayList<>()).add(id);
    }
}
