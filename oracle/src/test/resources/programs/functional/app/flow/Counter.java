package flow;

import java.util.Iterator;
import java.util.NoSuchElementException;

/** Anonymous, local and inner classes that capture. */
class Counter implements Iterable<Integer> {
    private final int to;
    private int made;

    Counter(int to) {
        this.to = to;
    }

    @Override
    public Iterator<Integer> iterator() {
        made++;
        return new Iterator<>() {
            private int at = made;

            @Override
            public boolean hasNext() {
                return at <= to;
            }

            @Override
            public Integer next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("no " + at);
                }
                return at++;
            }
        };
    }

    int squares(int start) {
        class Sum {
            int total = start;

            void add(int value) {
                total += value * value + made;
            }
        }
        Sum sum = new Sum();
        for (int value : this) {
            sum.add(value);
        }
        return sum.total;
    }

    interface Visitor<R> {
        R visit(int value);

        default R twice(int value) {
            visit(value);
            return visit(value + 1);
        }
    }

    <R> R accept(Visitor<? extends R> visitor) {
        return visitor.twice(to);
    }
}
