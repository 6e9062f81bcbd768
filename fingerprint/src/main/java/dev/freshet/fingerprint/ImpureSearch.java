package dev.freshet.fingerprint;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds the marks that a node reaches without passing through code whose author suppressed them, by the shortest ways.
 */
final class ImpureSearch {
    private final Function<String, Collection<String>> next;
    private final Function<String, Program.@Nullable Placed> units;
    private final Map<String, String> cameFrom = new HashMap<>();

    /** @param next what a reference leads to */
    ImpureSearch(Function<String, Collection<String>> next, Function<String, Program.@Nullable Placed> units) {
        this.next = next;
        this.units = units;
    }

    List<ImpureUse> from(Set<String> roots, NodeCode node) {
        Set<ImpureUse> found = new LinkedHashSet<>();
        ArrayDeque<String> open = new ArrayDeque<>(roots);
        roots.forEach(root -> cameFrom.put(root, ""));
        while (!open.isEmpty()) {
            String reference = open.remove();
            Collection<String> leadsTo = next.apply(reference);
            if (leadsTo.contains(ImpureMark.SUPPRESSED)) {
                continue;
            }
            for (String each : leadsTo) {
                if (ImpureMark.isMark(each)) {
                    ImpureMark.parse(each)
                            .filter(mark -> !isDeclared(mark.kind(), node))
                            .ifPresent(mark -> found.add(use(mark, reference)));
                } else if (cameFrom.putIfAbsent(each, reference) == null) {
                    open.add(each);
                }
            }
        }
        return List.copyOf(found);
    }

    /** A node that names resources, or types that it reaches by reflection, has said what it reads. */
    private static boolean isDeclared(ImpureKind kind, NodeCode node) {
        return switch (kind) {
            case RESOURCES -> !node.resources().isEmpty();
            case REFLECTION -> !node.alsoDependsOn().isEmpty();
            case NATIVE -> !node.version().isEmpty();
            default -> false;
        };
    }

    private ImpureUse use(ImpureMark mark, String unit) {
        Program.Placed placed = units.apply(unit);
        List<String> via = new ArrayList<>();
        for (String each = cameFrom.getOrDefault(unit, ""); !each.isEmpty(); each = cameFrom.getOrDefault(each, "")) {
            if (each.startsWith("M:") && !via.contains(CodeChanges.shortName(each))) {
                via.add(0, CodeChanges.shortName(each));
            }
        }
        return new ImpureUse(
                mark.kind(), mark.what(), unit, placed == null ? "" : placed.source(), mark.line(), List.copyOf(via));
    }
}
