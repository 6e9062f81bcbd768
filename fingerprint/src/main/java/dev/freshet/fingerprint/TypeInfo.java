package dev.freshet.fingerprint;

import dev.freshet.fingerprint.Reference.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A class as the linker sees it.
 *
 * @param callbacks {@code name/arity} of methods that code outside the project may call
 * @param initializers what runs when it is initialised, as {@link ClassUnits} has it
 * @param methods its methods by {@code name/arity}
 * @param fields the names of its fields
 * @param subtypes direct ones
 * @param isWhole whether its code is one part, because it has no object file
 * @param isLibrary whether it is from outside the project
 */
record TypeInfo(
        String name,
        boolean isInterface,
        List<String> supertypes,
        Set<String> callbacks,
        Map<String, String> constants,
        List<Reference> initializers,
        Map<String, List<MethodInfo>> methods,
        Set<String> fields,
        List<TypeInfo> subtypes,
        boolean isWhole,
        boolean isLibrary) {
    static TypeInfo of(ClassUnits units) {
        Map<String, List<MethodInfo>> methods = new HashMap<>();
        Set<String> fields = new HashSet<>();
        for (CodeUnit unit : units.units()) {
            if (unit.id() instanceof Reference.Method method) {
                add(MethodInfo.of(method, unit.marks()), methods);
            } else if (unit.id() instanceof Reference.Field field) {
                fields.add(field.name());
            }
        }
        return new TypeInfo(
                units.name(),
                units.kind().equals("INTERFACE") || units.kind().equals("ANNOTATION_TYPE"),
                units.supertypes(),
                Set.copyOf(units.callbacks()),
                units.constants(),
                units.initializers(),
                methods,
                fields,
                new ArrayList<>(),
                false,
                false);
    }

    static TypeInfo of(String name, ClassFile file, boolean isLibrary) {
        Map<String, List<MethodInfo>> methods = new HashMap<>();
        file.methods().forEach(method -> add(MethodInfo.of(method, name), methods));
        return new TypeInfo(
                name,
                file.isInterface(),
                file.supertypes(),
                isLibrary ? file.overridable() : Set.of(),
                Map.of(),
                List.of(),
                methods,
                file.fields(),
                new ArrayList<>(),
                !isLibrary,
                isLibrary);
    }

    private static void add(MethodInfo method, Map<String, List<MethodInfo>> to) {
        to.computeIfAbsent(method.key(), name -> new ArrayList<>()).add(method);
    }

    /** The reference that a member of this class leads to: its own unit, or what counts as a whole. */
    Reference reference(Reference id) {
        return isOneUnit() ? whole() : id;
    }

    /** Whether its members have no units of their own. */
    boolean isOneUnit() {
        return isWhole || isLibrary;
    }

    /** The reference to the type with all its code. */
    Reference whole() {
        return ReferenceCodec.ofType(Kind.WHOLE_CLASS, name);
    }

    /** Types are elements of many sets, and their subtypes are part of them. */
    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /** The package; classes of one package are in one class loader as far as the linker can know. */
    static String packageOf(String name) {
        return name.substring(0, name.lastIndexOf('/') + 1);
    }
}
