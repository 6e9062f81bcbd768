package dev.freshet.oracle.bytecode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.MethodNode;

/** What each reference leads to. Depends on nothing but the class files, so it is looked at once. */
final class Graph {
    private static final Set<String> SERIALIZATION = Set.of(
            "readObject(Ljava/io/ObjectInputStream;)V",
            "writeObject(Ljava/io/ObjectOutputStream;)V",
            "readObjectNoData()V",
            "readResolve()Ljava/lang/Object;",
            "writeReplace()Ljava/lang/Object;");

    /**
     * What a reference leads to.
     *
     * @param text of the code that it names itself; empty if it only leads on
     */
    record Target(String text, Set<Ref> next) {}

    private final Hierarchy hierarchy;
    private final Map<String, Nest> nests;
    private final Map<String, String> resources;
    private final StoredValues stored;
    private final Map<Ref, Target> known = new HashMap<>();

    /** @param resources digests by name */
    Graph(Hierarchy hierarchy, Map<String, Nest> nests, Map<String, String> resources) {
        this.hierarchy = hierarchy;
        this.nests = nests;
        this.resources = resources;
        stored = new StoredValues(hierarchy);
    }

    Target target(Ref ref) {
        Target target = known.get(ref);
        if (target == null) {
            Target found = look(ref);
            target = new Target(found.text(), withoutEmptyInitializers(found.next()));
            known.put(ref, target);
        }
        return target;
    }

    /** To initialise a class that has nothing to run makes no difference. */
    private Set<Ref> withoutEmptyInitializers(Set<Ref> next) {
        Set<Ref> kept = new LinkedHashSet<>(next);
        kept.removeIf(
                each -> each.kind() == Ref.Kind.INIT && target(each).next().isEmpty());
        return kept;
    }

    private Target look(Ref ref) {
        if (ref.kind() == Ref.Kind.RESOURCE) {
            return new Target(resources.getOrDefault(ref.name(), "missing"), Set.of());
        }
        ClassInfo type = hierarchy.own(ref.owner());
        if (type == null) {
            return new Target("", Set.of());
        }
        return switch (ref.kind()) {
            case METHOD, FIELD -> member(ref, type);
            case INIT -> initialized(type);
            case SEGMENT -> of(statement(ref).code());
            case HEADER -> of(nest(type).header(type));
            case OBJECT -> object(type);
            case CALL_STATIC, CALL_SPECIAL -> exact(ref);
            case CALL_VIRTUAL -> virtual(ref, type);
            case ACCESS, ACCESS_STATIC -> access(ref);
            case ANNOTATION -> annotation(type);
            case ALL -> all(type);
            case LOADED -> new Target(StoredValues.visible(type), stored.loaded(type));
            case SAVED -> new Target(StoredValues.visible(type), stored.saved(type));
            case RESOURCE -> throw new AssertionError();
        };
    }

    private static Target of(Code code) {
        return new Target(code.text(), code.references());
    }

    private Nest nest(ClassInfo type) {
        Nest nest = nests.get(Nest.topLevel(type.name() + ".class"));
        if (nest == null) {
            throw new AssertionError(type.name());
        }
        return nest;
    }

    boolean isLocal(ClassInfo type) {
        return nest(type).local(type.name()) != null;
    }

    private Target member(Ref ref, ClassInfo type) {
        Code code = nest(type).code(type, ref.name() + ref.descriptor());
        Set<Ref> next = new LinkedHashSet<>(code.references());
        if (ref.kind() == Ref.Kind.FIELD) {
            next.addAll(statements(type, ref.name() + ref.descriptor()));
        }
        return new Target(code.text(), next);
    }

    /** The statements of a class's initialiser that count by themselves, or those that only give a field its value. */
    private List<Ref> statements(ClassInfo type, @Nullable String field) {
        List<Ref> found = new ArrayList<>();
        List<ClassInitializer.Statement> all = nest(type).initializer(type).statements();
        for (int i = 0; i < all.size(); i++) {
            String given = all.get(i).field();
            if (given == null ? field == null : given.equals(field)) {
                found.add(Ref.of(Ref.Kind.SEGMENT, type.name(), "" + i, ""));
            }
        }
        return found;
    }

    ClassInitializer.Statement statement(Ref segment) {
        ClassInfo type = hierarchy.own(segment.owner());
        if (type == null) {
            throw new AssertionError(segment);
        }
        return nest(type).initializer(type).statements().get(Integer.parseInt(segment.name()));
    }

    /** With its superclass and all superinterfaces, also indirect ones, that have methods with code: JVMS 5.5. */
    private Target initialized(ClassInfo type) {
        Set<Ref> next = new LinkedHashSet<>(statements(type, null));
        if (!type.isInterface()) {
            for (ClassInfo above : hierarchy.ancestors(type.name())) {
                if (above != type && (!above.isInterface() || hasDefaultMethods(above))) {
                    next.add(Ref.of(Ref.Kind.INIT, above.name()));
                }
            }
        }
        return new Target("", next);
    }

