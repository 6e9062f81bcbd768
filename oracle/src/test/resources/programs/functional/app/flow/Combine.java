package flow;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

final class Combine {
    private Combine() {}

    static Map<Integer, List<String>> byLength(List<String> words) {
        return words.stream().collect(Collectors.groupingBy(String::length, TreeMap::new, Collectors.toList()));
    }

    static <T extends Comparable<? super T>> T largest(List<? extends T> all) {
        T best = all.get(0);
        for (T each : all) {
            if (each.compareTo(best) > 0) {
                best = each;
            }
        }
        return best;
    }

    static <A, B, C> Function<A, C> then(Function<? super A, ? extends B> first, Function<? super B, ? extends C> next) {
        return a -> next.apply(first.apply(a));
    }

    static int sum(int limit) {
        return IntStream.range(0, limit).filter(i -> i % 2 == 0).map(i -> i * i).sum();
    }

    static List<String> ordered(List<String> words) {
        List<String> copy = new ArrayList<>(words);
        copy.sort(Comparator.<String>comparingInt(w -> w.length()).thenComparing(Comparator.reverseOrder()));
        return copy;
    }

    static int[] table(int size) {
        int[] table = new int[size];
        for (int i = 0, j = size; i < size; i++, j--) {
            table[i] = i * j;
        }
        return table;
    }
}
