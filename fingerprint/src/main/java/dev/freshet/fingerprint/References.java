package dev.freshet.fingerprint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What each reference leads to: a part of the code with a digest, further references, or both. Independent of where it
 * was reached from.
 */
final class References {
    /**
     * Methods of {@code Object}, and those that serialisation looks for: code of the JDK may call them on any object.
     */
    private static final Set<String> CALLED_BY_THE_JDK = Set.of(
            "equals/1",
            "hashCode/0",
            "toString/0",
            "finalize/0",
            "clone/0",
            "readObject/1",
            "writeObject/1",
            "readObjectNoData/0",
            "readResolve/0",
            "writeReplace/0",
            "readExternal/1",
            "writeExternal/1");

    /**
     * @param id of the part; null if the reference is none by itself
     * @param next what it leads to
     */
    record Target(@Nullable String id, @Nullable CodePart part, Set<String> next) {}

    private final Program program;
    private final Dispatch dispatch;
    private final List<String> warnings = new ArrayList<>();

    References(Program program) {
        this.program = program;
        dispatch = new Dispatch(program);
    }

    List<String> warnings() {
        return warnings;
    }

    Target target(String reference) {
        return switch (reference.charAt(0)) {
            case '@' -> leadsTo(Set.of());
            case 'V' -> call(reference);
            case 'C' -> constant(reference);
            case 'T' -> type(reference);
            case 'A' -> allOf(owner(reference));
            case 'D' -> data(reference);
            case 'N' -> annotation(reference);
            case 'O' -> given(owner(reference));
            case 'B', 'J' -> wholeClass(owner(reference));
            case 'U' -> unknown(reference);
            case 'R' -> resource(reference.substring(2));
            default -> member(reference);
        };
    }

    private static Target leadsTo(Set<String> next) {
        return new Target(null, null, next);
    }

    /** The class that a reference such as {@code M:demo/Square.area()D} names. */
    static String owner(String reference) {
        int dot = reference.indexOf('.');
        return dot < 0 ? reference.substring(2) : reference.substring(2, dot);
    }

    private Target outside(String type) {
        ClassSpace.Sight sight = program.sight(type);
        if (sight instanceof ClassSpace.Sight.Unknown unknown) {
            return leadsTo(Set.of("U:" + unknown.why()));
        }
        return leadsTo(sight instanceof ClassSpace.Sight.Found ? Set.of("J:" + type) : Set.of());
    }

    private static Target unknown(String reference) {
        return new Target(reference, new CodePart(LinkedCode.UNKNOWN, "", 0), Set.of());
    }

    /** A virtual call: every method that it can end in, by class hierarchy analysis. */
    private Target call(String reference) {
        TypeInfo receiver = program.type(owner(reference));
        if (receiver == null) {
            return outside(owner(reference));
        }
        return leadsTo(references(dispatch.virtual(receiver, reference)));
    }

    private Set<String> references(Set<MethodInfo> methods) {
        Set<String> ids = new LinkedHashSet<>();
        methods.forEach(method -> ids.add(reference(method)));
        return ids;
    }

    private String reference(MethodInfo method) {
        TypeInfo owner = program.type(method.owner());
        return owner == null ? method.id() : owner.reference(method.id());
    }

    /** The compiler copied the value; the owner may have been compiled anew since with another. */
    private Target constant(String reference) {
        int equals = reference.lastIndexOf('=');
        String field = reference.substring(reference.indexOf('.') + 1, equals);
        TypeInfo owner = program.type(owner(reference));
        if (owner == null || owner.isWhole() || owner.isLibrary()) {
            return leadsTo(Set.of());
        }
        String now = owner.constants().getOrDefault(field, "none");
        if (now.equals(reference.substring(equals + 1))) {
            return explained("C:" + owner.name() + "." + field, now, "F:" + owner.name() + "." + field);
        }
        warnings.add("constant " + owner.name().replace('/', '.') + "." + field
                + " was compiled into other classes with another value than it has now: recompile them");
        return new Target("STALE " + reference, new CodePart(now, "", 0), Set.of());
    }

