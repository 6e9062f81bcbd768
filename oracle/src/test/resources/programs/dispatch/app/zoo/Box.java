package zoo;

import java.util.function.Function;

/** Bridge methods, bounds and hidden fields. */
abstract class Box<T extends Comparable<T>> {
    T content;
    int size = 1;

    Box(T content) {
        this.content = content;
    }

    abstract T change(T from);

    T changed() {
        return change(content);
    }

    boolean less(T other) {
        return content.compareTo(other) < 0;
    }

    <R> R map(Function<? super T, ? extends R> mapper) {
        return mapper.apply(content);
    }

    static <V extends Comparable<V>> V max(V one, V two) {
        return one.compareTo(two) >= 0 ? one : two;
    }

    static final class Text extends Box<String> {
        int size = 2;

        Text(String content) {
            super(content);
        }

        @Override
        String change(String from) {
            return from + size + super.size + ((Box<String>) this).size;
        }
    }

    static final class Count extends Box<Integer> {
        Count(int content) {
            super(content);
        }

        @Override
        Integer change(Integer from) {
            return from + 1;
        }
    }
}
