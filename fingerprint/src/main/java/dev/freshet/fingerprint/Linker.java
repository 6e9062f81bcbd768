package dev.freshet.fingerprint;

import dev.freshet.fingerprint.Reference.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Follows references from the method of a node to all code that it can reach, and computes one fingerprint of that
 * code. If a call can end in several methods, the linker includes all of them (class hierarchy analysis; Dean, Grove
 * and Chambers, ECOOP 1995).
 */
public final class Linker implements AutoCloseable {
    /** The version of the computation. Fingerprints of different schemas cannot be compared. */
    public static final String SCHEMA = "fp2";

    private final Program program;
    private final References references;
    private final InitializerOrder initializers;
    private final Map<Reference, Integer> numbers = new HashMap<>();
    private final List<Reference> names = new ArrayList<>();
    private final List<References.@Nullable Target> targets = new ArrayList<>();
    private final List<int @Nullable []> successors = new ArrayList<>();
    /** The numbers of those with impure uses. */
    private final BitSet withImpureUses = new BitSet();

    /**
     * Creates a linker for the code on a class path.
     *
     * @param nodes the nodes to link. The classes beside their classes are the project's; if a class loader cannot list
     *     its classes, the search begins with these
     */
    public Linker(ClassPath classPath, List<NodeCode> nodes) {
        this(program(classPath, nodes));
    }

    /** Creates a linker for the code of one compilation only. */
    public Linker(List<ObjectFile> compilation) {
        this(new Program(compilation));
    }

    private static Program program(ClassPath classPath, List<NodeCode> nodes) {
        List<String> holders =
                nodes.stream().map(node -> node.unit().owner()).distinct().toList();
        List<String> starts = new ArrayList<>(holders);
        nodes.forEach(node -> starts.addAll(node.alsoDependsOn()));
        return new Program(classPath, starts, holders);
    }

    private Linker(Program program) {
        this.program = program;
        references = new References(program);
        initializers = new InitializerOrder(program);
    }

    /** Returns warnings about the code linked so far, one line each. */
    public List<String> warnings() {
        Set<String> all = new LinkedHashSet<>(program.warnings());
        all.addAll(references.warnings());
        return List.copyOf(all);
    }

    /** Links all code that a node can reach. */
    public LinkedCode link(NodeCode node) {
        Reference.Method method = node.unit();
        SortedMap<String, CodePart> parts = new TreeMap<>();
        // Their values are part of the code that uses them: they only explain a change.
        SortedMap<String, CodePart> constants = new TreeMap<>();
        BitSet reached = reach(roots(node));
        reached.stream().forEach(number -> {
            References.Target target = targets.get(number);
            if (target != null && target.id() != null && target.part() != null) {
                (target.id() instanceof Reference.Constant ? constants : parts)
                        .put(target.id().text(), target.part());
            }
            if (names.get(number) instanceof Reference.OfType type && type.kind() == Kind.STATIC_INITIALIZER) {
                initializers.add(type, reached, this::number, parts);
            }
        });
        parts.put(LinkedCode.ENTRY, new CodePart(method.text(), "", 0));
        parts.put(LinkedCode.TYPES, new CodePart(String.join(" ", node.types()), "", 0));
        if (!node.version().isEmpty()) {
            parts.put(LinkedCode.VERSION, new CodePart(node.version(), "", 0));
        }
        if (isKnown(parts) && !isFound(method, reached)) {
            Reference missing = ReferenceCodec.unknown(
                    "its method " + ClassSpace.dotted(node.method()) + " was not found in the code");
            parts.put(missing.text(), new CodePart(LinkedCode.UNKNOWN, "", 0));
        }
        String fingerprint = isKnown(parts) ? fingerprint(parts) : "";
        parts.putAll(constants);
        return new LinkedCode(fingerprint, parts, reached.intersects(withImpureUses) ? impure(node) : List.of());
    }

    private static boolean isKnown(SortedMap<String, CodePart> parts) {
        return parts.values().stream().noneMatch(part -> part.digest().equals(LinkedCode.UNKNOWN));
    }

    /** Returns whether the method was found, declared in its class or inherited, or its class was found as a whole. */
    private boolean isFound(Reference.Method method, BitSet reached) {
        Reference type = ReferenceCodec.ofType(Kind.WHOLE_CLASS, method.owner());
        String start = method.descriptor().substring(0, method.descriptor().indexOf('(') + 1);
        return reached.stream()
                .mapToObj(targets::get)
                .anyMatch(target -> target != null
                        && target.id() != null
                        && target.part() != null
                        && (target.id().equals(type)
                                || (target.id() instanceof Reference.Method found
                                        && found.descriptor().startsWith(start))));
    }

