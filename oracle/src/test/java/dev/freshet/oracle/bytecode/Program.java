package dev.freshet.oracle.bytecode;

import dev.freshet.oracle.NodeId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodNode;

/** The class files of a program. For one thread. */
public final class Program {
    static final String NODE = "Ldev/freshet/Node;";
    private static final String CLASS = ".class";

    private final Map<String, ClassInfo> classes = new LinkedHashMap<>();
    private final String digest;
    private final Graph graph;
    private final Reach reach;
    private final Map<NodeId, Closure> closures = new HashMap<>();

    private Program(SortedMap<String, byte[]> files) {
        SortedMap<String, List<byte[]>> groups = new TreeMap<>();
        Map<String, String> resources = new TreeMap<>();
        files.forEach((name, bytes) -> {
            if (name.endsWith(CLASS)) {
                groups.computeIfAbsent(Nest.topLevel(name), key -> new ArrayList<>())
                        .add(bytes);
            } else {
                resources.put(name, new Hash().add(bytes).text());
            }
        });
        Hash all = new Hash();
        Map<String, Nest> nests = new HashMap<>();
        groups.forEach((name, group) -> {
            Nest nest = Nest.of(group);
            nests.put(name, nest);
            classes.putAll(nest.classes);
            all.add(nest.digest);
        });
        resources.forEach((name, hash) -> all.add(name).add(hash));
        digest = all.text();
        graph = new Graph(new Hierarchy(classes), nests, resources);
        reach = new Reach(graph);
    }

    /** The program on a class path: of files that come twice, the first counts. */
    public static Program of(List<SortedMap<String, byte[]>> classPath) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        classPath.forEach(entry -> entry.forEach(files::putIfAbsent));
        return new Program(files);
    }

    /** Equal if no class file differs in what runs. */
    public String digest() {
        return digest;
    }

    /** Whether there is such a method that somebody wrote. */
    public boolean has(NodeId node) {
        return method(node) != null && !isImplicit(node);
    }

    private @Nullable MethodNode method(NodeId node) {
        ClassInfo owner = classes.get(node.owner());
        return owner == null ? null : owner.methods.get(node.name() + node.descriptor());
    }

    /** The methods with {@code @Node}. */
    public Set<NodeId> annotatedNodes() {
        return nodes(Program::isAnnotated);
    }

    private static boolean isAnnotated(MethodNode method) {
        return method.invisibleAnnotations != null
                && method.invisibleAnnotations.stream().anyMatch(each -> each.desc.equals(NODE));
    }

    /** What a node takes and makes, as generic signatures, if it has {@code @Node}: a catalog then makes and reads it. */
    public List<String> types(NodeId node) {
        MethodNode method = method(node);
        return method != null && isAnnotated(method) ? StoredValues.types(method) : List.of();
    }

    /** The public methods that were written with a body, of classes that are not local. */
    public Set<NodeId> publicMethods() {
        Set<NodeId> found = nodes(method -> (method.access & Opcodes.ACC_PUBLIC) != 0
                && (method.access & (Opcodes.ACC_SYNTHETIC | Opcodes.ACC_ABSTRACT)) == 0
                && !method.name.startsWith("<"));
        found.removeIf(this::isImplicit);
        return found;
    }

    private boolean isImplicit(NodeId node) {
        ClassInfo owner = classes.get(node.owner());
        MethodNode method = method(node);
        return owner != null && method != null && ImplicitMembers.contain(owner, method);
    }

    /** The static methods that a class declares. */
    public Set<NodeId> staticMethods(String owner) {
        Set<NodeId> found = nodes(method -> (method.access & Opcodes.ACC_STATIC) != 0
                && (method.access & Opcodes.ACC_SYNTHETIC) == 0
                && !method.name.startsWith("<"));
        found.removeIf(node -> !node.owner().equals(owner));
        return found;
    }

    private Set<NodeId> nodes(Predicate<MethodNode> which) {
        Set<NodeId> nodes = new LinkedHashSet<>();
        classes.values().stream()
                .filter(owner -> !graph.isLocal(owner))
                .forEach(owner -> owner.methods.values().stream()
                        .filter(which)
                        .forEach(method -> nodes.add(NodeId.of(owner.name(), method.name, method.desc))));
        return nodes;
    }

    /**
     * What a node can reach.
     *
     * @throws IllegalArgumentException if there is no such method
     */
    public Closure closure(NodeId node) {
        return closures.computeIfAbsent(node, key -> {
            MethodNode method = method(node);
            if (method == null) {
                throw new IllegalArgumentException(node + " is not there");
            }
            Set<Ref> roots = graph.roots(node.owner(), method);
            node.alsoDependsOn().forEach(type -> roots.add(Ref.of(Ref.Kind.ALL, type)));
            node.resources().forEach(name -> roots.add(Ref.of(Ref.Kind.RESOURCE, "", name, "")));
            return reach.from(node.toString(), new ArrayDeque<>(roots));
        });
    }
}
