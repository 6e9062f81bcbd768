package fun;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

public class Pipe<T> {
    protected final List<T> items;
    int reads;

    public Pipe(List<T> items) {
        this.items = new ArrayList<>(items);
    }

    @SafeVarargs
    public static <E> Pipe<E> of(E... items) {
        return new Pipe<>(List.of(items));
    }

    public <R> Pipe<R> map(Function<? super T, ? extends R> mapper) {
        List<R> mapped = new ArrayList<>();
        for (T item : items) {
            mapped.add(mapper.apply(item));
        }
        return new Pipe<>(mapped);
    }

    public Pipe<T> keep(Predicate<T> test) {
        Pipe<T> kept = new Pipe<>(List.of());
        items.stream().filter(test).forEach(kept.items::add);
        return kept;
    }

    public <A> A fold(A start, BiFunction<A, ? super T, A> step) {
        A sum = start;
        for (T item : items) {
            sum = step.apply(sum, item);
            reads++;
        }
        return sum;
    }

    public Cursor cursor() {
        return new Cursor();
    }

    /** Inner: has the pipe that it reads. */
    public class Cursor {
        private int at;

        public T next() {
            reads += 1;
            return items.get(at++);
        }

        public boolean more() {
            return at < Pipe.this.items.size();
        }

        public int read() {
            return reads;
        }
    }
}
