package dev.freshet.processor.impure;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.Trees;
import dev.freshet.fingerprint.ImpureUse;
import dev.freshet.fingerprint.Linker;
import dev.freshet.fingerprint.ObjectFile;
import dev.freshet.processor.model.Code;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import org.jspecify.annotations.Nullable;

/**
 * Warns of the impure uses that nodes of a compilation reach in code of the same compilation, at the expressions
 * themselves, once the compiler has attributed all of its classes.
 */
public final class ImpureWarnings {
    private static final int NODES_SHOWN = 3;

    private final Trees trees;
    private final ImpureUses uses;
    private final @Nullable String option;
    private final Set<String> waiting = new HashSet<>();
    private final Map<String, ImpureNode> nodes = new TreeMap<>();
    private final Set<ImpureUses.Marked> reported = new HashSet<>();

    /** @param option what the user chose with {@code -Afreshet.Impure}; null if nothing */
    public ImpureWarnings(Trees trees, ImpureUses uses, @Nullable String option) {
        this.trees = trees;
        this.uses = uses;
        this.option = option;
    }

    /** Tells that the compiler has read a file, whose classes it will attribute. */
    public void parsed(CompilationUnitTree file) {
        for (Tree declaration : file.getTypeDecls()) {
            if (declaration instanceof ClassTree type) {
                waiting.add(name(file, type));
            }
        }
    }

    private static String name(CompilationUnitTree file, ClassTree type) {
        return file.getPackageName() == null
                ? type.getSimpleName().toString()
                : file.getPackageName() + "." + type.getSimpleName();
    }

    /** A node whose class has been attributed. */
    public void add(ImpureNode node) {
        nodes.put(node.code().method(), node);
    }

    /**
     * Tells that the compiler has attributed a class, and warns when it was the last one.
     *
     * @param name qualified
     * @param compilation all code that was attributed so far
     */
    public void analyzed(String name, Supplier<List<ObjectFile>> compilation) {
        waiting.remove(name);
        if (waiting.isEmpty() && !nodes.isEmpty() && !uses.isEmpty() && !"off".equalsIgnoreCase(option)) {
            report(compilation.get());
        }
    }

    private void report(List<ObjectFile> compilation) {
        Map<ImpureUses.Marked, Map<String, ImpureUse>> byUse = new LinkedHashMap<>();
        try (Linker linker = new Linker(compilation)) {
            for (ImpureNode node : nodes.values()) {
                if (!node.isAlwaysRun()) {
                    for (ImpureUse use : linker.link(node.code()).impure()) {
                        byUse.computeIfAbsent(ImpureUses.Marked.of(use), key -> new LinkedHashMap<>())
                                .put(node.name(), use);
                    }
                }
            }
        }
        byUse.forEach((key, found) -> {
            if (reported.add(key)) {
                print(found);
            }
        });
    }

    private void print(Map<String, ImpureUse> byNode) {
        ImpureUse use = byNode.values().iterator().next();
        ImpureUses.Place place = uses.place(ImpureUses.Marked.of(use));
        if (place == null) {
            return;
        }
        boolean isError = "error".equalsIgnoreCase(option);
        trees.printMessage(
                isError ? Diagnostic.Kind.ERROR : Diagnostic.Kind.WARNING,
                text(use, List.copyOf(byNode.keySet())),
                start(place.tree()),
                place.file());
    }

    /** The compiler points at the dot of {@code Instant.now}; its beginning is what readers look for. */
    private static Tree start(Tree tree) {
        Tree start = tree;
        while (start instanceof MemberSelectTree select) {
            start = select.getExpression();
        }
        return start instanceof IdentifierTree ? start : tree;
    }

    private static String text(ImpureUse use, List<String> nodes) {
        List<String> lines = new ArrayList<>();
        lines.add("[freshet/" + Code.Impure + "] node \"" + nodes.get(0) + "\" "
                + use.kind().does() + ", which no fingerprint sees: " + use.what());
        if (!use.via().isEmpty()) {
            lines.add("In " + use.member() + ", reached by way of " + String.join(", ", use.via()) + ".");
        }
        if (nodes.size() > 1) {
            lines.add("Also reached from " + others(nodes.subList(1, nodes.size())) + ".");
        }
        lines.add("Fix: " + use.kind().remedy() + ".");
        lines.add("If it does not change what the node returns, write @SuppressWarnings(\"" + ImpureUses.SUPPRESSION
                + "\") at the member.");
        return String.join("\n  ", lines);
    }

    private static String others(List<String> nodes) {
        int more = nodes.size() - NODES_SHOWN;
        return nodes.stream().limit(NODES_SHOWN).map(name -> '"' + name + '"').collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more" : "");
    }
}
