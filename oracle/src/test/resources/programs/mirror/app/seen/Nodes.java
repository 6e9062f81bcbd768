package seen;

import dev.freshet.Node;
import java.io.Serializable;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import mark.Marked;
import mark.Mirror;

public final class Nodes {
    private Nodes() {}

    @Node
    public static String item(int unused) {
        return Mirror.type(Item.class) + new Item<String>().size();
    }

    @Node
    public static String row(long id) {
        return Mirror.type(Row.class) + new Row(id, List.of("n"), java.util.Optional.empty()).count();
    }

    @Node
    public static String local(String text) {
        @Marked("local")
        record Pair<T extends Number>(@Marked("left") List<T> left, String right) {}
        @Marked(level = 9)
        class Holder extends Parent<List<String>> implements Supplier<String> {
            @Marked("field")
            List<Long> longs;

            @Override
            public String get() {
                return text;
            }
        }
        return Mirror.type(Pair.class) + Mirror.type(Holder.class) + new Holder().get() + new Pair<>(List.of(1), text);
    }

    @Node
    public static boolean serializable(int value) {
        Runnable run = (Runnable & Serializable) () -> {};
        Function<Integer, Integer> plain = x -> x + value;
        return run instanceof Serializable && !(plain instanceof Serializable);
    }

    @Node
    public static String anonymous(String text) {
        Object made = new Parent<List<Integer>>() {
            @Marked("inside")
            List<Short> shorts;

            @Override
            int size() {
                return text.length();
            }
        };
        return Mirror.type(made.getClass()) + ((Parent<?>) made).size();
    }

    @Node
    public static String byAnnotation(int value) throws ReflectiveOperationException {
        Marked marked = Item.class.getAnnotation(Marked.class);
        Class<?> helper = marked.by();
        return marked.value() + marked.level() + Mirror.annotations(helper) + value;
    }
}
