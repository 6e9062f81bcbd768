package dev.freshet.runtime.run.session;

import dev.freshet.fingerprint.NodeCode;
import dev.freshet.fingerprint.ReachedPart;
import dev.freshet.runtime.change.detection.CodeFingerprints;
import dev.freshet.runtime.plan.CompiledPipeline;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds the project's own classes that nodes reach and that were compiled without Freshet's processor, such as those of
 * a module that does not configure it. Any change in such a class, or in such classes that it mentions, makes the node
 * stale. Libraries are never compiled with the processor. A class is the project's own if it is in a directory, or if
 * its package begins like that of a node's class. Freshet's own classes are a library wherever they are.
 */
final class WholeClasses {
    /** How many words at the start of a package name its owner. */
    private static final int WORDS = 2;

    /** Start of the packages of Freshet, and of its examples, whose third word names the owner. */
    private static final String FRESHET = "dev.freshet.";

    /** The classes that have nodes. If they lack object files, the whole module was compiled by another compiler. */
    private final Set<String> holders;

    private final Set<String> own;

    private WholeClasses(CompiledPipeline pipeline) {
        holders = pipeline.codes().nodes().stream()
                .map(NodeCode::method)
                .map(method ->
                        method.substring(0, Math.max(0, method.indexOf('.'))).replace('/', '.'))
                .collect(Collectors.toSet());
        own = holders.stream()
                .map(WholeClasses::owner)
                .filter(owner -> !owner.isEmpty())
                .collect(Collectors.toSet());
    }

    /** Returns the classes by node, each with its jar if it is in one. */
    static Map<String, List<String>> of(CompiledPipeline pipeline, CodeFingerprints codes) {
        WholeClasses whole = new WholeClasses(pipeline);
        Map<String, List<String>> byNode = new LinkedHashMap<>();
        for (ReachedPart part : codes.reached()) {
            part.wholeClass()
                    .filter(type -> !whole.holders.contains(type))
                    .filter(type -> whole.isOwn(type, part.part().source().isEmpty()))
                    .ifPresent(type -> part.nodes().stream()
                            .mapToObj(pipeline.graph()::node)
                            .forEach(node -> byNode.computeIfAbsent(node, each -> new ArrayList<>())
                                    .add(shown(type, part.part().source()))));
        }
        byNode.values().forEach(Collections::sort);
        return byNode;
    }

    private boolean isOwn(String type, boolean isInDirectory) {
        return own.contains(owner(type)) || (isInDirectory && !type.startsWith(FRESHET));
    }

    private static String shown(String type, String jar) {
        return type + (jar.isEmpty() ? "" : " (" + jar + ")");
    }

    /** Returns the start of a class's package; empty for the unnamed package. */
    private static String owner(String type) {
        String[] words = type.split("\\.");
        int count = Math.min(type.startsWith(FRESHET) ? WORDS + 1 : WORDS, words.length - 1);
        return String.join(".", List.of(words).subList(0, count));
    }
}
