package dev.freshet.oracle;

import dev.freshet.oracle.bytecode.Closure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares the fingerprints of two versions of a program with what the oracle knows of their byte code. For one thread; the
 * last version that was judged is kept built, so that many edits of one version are cheap.
 */
public final class Judge implements AutoCloseable {
    private final Compiler compiler;
    private final Place place;
    private final EnumSet<Way> ways;
    private @Nullable Version base;
    private @Nullable Build cleanBase;
    private @Nullable Built built;

    /** A build and the fingerprints of nodes in it, by whether there are object files. */
    private record Built(
            Set<NodeId> nodes, Build build, Map<NodeId, String> fingerprints, Map<NodeId, String> withoutObjects) {}

    /** @param directory for its files */
    public Judge(Path directory, EnumSet<Way> ways) {
        this(directory, ways, new Compiler());
    }

    /** With a compiler of one's own, which is closed with the judge. */
    public Judge(Path directory, EnumSet<Way> ways, Compiler compiler) {
        this.compiler = compiler;
        this.place = new Place(directory);
        this.ways = ways.clone();
    }

    /**
     * Judges the nodes that both versions have.
     *
     * @throws Compiler.DoesNotCompile if one of the versions is no program. A version that compiles only as a whole is judged
     *     as a whole
     */
    public List<Verdict> judge(Version before, Version after, Set<NodeId> nodes) {
        Built old = base(before, nodes);
        Built clean = build(Build.clean(after, compiler), nodes);
        List<Verdict> verdicts = new ArrayList<>();
        if (ways.contains(Way.CLEAN)) {
            compare(old, clean, "clean, clean", verdicts);
        }
        if (ways.contains(Way.FILES)) {
            incremental(old, clean, () -> old.build.files(before, after, compiler), "files", verdicts);
        }
        if (ways.contains(Way.MODULES) && after.hasModules()) {
            incremental(old, clean, () -> old.build.changedModules(before, after, compiler), "modules", verdicts);
        }
        if (ways.contains(Way.BYTES)) {
            compare(old.build, old.withoutObjects, clean.build, clean.withoutObjects, "no object files", verdicts);
        }
        if (ways.contains(Way.JARS)) {
            jars(clean, nodes, verdicts);
        }
        return verdicts;
    }

    /** The nodes of a version: methods with {@code @Node}. */
    public Set<NodeId> nodes(Version version) {
        return clean(version).program().annotatedNodes();
    }

    /** All public methods of a version, to be judged as if each was a node. */
    public Set<NodeId> publicMethods(Version version) {
        return clean(version).program().publicMethods();
    }

    private Build clean(Version before) {
        Build known = cleanBase;
        if (known == null || base != before) {
            known = Build.clean(before, compiler);
            base = before;
            cleanBase = known;
            built = null;
        }
        return known;
    }

    private Built base(Version before, Set<NodeId> nodes) {
        Build clean = clean(before);
        Built known = built;
        if (known == null || !known.nodes.equals(nodes)) {
            known = build(clean, nodes);
            built = known;
        }
        return known;
    }

    private Built build(Build build, Set<NodeId> nodes) {
        Set<NodeId> present = new LinkedHashSet<>(nodes);
        present.removeIf(node -> !build.program().has(node));
        Map<NodeId, String> withoutObjects =
                ways.contains(Way.BYTES) ? place.link(build.withoutObjectFiles(), present) : Map.of();
        return new Built(Set.copyOf(nodes), build, place.link(build, present), withoutObjects);
    }

    private interface Incremental {
        Build build();
    }

    private void incremental(Built old, Built clean, Incremental way, String name, List<Verdict> verdicts) {
        Build build;
        try {
            build = way.build();
        } catch (Compiler.DoesNotCompile needsOthers) {
            return;
        }
        Built incremental = build(build, old.nodes);
        compare(old, incremental, "clean, " + name, verdicts);
        compare(incremental, clean, name + ", clean", verdicts);
    }

    private void jars(Built clean, Set<NodeId> nodes, List<Verdict> verdicts) {
        Set<NodeId> present = new LinkedHashSet<>(nodes);
        present.retainAll(clean.fingerprints.keySet());
        for (Packing packing : Packing.values()) {
            Map<NodeId, String> packed = place.link(clean.build, packing, present);
            compare(clean.build, clean.fingerprints, clean.build, packed, "directory, " + packing, verdicts);
        }
    }

    private static void compare(Built before, Built after, String name, List<Verdict> verdicts) {
        compare(before.build, before.fingerprints, after.build, after.fingerprints, name, verdicts);
    }

    private static void compare(
            Build before,
            Map<NodeId, String> old,
            Build after,
            Map<NodeId, String> now,
            String name,
            List<Verdict> verdicts) {
        for (NodeId node : old.keySet()) {
            if (now.containsKey(node)) {
                // Code that is not known has no fingerprint: its node runs.
                boolean isRerun = now.get(node).isEmpty() || !old.get(node).equals(now.get(node));
                verdicts.add(verdict(node, name, before, after, isRerun));
            }
        }
    }

    private static Verdict verdict(NodeId node, String name, Build before, Build after, boolean isRerun) {
        Closure old = before.program().closure(node);
        Closure now = after.program().closure(node);
        boolean isChanged = !old.digest().equals(now.digest());
        if (isChanged == isRerun) {
            return new Verdict(node, name, Verdict.Kind.AGREES, isRerun ? "changed" : "unchanged");
        }
        if (isChanged) {
            return new Verdict(node, name, Verdict.Kind.MISSED, old.difference(now));
        }
        boolean sameProgram = before.program().digest().equals(after.program().digest());
        return new Verdict(
                node,
                name,
                sameProgram ? Verdict.Kind.NEEDLESS : Verdict.Kind.COARSE,
                sameProgram ? "no byte code changed" : "byte code changed elsewhere");
    }

    @Override
    public void close() {
        compiler.close();
    }
}
