package dev.freshet.config;

import java.lang.ref.SoftReference;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Function;

/**
 * A value that is computed once for each context class loader. If memory is short, it is dropped and computed again.
 */
public final class PerClassLoader<T> {
    private final Function<ClassLoader, T> making;
    private final Map<ClassLoader, SoftReference<T>> made = new WeakHashMap<>();

    /** @param making computes the value from the context class loader of the calling thread */
    public PerClassLoader(Function<ClassLoader, T> making) {
        this.making = making;
    }

    /** Returns the value for the context class loader of this thread. */
    public synchronized T get() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        SoftReference<T> known = made.get(loader);
        T found = known == null ? null : known.get();
        if (found == null) {
            found = making.apply(loader);
            made.put(loader, new SoftReference<>(found));
        }
        return found;
    }
}
