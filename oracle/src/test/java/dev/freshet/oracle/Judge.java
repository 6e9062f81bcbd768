package dev.freshet.oracle;

import dev.freshet.oracle.bytecode.Closure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    private @Nullable Runner runner;
    private @Nullable Version base;
    private @Nullable Build cleanBase;
    private @Nullable Built built;

    /** A build, the fingerprints of nodes in it, and what they return. */
    private record Built(Set<NodeId> nodes, Build build, Map<NodeId, String> fingerprints, Map<NodeId, String> values) {
        Built(Set<NodeId> nodes, Build build, Map<NodeId, String> fingerprints) {
            this(nodes, build, fingerprints, new HashMap<>());
        }

        @Nullable
        String value(NodeId node, @Nullable Runner runner) {
            return runner == null ? null : values.computeIfAbsent(node, key -> runner.run(build.classPath(), key));
        }
    }

    /** @param directory for its files */
    public Judge(Path directory, EnumSet<Way> ways) {
        this(directory, ways, new Compiler());
    }

    /** With a compiler that is closed with the judge. */
    public Judge(Path directory, EnumSet<Way> ways, Compiler compiler) {
        this.compiler = compiler;
        this.place = new Place(directory);
        this.ways = ways.clone();
    }

    /** Also runs nodes whose fingerprints did not change: another value is a miss whatever the byte code says. */
    public Judge running(Runner nodes) {
        runner = nodes;
        return this;
    }

    /**
     * Judges the nodes that both versions have.
     *
     * @throws Compiler.DoesNotCompile if one of the versions is no program. A version that compiles only as a whole is judged
     *     as a whole
     */
    public List<Verdict> judge(Version before, Version after, Set<NodeId> nodes) {
        Built old = base(before, nodes);
        Built clean = build(old.build.cleanAfter(before, after, compiler), nodes);
        List<Verdict> verdicts = new ArrayList<>();
        if (ways.contains(Way.CLEAN)) {
            compare(old, clean, "clean, clean", verdicts);
        }
        if (ways.contains(Way.FILES)) {
            incremental(old, clean, () -> old.build.files(before, after, compiler), "files", verdicts);
        }
        if (ways.contains(Way.MODULES) && after.hasModules()) {
            incremental(old, clean, () -> old.build.changedModules(before, after, clean.build), "modules", verdicts);
        }
        if (ways.contains(Way.BYTES)) {
            compare(withoutObjects(old), withoutObjects(clean), "no object files", verdicts);
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
        return new Built(Set.copyOf(nodes), build, place.link(build, present));
    }

    private Built withoutObjects(Built built) {
        Map<NodeId, String> fingerprints = place.link(built.build.withoutObjectFiles(), built.fingerprints.keySet());
        return new Built(built.nodes, built.build, fingerprints, built.values);
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
        Built incremental = build.isSame(clean.build) ? clean : build(build, old.nodes);
        compare(old, incremental, "clean, " + name, verdicts);
        compare(incremental, clean, name + ", clean", verdicts);
    }

    private void jars(Built clean, Set<NodeId> nodes, List<Verdict> verdicts) {
        Set<NodeId> present = new LinkedHashSet<>(nodes);
        present.retainAll(clean.fingerprints.keySet());
        for (Packing packing : Packing.values()) {
            Map<NodeId, String> packed = place.link(clean.build, packing, present);
            compare(clean, new Built(clean.nodes, clean.build, packed), "directory, " + packing, verdicts);
        }
    }

    private void compare(Built before, Built after, String name, List<Verdict> verdicts) {
        for (NodeId node : before.fingerprints.keySet()) {
            if (after.fingerprints.containsKey(node)) {
                verdicts.add(verdict(node, name, before, after));
            }
        }
    }

    private Verdict verdict(NodeId node, String name, Built before, Built after) {
        // Code that is not known has no fingerprint: its node runs.
        String fingerprint = after.fingerprints.get(node);
        boolean isRerun = fingerprint.isEmpty() || !fingerprint.equals(before.fingerprints.get(node));
        Closure old = before.build.program().closure(node);
        Closure now = after.build.program().closure(node);
        Verdict.Change change = change(before.build, after.build, old, now);
        String value = change == Verdict.Change.NONE ? null : before.value(node, runner);
        String newValue = change == Verdict.Change.NONE ? null : after.value(node, runner);
        boolean isOther = !Objects.equals(value, newValue);
        String values = isOther ? "returned " + value + "\n  returns  " + newValue + "\n  " : "";
        if (isRerun == (change == Verdict.Change.IN_REACH) && (isRerun || !isOther)) {
            return new Verdict(node, name, Verdict.Kind.AGREES, isRerun ? "changed" : "unchanged", change, isOther);
        }
        if (!isRerun) {
            return new Verdict(node, name, Verdict.Kind.MISSED, values + old.difference(now), change, isOther);
        }
        boolean isSame = change == Verdict.Change.NONE;
        return new Verdict(
                node,
                name,
                isSame ? Verdict.Kind.NEEDLESS : Verdict.Kind.COARSE,
                isSame ? "no byte code changed" : "byte code changed elsewhere",
                change,
                isOther);
    }

    private static Verdict.Change change(Build before, Build after, Closure old, Closure now) {
        if (!old.digest().equals(now.digest())) {
            return Verdict.Change.IN_REACH;
        }
        boolean isSame = before.program().digest().equals(after.program().digest());
        return isSame ? Verdict.Change.NONE : Verdict.Change.OUT_OF_REACH;
    }

    @Override
    public void close() {
        compiler.close();
    }
}
