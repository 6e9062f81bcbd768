package dev.freshet.spark;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * How the one context of this process starts while a runner calls nodes on Spark: as the runner needs it, so that tables
 * and nodes share it. Thread-safe.
 */
public final class SharedContext {
    private static volatile @Nullable Callable<?> starter;

    private SharedContext() {}

    /** From now on, has the context started like this. */
    public static void startBy(Callable<?> start) {
        starter = start;
    }

    /** No longer has the context started like this. */
    public static void noLongerBy(Callable<?> start) {
        if (start.equals(starter)) {
            starter = null;
        }
    }

    /**
     * Starts the context as the runner does, if there is a runner.
     *
     * @return whether there is one
     * @throws IllegalStateException if it cannot be started; the message is one line
     */
    static boolean start() {
        Callable<?> start = starter;
        if (start == null) {
            return false;
        }
        try {
            start.call();
            return true;
        } catch (Exception e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }
}