    /** The value is part of the code that uses it; the constant itself is only named to explain a change. */
    private Target explained(String id, String digest, String unit) {
        Program.Placed placed = program.unit(unit);
        return new Target(
                id,
                new CodePart(
                        digest,
                        placed == null ? "" : placed.source(),
                        placed == null ? 0 : placed.unit().line()),
                Set.of());
    }

    /** A mention of a type: objects of it or of a subtype may be handed to a library, which may call them back. */
    private Target type(String reference) {
        TypeInfo type = program.type(owner(reference));
        if (type == null) {
            return outside(owner(reference));
        }
        Set<String> next = new LinkedHashSet<>();
        type.subtypes().forEach(subtype -> next.add("T:" + subtype.name()));
        if (!type.isLibrary()) {
            callbacks(type, next);
        }
        if (type.isWhole()) {
            next.add("B:" + type.name());
            return leadsTo(next);
        }
        if (type.isLibrary()) {
            next.add("J:" + type.name());
            return leadsTo(next);
        }
        Program.Placed header = program.unit(reference);
        if (header == null) {
            return leadsTo(next);
        }
        next.addAll(header.unit().references());
        return part(header, next);
    }

    private boolean isMissing(String type) {
        return program.type(type) == null && !program.isOfJdk(type);
    }

    private void callbacks(TypeInfo type, Set<String> to) {
        Set<TypeInfo> ancestors = program.ancestors(type);
        // Nobody says what a class without object file inherits from the JDK, and what a class inherits that is not
        // found.
        boolean isAllCalled = ancestors.stream().anyMatch(TypeInfo::isWhole)
                || ancestors.stream()
                        .anyMatch(ancestor -> ancestor.supertypes().stream().anyMatch(this::isMissing));
        Set<String> called = new HashSet<>(CALLED_BY_THE_JDK);
        ancestors.forEach(ancestor -> called.addAll(ancestor.callbacks()));
        for (TypeInfo ancestor : ancestors) {
            if (ancestor.isWhole() || ancestor.isLibrary()) {
                to.add(ancestor.reference(""));
                continue;
            }
            ancestor.methods().forEach((name, methods) -> {
                if (called.contains(name)) {
                    methods.forEach(method -> to.add(method.id()));
                } else if (isAllCalled) {
                    methods.stream().filter(MethodInfo::isInstance).forEach(method -> to.add(method.id()));
                }
            });
        }
    }

    private static Target part(Program.Placed placed, Set<String> next) {
        CodeUnit unit = placed.unit();
        return new Target(unit.id(), new CodePart(unit.digest(), placed.source(), unit.line()), next);
    }

    private Target member(String reference) {
        Program.Placed placed = program.unit(reference);
        if (placed != null) {
            return part(placed, new LinkedHashSet<>(placed.unit().references()));
        }
        TypeInfo owner = program.type(owner(reference));
        if (owner == null) {
            return outside(owner(reference));
        }
        return switch (reference.charAt(0)) {
            case 'F' -> field(reference, owner);
            case 'M' -> method(reference, owner);
            default -> leadsTo(owner.isWhole() || owner.isLibrary() ? Set.of(owner.reference("")) : Set.of());
        };
    }

    /** A method that the named class does not write: inherited, or made by the compiler. */
    private Target method(String reference, TypeInfo owner) {
        Set<MethodInfo> found = dispatch.resolve(owner, reference);
        return leadsTo(found.isEmpty() ? implicit(owner) : references(found));
    }

    private Target field(String reference, TypeInfo owner) {
        String name = reference.substring(reference.indexOf('.') + 1);
        TypeInfo declaring = dispatch.field(owner, name);
        if (declaring == null) {
            return leadsTo(implicit(owner));
        }
        return leadsTo(Set.of(declaring.reference("F:" + declaring.name() + "." + name)));
    }

    private static Set<String> implicit(TypeInfo owner) {
        return owner.isWhole() || owner.isLibrary()
                ? Set.of(owner.reference(""))
                : Set.of("T:" + owner.name(), "S:" + owner.name());
    }

