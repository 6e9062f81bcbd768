package dev.freshet.fingerprint;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A member of a class, a class or a resource, as people name it.
 *
 * @param key the same for all parts of one member: a constant and its field are one member
 * @param text its kind and its name, such as {@code method Stats.mean(double[])}
 * @param names the ways to name it, such as {@code Stats.mean}, {@code mean} and {@code demo.Stats.mean(double[])}
 * @param owner the class with its package, such as {@code demo.Flow.Split}; empty for a resource
 * @param source the source file; empty if unknown
 * @param line the line where it starts, from 1; 0 if unknown
 */
public record CodeMember(String key, String text, List<String> names, String owner, String source, int line) {
    /** Returns the member that a part belongs to; empty for parts that nobody has written. */
    public static Optional<CodeMember> of(String id, CodePart part) {
        Reference reference = ReferenceCodec.find(id);
        if (reference instanceof Reference.Resource resource) {
            return Optional.of(
                    new CodeMember(id, CodeChanges.what(resource), List.of(resource.name()), "", part.source(), 0));
        }
        boolean isOrder = reference instanceof Reference.OfType type && type.kind() == Reference.Kind.INITIALIZER_ORDER;
        if (!(reference instanceof Reference.OfClass named) || isOrder) {
            return Optional.empty();
        }
        String owner = ClassSpace.dotted(named.owner()).replace('$', '.');
        return Optional.of(
                new CodeMember(key(named), text(named), names(named, owner), owner, part.source(), part.line()));
    }

    /** Returns the members of all classes of a class path that were compiled with Freshet's processor. */
    public static List<CodeMember> declared(ClassPath classPath) {
        List<CodeMember> members = new ArrayList<>();
        try (ClassSpace space = classPath.open()) {
            for (ClassSpace.Candidate candidate : space.objectFiles()) {
                read(candidate).ifPresent(file -> add(file, members));
            }
        } catch (IOException e) {
            // Whoever links reports what cannot be read.
        }
        return members;
    }

    private static Optional<ObjectFile> read(ClassSpace.Candidate candidate) {
        try {
            return Optional.of(ObjectFile.read(new ByteArrayInputStream(candidate.bytes())));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static void add(ObjectFile file, List<CodeMember> to) {
        for (ClassUnits type : file.classes()) {
            for (CodeUnit unit : type.units()) {
                of(unit.id().text(), new CodePart(unit.digest(), file.source(), unit.line()))
                        .ifPresent(to::add);
            }
        }
    }

    /** Returns whether it is a method, constructor, field or constant, which have lines of their own. */
    public boolean isMember() {
        return !names.isEmpty() && !owner.isEmpty();
    }

    private static String key(Reference.OfClass reference) {
        return reference instanceof Reference.Constant constant
                ? Reference.field(constant.owner(), constant.name()).text()
                : reference.text();
    }

    private static String text(Reference.OfClass reference) {
        return reference instanceof Reference.OfType type && type.kind() == Reference.Kind.WHOLE_CLASS
                ? "class " + CodeChanges.simple(type.owner())
                : CodeChanges.what(reference);
    }

    private static List<String> names(Reference.OfClass reference, String owner) {
        if (reference instanceof Reference.Method method) {
            String types = SignatureText.parameters(method.descriptor());
            return method.isConstructor()
                    ? List.of(CodeChanges.simple(method.owner()) + types, owner + types)
                    : names(method, owner, method.name(), types);
        }
        if (reference instanceof Reference.Field field) {
            return names(field, owner, field.name(), "");
        }
        return reference instanceof Reference.Constant constant
                ? names(constant, owner, constant.name(), "")
                : List.of();
    }

    private static List<String> names(Reference.OfClass reference, String owner, String member, String types) {
        List<String> names = new ArrayList<>();
        for (String prefix : List.of(CodeChanges.simple(reference.owner()) + ".", owner + ".", "")) {
            names.add(prefix + member);
            if (!types.isEmpty()) {
                names.add(prefix + member + types);
            }
        }
        return List.copyOf(names);
    }
}
