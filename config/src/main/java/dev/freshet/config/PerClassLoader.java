package dev.freshet.config;

import java.lang.ref.SoftReference;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Function;

/** Something that is made once for each class loader of a thread; again if memory was short. */
public final class PerClassLoader<T> {
    private final Function<ClassLoader, T> making;
    private final Map<ClassLoader, SoftReference<T>> made = new WeakHashMap<>();

    /** @param making is given the context class loader of the thread that asks */
    public PerClassLoader(Function<ClassLoader, T> making) {
        this.making = making;
    }

    /** That of the class loader of this thread. */
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