    /** Returns whether the stamps of the class path show every change in the code linked so far. */
    boolean isStamped() {
        return program.isStamped();
    }

    private List<ImpureUse> impure(NodeCode node) {
        return new ImpureSearch(reference -> target(number(reference)), program::unit).from(roots(node), node);
    }

    private static String fingerprint(SortedMap<String, CodePart> parts) {
        Digest digest = new Digest().add(SCHEMA);
        parts.forEach((id, part) -> digest.add(id).add(part.digest()));
        return digest.fullHex();
    }

    private Set<Reference> roots(NodeCode node) {
        Set<Reference> roots = new LinkedHashSet<>();
        Reference.Method method = node.unit();
        roots.add(method);
        if (isInstance(method, program.type(method.owner()))) {
            roots.add(method.virtually());
            roots.add(ReferenceCodec.ofType(Kind.GIVEN, method.owner()));
        }
        node.types().forEach(type -> ClassFile.named(type).forEach(name -> roots.add(Reference.seen(name))));
        node.alsoDependsOn().forEach(type -> {
            roots.add(Reference.allOf(type));
            roots.addAll(program.localSubtypes(type));
            program.allSubtypes(type).forEach(subtype -> {
                roots.add(Reference.allOf(subtype));
                roots.addAll(program.localSubtypes(subtype));
            });
            if (program.type(type) == null
                    && program.sight(type) instanceof ClassSpace.Sight.Nothing
                    && !program.isOfJdk(type)) {
                roots.add(
                        ReferenceCodec.unknown(ClassSpace.dotted(type) + ", which alsoDependsOn names, was not found"));
            }
        });
        node.resources().forEach(resource -> roots.add(ReferenceCodec.resource(resource)));
        return roots;
    }

    /**
     * Returns whether a method is an instance method. The caller can pass an object of any subclass of the class that
     * declares it.
     */
    private boolean isInstance(Reference.Method id, @Nullable TypeInfo holder) {
        return holder == null
                ? program.wholeHierarchy().isInstance(id)
                : holder.methods().values().stream()
                        .flatMap(List::stream)
                        .anyMatch(method -> method.isInstance() && method.id().equals(id));
    }

    private BitSet reach(Set<Reference> roots) {
        BitSet reached = new BitSet();
        ArrayDeque<Integer> open = new ArrayDeque<>();
        roots.forEach(root -> open.add(number(root)));
        open.forEach(reached::set);
        do {
            while (!open.isEmpty()) {
                for (int next : successors(open.remove())) {
                    reach(next, reached, open);
                }
            }
            if (reached.get(number(Reference.anything()))) {
                madeObjects(reached).forEach(made -> reach(number(made), reached, open));
            }
        } while (!open.isEmpty());
        return reached;
    }

    private static void reach(int number, BitSet reached, ArrayDeque<Integer> open) {
        if (!reached.get(number)) {
            reached.set(number);
            open.add(number);
        }
    }

    /** Returns what reflection sees of the classes of which the code makes objects. */
    private Set<Reference> madeObjects(BitSet reached) {
        Set<Reference> made = new LinkedHashSet<>();
        reached.stream().forEach(number -> {
            if (names.get(number) instanceof Reference.Method method && method.isConstructor()) {
                made.add(Reference.seen(method.owner()));
            }
        });
        return made;
    }

    private int number(Reference reference) {
        return numbers.computeIfAbsent(reference, name -> {
            names.add(name);
            targets.add(null);
            successors.add(null);
            return names.size() - 1;
        });
    }

    private int[] successors(int number) {
        int[] known = successors.get(number);
        if (known == null) {
            known = target(number).next().stream().mapToInt(this::number).toArray();
            successors.set(number, known);
        }
        return known;
    }

    private References.Target target(int number) {
        References.Target known = targets.get(number);
        if (known == null) {
            known = references.target(names.get(number));
            targets.set(number, known);
            withImpureUses.set(number, known.marks().stream().anyMatch(ImpureMark.class::isInstance));
        }
        return known;
    }

    @Override
    public void close() {
        program.close();
    }
}
