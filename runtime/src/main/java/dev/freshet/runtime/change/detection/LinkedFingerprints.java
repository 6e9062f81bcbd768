package dev.freshet.runtime.change.detection;

import dev.freshet.dataset.FileFault;
import dev.freshet.dataset.catalog.Catalog;
import dev.freshet.fingerprint.ClassPath;
import dev.freshet.fingerprint.CodeChanges;
import dev.freshet.fingerprint.CodePart;
import dev.freshet.fingerprint.ImpureUse;
import dev.freshet.fingerprint.LinkCache;
import dev.freshet.fingerprint.LinkedParts;
import dev.freshet.fingerprint.LinkedPipeline;
import dev.freshet.fingerprint.NodeCode;
import dev.freshet.fingerprint.ReachedPart;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.state.StateException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** Fingerprints of the code on the class path. If the code has not changed, they come from the cache. */
public final class LinkedFingerprints implements CodeFingerprints {
    /**
     * The fingerprints of nodes when this process first computed them, by generated class. Their classes may have been
     * loaded at that time.
     */
    private static final Map<Class<?>, Map<NodeCode, String>> FIRST = Collections.synchronizedMap(new WeakHashMap<>());

    private static final String REPLACED = "its code has changed since this process first read it, so it may run in"
            + " either form; start the process again";

    private final CompiledPipeline pipeline;
    private final List<NodeCode> nodes;
    private final LinkCache cache;
    private final LinkedPipeline linked;
    private final ClassPath.Seen classPath;
    private final BitSet replacedBefore = new BitSet();
    private final Map<String, LinkedParts> parts = new ConcurrentHashMap<>();
    private String lastStamps;

    private LinkedFingerprints(
            CompiledPipeline pipeline,
            List<NodeCode> nodes,
            LinkCache cache,
            LinkedPipeline linked,
            ClassPath.Seen classPath) {
        this.pipeline = pipeline;
        this.nodes = nodes;
        this.cache = cache;
        this.linked = linked;
        this.classPath = classPath;
        this.lastStamps = classPath.stamps().text();
        Map<NodeCode, String> first = FIRST.computeIfAbsent(pipeline.getClass(), type -> new ConcurrentHashMap<>());
        for (int node = 0; node < nodes.size(); node++) {
            String now = linked.fingerprints().get(node);
            String before = first.putIfAbsent(nodes.get(node), now);
            replacedBefore.set(node, before != null && !before.equals(now));
        }
    }

    /**
     * Returns the fingerprints of a pipeline's nodes.
     *
     * @param catalog names the dataset types, whose code counts too if it is not Freshet's own
     * @param state the directory of the state, which also contains the cache
     * @param warnings receives what keeps the code of nodes from being known
     * @throws StateException if a class or jar cannot be read
     */
    public static CodeFingerprints of(
            CompiledPipeline pipeline, Catalog catalog, Path state, Consumer<String> warnings) {
        if (!pipeline.codes().isKnown()) {
            return CodeFingerprints.UNKNOWN;
        }
        LinkCache cache = new LinkCache(state.resolve(LinkCache.DIRECTORY));
        try {
            ClassPath.Seen classPath = ClassPath.of(pipeline.getClass()).look();
            List<NodeCode> nodes = NodeStarts.of(pipeline, catalog);
            LinkedPipeline linked = cache.link(pipeline.id(), nodes, classPath);
            linked.warnings().forEach(warnings);
            return new LinkedFingerprints(pipeline, nodes, cache, linked, classPath);
        } catch (UncheckedIOException e) {
            throw new StateException(
                    "the code on the class path cannot be read: "
                            + FileFault.told(Objects.requireNonNull(e.getCause())),
                    e);
        }
    }

    @Override
    public synchronized BitSet replaced() {
        BitSet replaced = new BitSet();
        try {
            ClassPath.Seen now = classPath.classPath().look();
            if (now.stamps().text().equals(lastStamps)) {
                return replaced;
            }
            List<String> fingerprints = cache.link(pipeline.id(), nodes, now).fingerprints();
            for (int node = 0; node < nodes.size(); node++) {
                replaced.set(
                        node,
                        !fingerprints.get(node).equals(linked.fingerprints().get(node)));
            }
            if (replaced.isEmpty()) {
                lastStamps = now.stamps().text();
            }
        } catch (UncheckedIOException e) {
            // A build is running.
            replaced.set(0, nodes.size());
        }
        return replaced;
    }

    @Override
    public Optional<ClassPath.Seen> source() {
        return Optional.of(classPath);
    }

    @Override
    public boolean hasWarnings() {
        return !linked.warnings().isEmpty();
    }

    @Override
    public String fingerprint(int node) {
        return isFirst(node) ? linked.fingerprints().get(node) : "";
    }

    private boolean isFirst(int node) {
        return !replacedBefore.get(node);
    }

    @Override
    public String unknown(int node) {
        return isFirst(node) ? linked.unknown().get(node) : REPLACED;
    }

    @Override
    public String id() {
        return linked.id();
    }

    @Override
    public Optional<String> shared() {
        return cache.shared(linked.id());
    }

    @Override
    public List<String> changes(int node, String earlier, Function<String, LinkedParts> known) {
        String method = nodes.get(node).method();
        Optional<SortedMap<String, CodePart>> before =
                parts.computeIfAbsent(earlier, known).of(method);
        Optional<SortedMap<String, CodePart>> after = own().of(method);
        return before.isEmpty() || after.isEmpty() ? List.of() : CodeChanges.between(before.get(), after.get());
    }

    @Override
    public Optional<CodePart> start(int node) {
        return own().start(nodes.get(node).method());
    }

    @Override
    public List<ReachedPart> reached() {
        return own().reached(nodes.stream().map(NodeCode::method).toList());
    }

    @Override
    public List<ImpureUse> impure(int node) {
        return own().impure(nodes.get(node).method());
    }

    /** Returns the own parts, which are read once, since thousands of nodes may be compared with the same link. */
    private LinkedParts own() {
        return parts.computeIfAbsent(linked.id(), cache::parts);
    }
}