    /** What a catalog reads and writes by reflection: the type, what it consists of, and whatever may stand for it. */
    private Target data(String reference) {
        String name = owner(reference);
        if (program.isOfJdk(name)) {
            return leadsTo(Set.of());
        }
        TypeInfo type = program.type(name);
        Set<String> next = new LinkedHashSet<>();
        next.add("T:" + name);
        program.wholeHierarchy().subtypes(name).forEach(subtype -> next.add("D:" + subtype));
        program.wholeHierarchy().mentionedBy(name).forEach(mentioned -> next.add("D:" + mentioned));
        if (type == null) {
            return leadsTo(next);
        }
        type.subtypes().forEach(subtype -> next.add("D:" + subtype.name()));
        Program.Placed seen = program.unit(reference);
        if (seen == null) {
            type.supertypes().forEach(supertype -> next.add("D:" + supertype));
            return leadsTo(next);
        }
        next.addAll(seen.unit().references());
        return part(seen, next);
    }

    /** An annotation: what it says by default, and what its own annotations say. */
    private Target annotation(String reference) {
        TypeInfo type = program.type(owner(reference));
        return type == null ? outside(owner(reference)) : leadsTo(Set.of("A:" + type.name(), "D:" + type.name()));
    }

    /** An object that was made outside of the node's code: of whatever subclass, with whatever it holds. */
    private Target given(String name) {
        if (program.isOfJdk(name)) {
            return leadsTo(Set.of());
        }
        TypeInfo type = program.type(name);
        Set<String> next = new LinkedHashSet<>(program.localSubtypes(name));
        next.add("T:" + name);
        WholeHierarchy whole = program.wholeHierarchy();
        whole.users(name).forEach(user -> next.add("J:" + user));
        whole.subtypes(name).forEach(subtype -> next.add("O:" + subtype));
        whole.heldBy(name).forEach(held -> next.add("O:" + held));
        if (type == null) {
            return leadsTo(next);
        }
        next.add("S:" + name);
        next.add("I:" + name);
        type.subtypes().forEach(subtype -> next.add("O:" + subtype.name()));
        type.methods().forEach((key, methods) -> {
            if (key.startsWith("<init>/")) {
                methods.forEach(method -> next.add(method.id()));
            }
        });
        Program.Placed header = program.unit("T:" + name);
        if (header != null) {
            header.unit().references().stream()
                    .filter(each -> each.startsWith("T:"))
                    .forEach(each -> next.add("O:" + owner(each)));
        }
        return leadsTo(next);
    }

    /** All members of a type and of its subtypes, as {@code alsoDependsOn} asks for. */
    private Target allOf(String name) {
        TypeInfo type = program.type(name);
        if (type == null) {
            return outside(name);
        }
        Set<String> next = new LinkedHashSet<>();
        for (TypeInfo each : Program.descendants(type)) {
            next.add("T:" + each.name());
            next.add("S:" + each.name());
            next.add("I:" + each.name());
            each.fields().forEach(field -> next.add("F:" + each.name() + "." + field));
            each.methods().values().forEach(methods -> methods.forEach(method -> next.add(method.id())));
        }
        return leadsTo(next);
    }

    /** A class without object file, wherever it is. */
    private Target wholeClass(String name) {
        WholeClasses.Closure closure = program.closure(name);
        Set<String> next = new LinkedHashSet<>(closure.exits());
        if (!closure.unknown().isEmpty()) {
            next.add("U:" + closure.unknown());
        }
        String jar = program.sight(name) instanceof ClassSpace.Sight.Found found ? found.jar() : "";
        return new Target("J:" + name, new CodePart(closure.digest(), jar, 0), next);
    }

    private Target resource(String name) {
        try {
            byte[] bytes = program.resource(name);
            if (bytes == null) {
                warnings.add("the class path has no resource \"" + name + "\"");
            }
            return new Target(
                    "R:" + name, new CodePart(bytes == null ? "missing" : Digest.of(bytes), name, 0), Set.of());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the resource " + name, e);
        }
    }
}
