package dev.freshet.config;

import java.lang.ref.SoftReference;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.WeakHashMap;

/** The services of a type, found once for each class loader. */
public final class Services<T> {
    private final Class<T> type;
    private final ServiceLoaderOf<T> loading;
    private final Map<ClassLoader, SoftReference<List<T>>> found = new WeakHashMap<>();

    /**
     * Calls {@link ServiceLoader#load(Class, ClassLoader)}. The JDK requires the call to come from the module that
     * declares the use of the service.
     */
    public interface ServiceLoaderOf<T> {
        ServiceLoader<T> load(ClassLoader loader);
    }

    /**
     * Creates a cache of services.
     *
     * @param type the type of the services
     * @param loading the call of {@link ServiceLoader}
     */
    public Services(Class<T> type, ServiceLoaderOf<T> loading) {
        this.type = type;
        this.loading = loading;
    }

    /**
     * Returns the services that this thread's class loader finds.
     *
     * @throws ConfigException if a service cannot be created
     */
    public synchronized List<T> all() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        SoftReference<List<T>> known = found.get(loader);
        List<T> services = known == null ? null : known.get();
        if (services == null) {
            services = load(loader);
            found.put(loader, new SoftReference<>(services));
        }
        return services;
    }

    private List<T> load(ClassLoader loader) {
        try {
            return loading.load(loader).stream()
                    .map(ServiceLoader.Provider::get)
                    .toList();
        } catch (ServiceConfigurationError e) {
            throw new ConfigException(
                    new Position("META-INF/services/" + type.getName(), 0, 0), String.valueOf(e.getMessage()));
        }
    }
}
