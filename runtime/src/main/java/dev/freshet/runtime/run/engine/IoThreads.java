package dev.freshet.runtime.run.engine;

import java.lang.reflect.Method;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that mostly wait for storage: virtual threads on JDK 21 and later, otherwise daemon threads. */
public final class IoThreads {
    private static final ThreadFactory FACTORY = factory();

    private IoThreads() {}

    /** Creates an executor that starts a thread for each task. The caller limits their number. */
    public static ExecutorService newExecutor() {
        return Executors.newCachedThreadPool(FACTORY);
    }

    private static ThreadFactory factory() {
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            Class<?> type = Class.forName("java.lang.Thread$Builder");
            Method name = type.getMethod("name", String.class, long.class);
            return (ThreadFactory) type.getMethod("factory").invoke(name.invoke(builder, "freshet-io-", 1L));
        } catch (ReflectiveOperationException beforeJdk21) {
            AtomicInteger number = new AtomicInteger();
            return task -> {
                Thread thread = new Thread(task, "freshet-io-" + number.incrementAndGet());
                thread.setDaemon(true);
                return thread;
            };
        }
    }
}
