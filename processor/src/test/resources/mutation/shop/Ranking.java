package shop;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

final class Ranking {
    private Ranking() {}

    static <T> List<T> top(List<? extends T> values, Comparator<? super T> order, int count) {
        List<T> sorted = new ArrayList<>(values);
        sorted.sort(order.reversed());
        return sorted.subList(0, Math.min(count, sorted.size()));
    }

    static <T> T first(List<T> values) {
        return values.get(0);
    }

    static int first(int[] values) {
        return values[0];
    }
}
