package dev.freshet.oracle.bytecode;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SortedMap;
import java.util.TreeMap;

/** Collects what is reached from somewhere. A closure's digest is a sum, so that thousands of nodes are quick. */
final class Reach {
    private final Graph graph;
    private final Map<Ref, Integer> numbers = new HashMap<>();
    private final List<Ref> refs = new ArrayList<>();
    private final List<int[]> successors = new ArrayList<>();
    private final List<long[]> hashes = new ArrayList<>();

    Reach(Graph graph) {
        this.graph = graph;
    }

    Closure from(String entry, Queue<Ref> roots) {
        BitSet reached = new BitSet();
        ArrayDeque<Integer> open = new ArrayDeque<>();
        roots.forEach(root -> open.add(number(root)));
        open.forEach(reached::set);
        while (!open.isEmpty()) {
            for (int next : successors(open.remove())) {
                if (!reached.get(next)) {
                    reached.set(next);
                    open.add(next);
                }
            }
        }
        return new Closure(digest(entry, reached), () -> texts(reached));
    }

    private int number(Ref ref) {
        Integer known = numbers.get(ref);
        if (known != null) {
            return known;
        }
        numbers.put(ref, refs.size());
        refs.add(ref);
        successors.add(new int[0]);
        hashes.add(new long[0]);
        return refs.size() - 1;
    }

    private int[] successors(int number) {
        if (hashes.get(number).length == 0) {
            Graph.Target target = graph.target(refs.get(number));
            successors.set(number, target.next().stream().mapToInt(this::number).toArray());
            hashes.set(number, hash(refs.get(number), target));
        }
        return successors.get(number);
    }

    private static long[] hash(Ref ref, Graph.Target target) {
        return new Hash().add(text(ref, target)).longs();
    }

    /** Statements of initialisers have their place in their class, not a name. */
    private static String text(Ref ref, Graph.Target target) {
        StringBuilder text = new StringBuilder(ref.toString()).append('\n').append(target.text());
        target.next().stream()
                .filter(next -> next.kind() != Ref.Kind.SEGMENT)
                .map(Ref::toString)
                .sorted()
                .forEach(next -> text.append("\n> ").append(next));
        return text.toString();
    }

    private String digest(String entry, BitSet reached) {
        long[] sum = {0, 0};
        reached.stream()
                .filter(number -> refs.get(number).kind() != Ref.Kind.SEGMENT)
                .forEach(number -> {
                    sum[0] += hashes.get(number)[0];
                    sum[1] += hashes.get(number)[1];
                });
        Hash hash = new Hash().add(entry).add(sum[0] + " " + sum[1]);
        initializers(reached).forEach((type, text) -> hash.add(type).add(text));
        return hash.text();
    }

    /** The statements that count of each class's initialiser, in order; free ones that follow each other sorted. */
    private SortedMap<String, String> initializers(BitSet reached) {
        SortedMap<String, List<Ref>> byType = new TreeMap<>();
        reached.stream()
                .mapToObj(refs::get)
                .filter(ref -> ref.kind() == Ref.Kind.SEGMENT)
                .forEach(ref -> byType.computeIfAbsent(ref.owner(), key -> new ArrayList<>())
                        .add(ref));
        SortedMap<String, String> texts = new TreeMap<>();
        byType.forEach((type, segments) -> {
            segments.sort(Comparator.comparingInt(each -> Integer.parseInt(each.name())));
            StringBuilder text = new StringBuilder();
            List<String> free = new ArrayList<>();
            for (Ref segment : segments) {
                ClassInitializer.Statement statement = graph.statement(segment);
                if (!statement.isFree()) {
                    flush(free, text);
                }
                free.add(statement.code().text());
                if (!statement.isFree()) {
                    flush(free, text);
                }
            }
            flush(free, text);
            texts.put(type, text.toString());
        });
        return texts;
    }

    private static void flush(List<String> free, StringBuilder text) {
        free.stream().sorted().forEach(each -> text.append(each).append(";\n"));
        free.clear();
    }

    private SortedMap<String, String> texts(BitSet reached) {
        SortedMap<String, String> texts = new TreeMap<>();
        reached.stream()
                .mapToObj(refs::get)
                .filter(ref -> ref.kind() != Ref.Kind.SEGMENT)
                .forEach(ref -> texts.put(ref.toString(), text(ref, graph.target(ref))));
        initializers(reached).forEach((type, text) -> texts.put("initialiser of " + type, text));
        return texts;
    }
}
