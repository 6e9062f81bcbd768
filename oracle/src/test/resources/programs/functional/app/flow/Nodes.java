package flow;

import dev.freshet.Node;
import fun.Pipe;
import fun.Steps;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

public final class Nodes {
    private Nodes() {}

    @Node
    public static int folded(List<Integer> numbers) {
        Steps steps = new Steps(3);
        return new Pipe<>(numbers).map(steps::scale).map(Steps::twice).keep(n -> n > 4).fold(1, (sum, n) -> sum + n);
    }

    @Node
    public static String cursors(String text) {
        Pipe<String> pipe = Pipe.of(text, "b", "c");
        Pipe<String>.Cursor cursor = pipe.cursor();
        StringBuilder all = new StringBuilder();
        while (cursor.more()) {
            all.append(cursor.next());
        }
        return all.append(cursor.read()).toString();
    }

    @Node
    public static int counted(int to) {
        Counter counter = new Counter(Math.min(to, 9));
        int sum = 0;
        for (Integer value : counter) {
            sum += value;
        }
        return sum + counter.squares(2) + counter.<Integer>accept(v -> v * 3);
    }

    @Node
    public static Map<Integer, List<String>> grouped(List<String> words) {
        return Combine.byLength(Combine.ordered(words));
    }

    @Node
    public static String largest(List<String> words) {
        String best = words.isEmpty() ? "none" : Combine.largest(words);
        return best + Steps.UPPER.apply(best) + words.stream().max(Steps.BY_LENGTH).orElse("-");
    }

    @Node
    public static int composed(int value) {
        Function<Integer, String> shown = Combine.then(x -> x + value, String::valueOf);
        Function<Integer, Integer> measured = shown.andThen(String::length);
        return measured.apply(90) * 10 + Combine.sum(value) + Combine.table(5)[2];
    }

    @Node
    public static String supplied(String text) {
        Supplier<String> lazy = Steps.lazily(text);
        lazy.get();
        Supplier<Counter> made = () -> new Counter(2);
        return lazy.get() + made.get().squares(0);
    }

    @Node
    public static int parity(int n) {
        return Steps.odd(Math.min(Math.abs(n), 50));
    }
}
