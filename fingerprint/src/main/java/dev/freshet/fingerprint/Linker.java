package dev.freshet.fingerprint;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
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
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private final List<References.@Nullable Target> targets = new ArrayList<>();
    private final List<int @Nullable []> successors = new ArrayList<>();
    private final BitSet marks = new BitSet();

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
        List<String> holders = nodes.stream()
                .map(node -> References.owner(node.method()))
                .distinct()
                .toList();
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
        SortedMap<String, CodePart> parts = new TreeMap<>();
        BitSet reached = reach(roots(node));
        reached.stream().forEach(number -> {
            References.Target target = targets.get(number);
            if (target != null && target.id() != null && target.part() != null) {
                parts.put(target.id(), target.part());
            }
            String name = names.get(number);
            if (name.startsWith("S:")) {
                initializers.add(name, reached, this::number, parts);
            }
        });
        parts.put(LinkedCode.ENTRY, new CodePart(node.method(), "", 0));
        parts.put(LinkedCode.TYPES, new CodePart(String.join(" ", node.types()), "", 0));
        if (!node.version().isEmpty()) {
            parts.put(LinkedCode.VERSION, new CodePart(node.version(), "", 0));
        }
        if (isKnown(parts) && !isFound(node, parts.keySet())) {
            String missing =
                    "U:its method " + ClassSpace.dotted(node.method().substring(2)) + " was not found in the code";
            parts.put(missing, new CodePart(LinkedCode.UNKNOWN, "", 0));
        }
        return new LinkedCode(
                isKnown(parts) ? fingerprint(parts) : "", parts, reached.intersects(marks) ? impure(node) : List.of());
    }

    private static boolean isKnown(SortedMap<String, CodePart> parts) {
        return parts.values().stream().noneMatch(part -> part.digest().equals(LinkedCode.UNKNOWN));
    }

    /** Returns whether the method was found, declared in its class or inherited, or its class was found as a whole. */
    private static boolean isFound(NodeCode node, Set<String> parts) {
        String method = node.method()
                .substring(node.method().indexOf('.'), node.method().indexOf('(') + 1);
        String type = "J:" + References.owner(node.method());
        return parts.stream().anyMatch(id -> id.equals(type) || (id.startsWith("M:") && id.contains(method)));
    }

    /** Returns whether the stamps of the class path show every change in the code linked so far. */
    boolean isStamped() {
        return program.isStamped();
    }

    private List<ImpureUse> impure(NodeCode node) {
        return new ImpureSearch(
                        name -> Arrays.stream(successors(number(name)))
                                .mapToObj(names::get)
                                .toList(),
                        program::unit)
                .from(roots(node), node);
    }

    private static String fingerprint(SortedMap<String, CodePart> parts) {
        Digest digest = new Digest().add(SCHEMA);
        parts.forEach((id, part) -> {
            if (!id.startsWith(LinkedCode.CONSTANT)) {
                digest.add(id).add(part.digest());
            }
        });
        return digest.fullHex();
    }

    private Set<String> roots(NodeCode node) {
        Set<String> roots = new LinkedHashSet<>();
        roots.add(node.method());
        TypeInfo holder = program.type(References.owner(node.method()));
        if (isInstance(node.method(), holder)) {
            roots.add("V:" + node.method().substring(2, node.method().indexOf(')') + 1));
            roots.add("O:" + References.owner(node.method()));
        }
        node.types().forEach(type -> ClassFile.named(type).forEach(name -> roots.add("D:" + name)));
        node.alsoDependsOn().forEach(type -> {
            roots.add("A:" + type);
            if (program.type(type) == null
                    && program.sight(type) instanceof ClassSpace.Sight.Nothing
                    && !program.isOfJdk(type)) {
                roots.add("U:" + ClassSpace.dotted(type) + ", which alsoDependsOn names, was not found");
            }
        });
        node.resources().forEach(resource -> roots.add("R:" + resource));
        return roots;
    }

    /**
     * Returns whether a method is an instance method. The caller can pass an object of any subclass of the class that
     * declares it.
     */
    private boolean isInstance(String id, @Nullable TypeInfo holder) {
        return holder == null
                ? program.wholeHierarchy().isInstance(id)
                : holder.methods().values().stream()
                        .flatMap(List::stream)
                        .anyMatch(method -> method.isInstance() && method.id().equals(id));
    }

    private BitSet reach(Set<String> roots) {
        BitSet reached = new BitSet();
        ArrayDeque<Integer> open = new ArrayDeque<>();
        roots.forEach(root -> open.add(number(root)));
        open.forEach(reached::set);
        while (!open.isEmpty()) {
            for (int next : successors(open.remove())) {
                if (!reached.get(next)) {
                    reached.set(next);
                    open.add(next);
                }
            }
        }
        return reached;
    }

    private int number(String reference) {
        return numbers.computeIfAbsent(reference, name -> {
            if (ImpureMark.isMark(name)) {
                marks.set(names.size());
            }
            names.add(name);
            targets.add(null);
            successors.add(null);
            return names.size() - 1;
        });
    }

    private int[] successors(int number) {
        int[] known = successors.get(number);
        if (known == null) {
            References.Target target = references.target(names.get(number));
            targets.set(number, target);
            known = target.next().stream().mapToInt(this::number).toArray();
            successors.set(number, known);
        }
        return known;
    }

    @Override
    public void close() {
        program.close();
    }
}