    private static boolean hasDefaultMethods(ClassInfo type) {
        return type.methods.values().stream()
                .anyMatch(each -> (each.access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_STATIC)) == 0);
    }

    /** An object exists: a library that gets hold of it can call what overrides the library's own methods. */
    private Target object(ClassInfo type) {
        Set<Ref> next = new LinkedHashSet<>();
        next.add(Ref.of(Ref.Kind.HEADER, type.name()));
        Set<ClassInfo> ancestors = hierarchy.ancestors(type.name());
        Set<String> calledByLibraries = new TreeSet<>();
        for (ClassInfo each : ancestors) {
            if (hierarchy.own(each.name()) != each) {
                each.methods.forEach((key, method) -> {
                    int hidden = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL;
                    if ((method.access & hidden) == 0 && !method.name.startsWith("<")) {
                        calledByLibraries.add(key);
                    }
                });
            }
        }
        if (ancestors.stream().anyMatch(each -> each.name().equals("java/io/Serializable"))) {
            calledByLibraries.addAll(SERIALIZATION);
        }
        for (ClassInfo each : ancestors) {
            if (hierarchy.own(each.name()) == each) {
                each.methods.keySet().stream()
                        .filter(calledByLibraries::contains)
                        .forEach(key -> next.add(method(each, key)));
            }
        }
        return new Target("", next);
    }

    private static Ref method(ClassInfo owner, String key) {
        int open = key.indexOf('(');
        return Ref.of(Ref.Kind.METHOD, owner.name(), key.substring(0, open), key.substring(open));
    }

    /** A method of a class that is not local: those are written where they are declared. */
    private @Nullable Ref method(Hierarchy.Declared found) {
        boolean isOwn = hierarchy.own(found.owner().name()) == found.owner();
        return isOwn && !isLocal(found.owner()) ? method(found.owner(), found.key()) : null;
    }

    private Target exact(Ref ref) {
        Hierarchy.Declared found = hierarchy.method(ref.owner(), ref.name() + ref.descriptor());
        Set<Ref> next = new LinkedHashSet<>();
        if (found != null) {
            add(method(found), next);
            if (ref.kind() == Ref.Kind.CALL_STATIC) {
                next.add(Ref.of(Ref.Kind.INIT, found.owner().name()));
            }
        }
        return new Target(found == null ? "unresolved" : "", next);
    }

    private static void add(@Nullable Ref ref, Set<Ref> to) {
        if (ref != null) {
            to.add(ref);
        }
    }

    private Target virtual(Ref ref, ClassInfo type) {
        Hierarchy.Declared resolved = hierarchy.method(ref.owner(), ref.name() + ref.descriptor());
        if (resolved == null) {
            return new Target("unresolved", Set.of());
        }
        Set<Ref> next = new LinkedHashSet<>();
        add(method(resolved), next);
        hierarchy.targets(ref.owner(), resolved).forEach(each -> add(method(each), next));
        if (type.isEnum()) {
            next.add(Ref.of(Ref.Kind.INIT, type.name()));
        }
        return new Target("", next);
    }

    private Target access(Ref ref) {
        ClassInfo owner = hierarchy.field(ref.owner(), ref.name() + ref.descriptor());
        if (owner == null || hierarchy.own(owner.name()) != owner) {
            return new Target(owner == null ? "unresolved" : "", Set.of());
        }
        Set<Ref> next = new LinkedHashSet<>();
        next.add(Ref.of(Ref.Kind.FIELD, owner.name(), ref.name(), ref.descriptor()));
        if (ref.kind() == Ref.Kind.ACCESS_STATIC) {
            next.add(Ref.of(Ref.Kind.INIT, owner.name()));
        }
        return new Target("", next);
    }

    /** Its defaults, which no library sees in order, and the annotations that it is annotated with. */
    private Target annotation(ClassInfo type) {
        StringBuilder text = new StringBuilder();
        Set<Ref> next = new LinkedHashSet<>();
        Names names = new Names(nest(type));
        Annotations annotations = new Annotations(names, text, next);
        annotations.write(type.node.visibleAnnotations);
        new TreeMap<>(type.methods).forEach((key, method) -> {
            if (method.annotationDefault != null) {
                text.append(key).append(' ').append(annotations.value(method.annotationDefault));
            }
        });
        return new Target(text.toString(), next);
    }

    private Target all(ClassInfo named) {
        Set<Ref> next = new LinkedHashSet<>();
        for (ClassInfo type : hierarchy.descendants(named.name())) {
            next.add(Ref.of(Ref.Kind.OBJECT, type.name()));
            next.add(Ref.of(Ref.Kind.INIT, type.name()));
            for (MethodNode method : type.methods.values()) {
                if (!InstructionWriter.isInlined(method) && !method.name.equals("<clinit>")) {
                    next.add(method(type, method.name + method.desc));
                }
            }
        }
        return new Target("", next);
    }

    /** Where the code of a node starts. */
    Set<Ref> roots(String owner, MethodNode method) {
        Set<Ref> roots = new LinkedHashSet<>();
        roots.add(Ref.of(Ref.Kind.METHOD, owner, method.name, method.desc));
        roots.add(Ref.of(Ref.Kind.INIT, owner));
        if ((method.access & Opcodes.ACC_STATIC) == 0) {
            roots.add(Ref.of(Ref.Kind.CALL_VIRTUAL, owner, method.name, method.desc));
            ClassInfo type = hierarchy.own(owner);
            if (type != null) {
                type.methods.keySet().stream()
                        .filter(key -> key.startsWith("<init>"))
                        .forEach(key -> roots.add(method(type, key)));
            }
        }
        List<AnnotationNode> annotations = method.invisibleAnnotations;
        if (annotations != null && annotations.stream().anyMatch(each -> each.desc.equals(Program.NODE))) {
            roots.addAll(stored.of(method));
        }
        return withoutEmptyInitializers(roots);
    }
}
