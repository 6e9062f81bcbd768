package dev.freshet.fingerprint;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * In which order the static initialisers of classes run. Fields have digests of their own, which do not tell it. Of a
 * class, only the order of what a node reaches counts: a field that it does not reach, and that does nothing else,
 * changes nothing.
 */
final class InitializerOrder {
    /** Stands in {@link Order#numbers} for what is always reached together with the class. */
    private static final int ALWAYS = -1;

    private static final String STATIC_INITIALIZER = "S:";

    private final Program program;
    private final Map<String, @Nullable Order> orders = new HashMap<>();

    InitializerOrder(Program program) {
        this.program = program;
    }

    /** What runs when a class is initialised, in order, with the numbers by which it is known whether it is reached. */
    private record Order(
            String id, String source, int line, List<String> entries, int[] numbers, Map<BitSet, CodePart> parts) {
        @Nullable
        CodePart part(BitSet reached) {
            BitSet kept = new BitSet(numbers.length);
            for (int i = 0; i < numbers.length; i++) {
                kept.set(i, numbers[i] == ALWAYS || reached.get(numbers[i]));
            }
            return kept.cardinality() < 2 ? null : parts.computeIfAbsent(kept, this::digested);
        }

        private CodePart digested(BitSet kept) {
            Digest digest = new Digest();
            kept.stream().mapToObj(entries::get).forEach(digest::add);
            return new CodePart(digest.hex(), source, line);
        }
    }

    /**
     * Adds the order for a class, if there is one.
     *
     * @param initializer that is reached, {@code S:demo/Square}
     * @param reached the numbers of all references that are
     */
    void add(String initializer, BitSet reached, ToIntFunction<String> numbers, Map<String, CodePart> to) {
        if (!orders.containsKey(initializer)) {
            orders.put(initializer, order(initializer.substring(STATIC_INITIALIZER.length()), numbers));
        }
        Order order = orders.get(initializer);
        CodePart part = order == null ? null : order.part(reached);
        if (order != null && part != null) {
            to.put(order.id(), part);
        }
    }

    private @Nullable Order order(String name, ToIntFunction<String> numbers) {
        TypeInfo type = program.type(name);
        if (type == null || type.initializers().size() < 2) {
            return null;
        }
        List<String> entries = new ArrayList<>();
        for (String entry : type.initializers()) {
            if (!entry.startsWith(STATIC_INITIALIZER) || hasEffect(entry, new HashSet<>())) {
                entries.add(entry);
            }
        }
        int[] known = entries.stream()
                .mapToInt(entry -> entry.startsWith("F:") ? numbers.applyAsInt(entry) : ALWAYS)
                .toArray();
        Program.Placed header = program.unit("T:" + name);
        return new Order(
                "Q:" + name,
                header == null ? "" : header.source(),
                header == null ? 0 : header.unit().line(),
                entries,
                known,
                new HashMap<>());
    }

    /** Whether initialising a supertype does anything. */
    private boolean hasEffect(String initializer, Set<String> seen) {
        TypeInfo type = program.type(initializer.substring(STATIC_INITIALIZER.length()));
        if (type == null || !seen.add(initializer)) {
            return false;
        }
        if (type.isWhole() || type.isLibrary()) {
            return true;
        }
        Program.Placed unit = program.unit(initializer);
        return type.initializers().stream()
                .anyMatch(entry -> entry.startsWith(STATIC_INITIALIZER)
                        ? hasEffect(entry, seen)
                        : entry.equals(ClassUnits.BLOCK)
                                || (unit != null && unit.unit().references().contains(entry)));
    }
}
