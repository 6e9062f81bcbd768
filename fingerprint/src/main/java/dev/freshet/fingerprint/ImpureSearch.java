package dev.freshet.fingerprint;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds the impure uses that a node reaches, by the shortest ways, without going through code that suppresses them.
 */
final class ImpureSearch {
    private final Function<Reference, References.Target> targets;
    private final Function<Reference, Program.@Nullable Placed> units;
    /** A root comes from itself. */
    private final Map<Reference, Reference> cameFrom = new HashMap<>();

    ImpureSearch(Function<Reference, References.Target> targets, Function<Reference, Program.@Nullable Placed> units) {
        this.targets = targets;
        this.units = units;
    }

    List<ImpureUse> from(Set<Reference> roots, NodeCode node) {
        Set<ImpureUse> found = new LinkedHashSet<>();
        ArrayDeque<Reference> open = new ArrayDeque<>(roots);
        roots.forEach(root -> cameFrom.put(root, root));
        while (!open.isEmpty()) {
            Reference reference = open.remove();
            References.Target target = targets.apply(reference);
            if (target.marks().contains(Mark.Flag.IMPURE_SUPPRESSED)) {
                continue;
            }
            for (Mark each : target.marks()) {
                if (each instanceof ImpureMark mark && !isDeclared(mark.kind(), node)) {
                    found.add(use(mark, reference));
                }
            }
            for (Reference each : target.next()) {
                if (cameFrom.putIfAbsent(each, reference) == null) {
                    open.add(each);
                }
            }
        }
        return List.copyOf(found);
    }

    /** Whether the node declares the dependency: its resources, or the types that it reaches by reflection. */
    private static boolean isDeclared(ImpureKind kind, NodeCode node) {
        return switch (kind) {
            case RESOURCES -> !node.resources().isEmpty();
            case REFLECTION -> !node.alsoDependsOn().isEmpty();
            case NATIVE -> !node.version().isEmpty();
            default -> false;
        };
    }

    private ImpureUse use(ImpureMark mark, Reference unit) {
        Program.Placed placed = units.apply(unit);
        List<String> via = new ArrayList<>();
        Reference to = unit;
        for (Reference from = origin(to); !from.equals(to); from = origin(to)) {
            to = from;
            if (from instanceof Reference.Method && !via.contains(CodeChanges.shortName(from))) {
                via.add(0, CodeChanges.shortName(from));
            }
        }
        return new ImpureUse(
                mark.kind(), mark.what(), unit, placed == null ? "" : placed.source(), mark.line(), List.copyOf(via));
    }

    private Reference origin(Reference reference) {
        return cameFrom.getOrDefault(reference, reference);
    }
}
