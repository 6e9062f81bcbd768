package init;

import dev.freshet.Node;
import java.util.List;
import kit.Conf;
import kit.Limits;
import kit.Log;

public final class Nodes implements Limits {
    private static final int SHIFT = LOW + 1;
    private static final long BIG = 1L << 33;
    private static final char LETTER = 'a' + 2;

    private Nodes() {}

    @Node
    public static double configured(int factor) {
        return Conf.INSTANCE.rate() * factor + Conf.DEFAULT + Conf.made();
    }

    @Node
    public static String stages(int index) {
        Stage stage = Stage.ALL[Math.floorMod(index, Stage.ALL.length)];
        return stage.label() + Stage.LAST + stage.weight + Log.drain();
    }

    @Node
    public static int registered(List<String> names) {
        return Registry.size() + names.size();
    }

    @Node
    public static List<Integer> counted(int start) {
        int sum = start + Registry.counter;
        return List.of(sum, Registry.FILLED.get(0), Registry.NAMES.size());
    }

    @Node
    public static String derived(String own) {
        Derived derived = own.isEmpty() ? new Derived() : new Derived(own);
        return derived.text + derived.sum() + get().bound + Base.TAG + Log.drain();
    }

    private static Derived get() {
        return Derived.Lazy.get();
    }

    @Node
    public static String limits(int value) {
        int clamped = new Nodes().clamp(value);
        return clamped + UNIT + HIGH + RATE + SHIFT + BIG + LETTER + BOXED + Log.drain();
    }
}
