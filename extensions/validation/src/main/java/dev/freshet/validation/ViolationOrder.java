package dev.freshet.validation;

import dev.freshet.dataset.ValueValidator.Violation;
import java.util.Comparator;
import java.util.List;

/** Sorts violations by path, with indices in numeric order, then by message. */
enum ViolationOrder implements Comparator<Violation> {
    INSTANCE;

    @Override
    public int compare(Violation a, Violation b) {
        List<String> left = a.path();
        List<String> right = b.path();
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            int order = compare(left.get(i), right.get(i));
            if (order != 0) {
                return order;
            }
        }
        int order = Integer.compare(left.size(), right.size());
        return order == 0 ? a.message().compareTo(b.message()) : order;
    }

    private static int compare(String a, String b) {
        if (isNumber(a) != isNumber(b)) {
            return isNumber(a) ? -1 : 1;
        }
        return isNumber(a) && a.length() != b.length() ? Integer.compare(a.length(), b.length()) : a.compareTo(b);
    }

    private static boolean isNumber(String step) {
        return step.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
