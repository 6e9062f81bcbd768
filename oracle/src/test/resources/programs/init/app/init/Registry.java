package init;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import kit.Log;

/** Static fields whose initialisers do things. */
final class Registry {
    static final List<String> NAMES = new ArrayList<>();
    static final boolean DONE = NAMES.add("x");
    static final List<Integer> FILLED = Stream.of(1, 2, 3).map(n -> n * 2).toList();
    static final boolean EACH = Stream.of("p", "q").peek(NAMES::add).count() > 5;
    static int counter = Log.note("counter", 4);
    static int unused = NAMES.size();
    private static final int SIZE = FILLED.size() + counter;

    static {
        counter = counter + SIZE;
    }

    static {
        NAMES.add("block" + counter);
    }

    private Registry() {}

    static int size() {
        return NAMES.size() * 100 + SIZE;
    }
}
