package dev.freshet.oracle.bytecode;

import dev.freshet.oracle.NodeId;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** The class files of a program. */
public final class Program {
    private static final String NODE = "Ldev/freshet/Node;";

    private final Map<String, ClassNode> classes = new HashMap<>();
    private final String digest;

    private Program(SortedMap<String, byte[]> files) {
        files.forEach((name, bytes) -> {
            if (name.endsWith(".class")) {
                ClassNode node = new ClassNode();
                new ClassReader(bytes).accept(node, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
                classes.put(node.name, node);
            }
        });
        Hash all = new Hash();
        files.forEach((name, bytes) -> all.add(name).add(ClassBytes.withoutDebugging(bytes)));
        digest = all.text();
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

    /** Whether there is such a method. */
    public boolean has(NodeId node) {
        ClassNode owner = classes.get(node.owner());
        return owner != null
                && owner.methods.stream()
                        .anyMatch(method -> method.name.equals(node.name()) && method.desc.equals(node.descriptor()));
    }

    /** The methods with {@code @Node}. */
    public Set<NodeId> annotatedNodes() {
        return nodes(method -> method.invisibleAnnotations != null
                && method.invisibleAnnotations.stream().anyMatch(each -> each.desc.equals(NODE)));
    }

    /** The public methods with a body. */
    public Set<NodeId> publicMethods() {
        return nodes(method -> (method.access & Opcodes.ACC_PUBLIC) != 0
                && (method.access & (Opcodes.ACC_SYNTHETIC | Opcodes.ACC_ABSTRACT)) == 0
                && !method.name.startsWith("<"));
    }

    private Set<NodeId> nodes(Predicate<MethodNode> which) {
        Set<NodeId> nodes = new LinkedHashSet<>();
        new TreeMap<>(classes)
                .values()
                .forEach(owner -> owner.methods.stream()
                        .filter(which)
                        .forEach(method -> nodes.add(NodeId.of(owner.name, method.name, method.desc))));
        return nodes;
    }

    /** What a node can reach. */
    public Closure closure(NodeId node) {
        Objects.requireNonNull(classes.get(node.owner()));
        return new Closure(digest, TreeMap::new);
    }
}
