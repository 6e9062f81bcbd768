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
 * The order in which the static initialisers of classes run, which the digests of fields do not include. Only the order
 * of what a node reaches counts: a field that the node does not reach and whose initialiser has no effect changes
 * nothing.
 */
final class InitializerOrder {
    /** Stands in {@link Order#numbers} for what is always reached together with the class. */
    private static final int ALWAYS = -1;

    private final Program program;
    private final Map<Reference, @Nullable Order> orders = new HashMap<>();

    InitializerOrder(Program program) {
        this.program = program;
    }

    /** What runs when a class is initialised, in order, with the numbers by which it is known whether it is reached. */
    private record Order(
            Reference id,
            String source,
            int line,
            List<Reference> entries,
            int[] numbers,
            Map<BitSet, CodePart> parts) {
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
            kept.stream().mapToObj(entries::get).forEach(entry -> digest.add(entry.text()));
            return new CodePart(digest.hex(), source, line);
        }
    }

    /**
     * Adds the order for a class, if there is one.
     *
     * @param initializer the static initialiser that is reached
     * @param reached the numbers of all references that are
     */
    void add(Reference.OfType initializer, BitSet reached, ToIntFunction<Reference> numbers, Map<String, CodePart> to) {
        if (!orders.containsKey(initializer)) {
            orders.put(initializer, order(initializer.owner(), numbers));
        }
        Order order = orders.get(initializer);
        CodePart part = order == null ? null : order.part(reached);
        if (order != null && part != null) {
            to.put(order.id().text(), part);
        }
    }

    private @Nullable Order order(String name, ToIntFunction<Reference> numbers) {
        TypeInfo type = program.type(name);
        if (type == null || type.initializers().size() < 2) {
            return null;
        }
        List<Reference> entries = new ArrayList<>();
        for (Reference entry : type.initializers()) {
            if (!(entry instanceof Reference.OfType supertype) || hasEffect(supertype, new HashSet<>())) {
                entries.add(entry);
            }
        }
        int[] known = entries.stream()
                .mapToInt(entry -> entry instanceof Reference.Field ? numbers.applyAsInt(entry) : ALWAYS)
                .toArray();
        Program.Placed header = program.unit(Reference.header(name));
        return new Order(
                ReferenceCodec.ofType(Reference.Kind.INITIALIZER_ORDER, name),
                header == null ? "" : header.source(),
                header == null ? 0 : header.unit().line(),
                entries,
                known,
                new HashMap<>());
    }

    /** Whether initialising a supertype does anything. */
    private boolean hasEffect(Reference.OfType initializer, Set<Reference> seen) {
        TypeInfo type = program.type(initializer.owner());
        if (type == null || !seen.add(initializer)) {
            return false;
        }
        if (type.isOneUnit()) {
            return true;
        }
        Program.Placed unit = program.unit(initializer);
        return type.initializers().stream()
                .anyMatch(entry -> entry instanceof Reference.OfType supertype
                        ? hasEffect(supertype, seen)
                        : entry.equals(Reference.STATIC_BLOCK)
                                || (unit != null && unit.unit().references().contains(entry)));
    }
}
