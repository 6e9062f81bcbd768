package dev.freshet.fingerprint;

import dev.freshet.fingerprint.Reference.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Resolves each reference to a part of the code with a digest, to further references, or to both, independent of the
 * code that refers to it.
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
     * @param marks of the unit that the part is
     */
    record Target(@Nullable Reference id, @Nullable CodePart part, Set<Reference> next, List<Mark> marks) {}

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

    Target target(Reference reference) {
        if (reference instanceof Reference.OfType type) {
            return ofType(type);
        }
        if (reference instanceof Reference.Method || reference instanceof Reference.Field) {
            return member((Reference.OfClass) reference);
        }
        if (reference instanceof Reference.VirtualCall call) {
            return call(call);
        }
        if (reference instanceof Reference.Constant constant) {
            return constant(constant);
        }
        if (reference instanceof Reference.Resource resource) {
            return resource(resource);
        }
        return reference instanceof Reference.Unknown
                ? only(reference, new CodePart(LinkedCode.UNKNOWN, "", 0))
                : leadsTo(Set.of());
    }

    private Target ofType(Reference.OfType reference) {
        return switch (reference.kind()) {
            case HEADER -> type(reference);
            case STATIC_INITIALIZER, INSTANCE_INITIALIZER -> member(reference);
            case SEEN -> data(reference);
            case ANNOTATION -> annotation(reference.owner());
            case ALL -> allOf(reference.owner());
            case GIVEN -> given(reference.owner());
            case WHOLE_CLASS -> wholeClass(reference);
            case INITIALIZER_ORDER -> leadsTo(Set.of());
        };
    }

    private static Target leadsTo(Set<Reference> next) {
        return new Target(null, null, next, List.of());
    }

    private static Target only(Reference id, CodePart part) {
        return new Target(id, part, Set.of(), List.of());
    }

    private Target outside(String type) {
        ClassSpace.Sight sight = program.sight(type);
        if (sight instanceof ClassSpace.Sight.Unknown unknown) {
            return leadsTo(Set.of(ReferenceCodec.unknown(unknown.why())));
        }
        return leadsTo(
                sight instanceof ClassSpace.Sight.Found
                        ? Set.of(ReferenceCodec.ofType(Kind.WHOLE_CLASS, type))
                        : Set.of());
    }

    /** A virtual call: every method that it can end in, by class hierarchy analysis. */
    private Target call(Reference.VirtualCall reference) {
        TypeInfo receiver = program.type(reference.owner());
        if (receiver == null) {
            return outside(reference.owner());
        }
        return leadsTo(references(dispatch.virtual(receiver, reference)));
    }

    private Set<Reference> references(Set<MethodInfo> methods) {
        Set<Reference> ids = new LinkedHashSet<>();
        methods.forEach(method -> ids.add(reference(method)));
        return ids;
    }

    private Reference reference(MethodInfo method) {
        TypeInfo owner = program.type(method.owner());
        return owner == null ? method.id() : owner.reference(method.id());
    }

    /** The compiler copied the value; the owner may have been compiled anew since with another. */
    private Target constant(Reference.Constant reference) {
        TypeInfo owner = program.type(reference.owner());
        if (owner == null || owner.isOneUnit()) {
            return leadsTo(Set.of());
        }
        String now = owner.constants().getOrDefault(reference.name(), "none");
        if (now.equals(reference.digest())) {
            return explained(reference, now);
        }
        warnings.add("constant " + owner.name().replace('/', '.') + "." + reference.name()
                + " was compiled into other classes with another value than it has now: recompile them");
        return only(ReferenceCodec.staleConstant(reference), new CodePart(now, "", 0));
    }

    /** The value is part of the code that uses it; the constant itself is only named to explain a change. */
    private Target explained(Reference.Constant reference, String digest) {
        Program.Placed placed = program.unit(Reference.field(reference.owner(), reference.name()));
        return only(
                ReferenceCodec.constant(reference.owner(), reference.name()),
                new CodePart(
                        digest,
                        placed == null ? "" : placed.source(),
                        placed == null ? 0 : placed.unit().line()));
    }

    /** A mention of a type: objects of it or of a subtype may be handed to a library, which may call them back. */
    private Target type(Reference.OfType reference) {
        TypeInfo type = program.type(reference.owner());
        if (type == null) {
            return outside(reference.owner());
        }
        Set<Reference> next = new LinkedHashSet<>();
        type.subtypes().forEach(subtype -> next.add(Reference.header(subtype.name())));
        if (!type.isLibrary()) {
            callbacks(type, next);
        }
        if (type.isOneUnit()) {
            next.add(type.whole());
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

    private void callbacks(TypeInfo type, Set<Reference> to) {
        Set<TypeInfo> ancestors = program.ancestors(type);
        // Nobody says what a class without object file inherits from the JDK, and what a class inherits that is not
        // found.
        boolean isAllCalled = ancestors.stream().anyMatch(TypeInfo::isWhole)
                || ancestors.stream()
                        .anyMatch(ancestor -> ancestor.supertypes().stream().anyMatch(this::isMissing));
        Set<String> called = new HashSet<>(CALLED_BY_THE_JDK);
        ancestors.forEach(ancestor -> called.addAll(ancestor.callbacks()));
        for (TypeInfo ancestor : ancestors) {
            if (ancestor.isOneUnit()) {
                to.add(ancestor.whole());
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

    private static Target part(Program.Placed placed, Set<Reference> next) {
        CodeUnit unit = placed.unit();
        return new Target(unit.id(), new CodePart(unit.digest(), placed.source(), unit.line()), next, unit.marks());
    }

    private Target member(Reference.OfClass reference) {
        Program.Placed placed = program.unit(reference);
        if (placed != null) {
            return part(placed, new LinkedHashSet<>(placed.unit().references()));
        }
        TypeInfo owner = program.type(reference.owner());
        if (owner == null) {
            return outside(reference.owner());
        }
        if (reference instanceof Reference.Field field) {
            return field(field, owner);
        }
        if (reference instanceof Reference.Method method) {
            return method(method, owner);
        }
        return leadsTo(owner.isOneUnit() ? Set.of(owner.whole()) : Set.of());
    }

    /** A method that the named class does not declare in its source: inherited, or generated by the compiler. */
    private Target method(Reference.Method reference, TypeInfo owner) {
        Set<MethodInfo> found = dispatch.resolve(owner, reference);
        return leadsTo(found.isEmpty() ? implicit(owner) : references(found));
    }

    private Target field(Reference.Field reference, TypeInfo owner) {
        TypeInfo declaring = dispatch.field(owner, reference.name());
        if (declaring == null) {
            return leadsTo(implicit(owner));
        }
        return leadsTo(Set.of(declaring.reference(Reference.field(declaring.name(), reference.name()))));
    }

    private static Set<Reference> implicit(TypeInfo owner) {
        return owner.isOneUnit()
                ? Set.of(owner.whole())
                : inOrder(Reference.header(owner.name()), Reference.staticInitializer(owner.name()));
    }

    /** The order decides which of several equally short ways a message names. */
    private static Set<Reference> inOrder(Reference first, Reference second) {
        return new LinkedHashSet<>(List.of(first, second));
    }

    /** A type that a catalog reads and writes by reflection, with its parts and its subtypes. */
    private Target data(Reference.OfType reference) {
        String name = reference.owner();
        if (program.isOfJdk(name)) {
            return leadsTo(Set.of());
        }
        TypeInfo type = program.type(name);
        Set<Reference> next = new LinkedHashSet<>();
        next.add(Reference.header(name));
        program.wholeHierarchy().subtypes(name).forEach(subtype -> next.add(Reference.seen(subtype)));
        program.wholeHierarchy().mentionedBy(name).forEach(mentioned -> next.add(Reference.seen(mentioned)));
        if (type == null) {
            program.namedByData(name).forEach(named -> next.add(Reference.seen(named)));
            return leadsTo(next);
        }
        type.subtypes().forEach(subtype -> next.add(Reference.seen(subtype.name())));
        Program.Placed seen = program.unit(reference);
        if (seen == null) {
            type.supertypes().forEach(supertype -> next.add(Reference.seen(supertype)));
            return leadsTo(next);
        }
        next.addAll(seen.unit().references());
        return part(seen, next);
    }

    /** An annotation, with its defaults and its own annotations. */
    private Target annotation(String name) {
        TypeInfo type = program.type(name);
        return type == null ? outside(name) : leadsTo(inOrder(Reference.allOf(name), Reference.seen(name)));
    }

    /** An object that was created outside the node's code: it may be of any subclass and hold any object. */
    private Target given(String name) {
        if (program.isOfJdk(name)) {
            return leadsTo(Set.of());
        }
        TypeInfo type = program.type(name);
        Set<Reference> next = new LinkedHashSet<>(program.localSubtypes(name));
        next.add(Reference.header(name));
        WholeHierarchy whole = program.wholeHierarchy();
        whole.users(name).forEach(user -> next.add(ReferenceCodec.ofType(Kind.WHOLE_CLASS, user)));
        whole.subtypes(name).forEach(subtype -> next.add(objectOf(subtype)));
        whole.heldBy(name).forEach(held -> next.add(objectOf(held)));
        if (type == null) {
            return leadsTo(next);
        }
        next.add(Reference.staticInitializer(name));
        next.add(Reference.instanceInitializer(name));
        type.subtypes().forEach(subtype -> next.add(objectOf(subtype.name())));
        type.methods()
                .values()
                .forEach(methods -> methods.stream()
                        .filter(method -> method.id().isConstructor())
                        .forEach(method -> next.add(method.id())));
        Program.Placed header = program.unit(Reference.header(name));
        if (header != null) {
            for (Reference each : header.unit().references()) {
                if (each instanceof Reference.OfType held && held.kind() == Kind.HEADER) {
                    next.add(objectOf(held.owner()));
                }
            }
        }
        return leadsTo(next);
    }

    private static Reference objectOf(String type) {
        return ReferenceCodec.ofType(Kind.GIVEN, type);
    }

    /** All members of a type and of its subtypes, as {@code alsoDependsOn} asks for. */
    private Target allOf(String name) {
        TypeInfo type = program.type(name);
        if (type == null) {
            return outside(name);
        }
        Set<Reference> next = new LinkedHashSet<>();
        for (TypeInfo each : Program.descendants(type)) {
            next.add(Reference.header(each.name()));
            next.add(Reference.staticInitializer(each.name()));
            next.add(Reference.instanceInitializer(each.name()));
            each.fields().forEach(field -> next.add(Reference.field(each.name(), field)));
            each.methods().values().forEach(methods -> methods.forEach(method -> next.add(method.id())));
        }
        return leadsTo(next);
    }

    /** A class without object file, in the project or in a library. */
    private Target wholeClass(Reference.OfType reference) {
        WholeClasses.Closure closure = program.closure(reference.owner());
        Set<Reference> next = new LinkedHashSet<>(closure.exits());
        if (!closure.unknown().isEmpty()) {
            next.add(ReferenceCodec.unknown(closure.unknown()));
        }
        String jar = program.sight(reference.owner()) instanceof ClassSpace.Sight.Found found ? found.jar() : "";
        return new Target(reference, new CodePart(closure.digest(), jar, 0), next, List.of());
    }

    private Target resource(Reference.Resource reference) {
        String name = reference.name();
        try {
            byte[] bytes = program.resource(name);
            if (bytes == null) {
                warnings.add("the class path has no resource \"" + name + "\"");
            }
            return only(reference, new CodePart(bytes == null ? "missing" : Digest.of(bytes), name, 0));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the resource " + name, e);
        }
    }
}
