package dev.freshet.spark;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Starts the only context of this process while a runner calls nodes on Spark: as the runner needs it, so that tables
 * and nodes share it. Thread-safe.
 */
public final class SharedContext {
    private static volatile @Nullable Callable<?> starter;

    private SharedContext() {}

    /** Sets how the context starts from now on. */
    public static void startBy(Callable<?> start) {
        starter = start;
    }

    /** Removes a way in which the context starts. */
    public static void noLongerBy(Callable<?> start) {
        if (start.equals(starter)) {
            starter = null;
        }
    }

    /**
     * Starts the context as the runner does, if there is a runner.
     *
     * @return whether there is a runner
     * @throws IllegalStateException if the context cannot be started; the message is one line
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
