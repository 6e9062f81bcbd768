package dev.freshet.config;

import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** The services of a type, found once for each class loader. */
public final class Services<T> {
    private final PerClassLoader<List<T>> found;

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
        found = new PerClassLoader<>(loader -> load(type, loading, loader));
    }

    /**
     * Returns the services that this thread's class loader finds.
     *
     * @throws ConfigException if a service cannot be created
     */
    public List<T> all() {
        return found.get();
    }

    private static <T> List<T> load(Class<T> type, ServiceLoaderOf<T> loading, ClassLoader loader) {
        try {
            return loading.load(loader).stream()
                    .map(ServiceLoader.Provider::get)
                    .toList();
        } catch (ServiceConfigurationError e) {
            throw new ConfigException(
                    Position.of("META-INF/services/" + type.getName()), String.valueOf(e.getMessage()));
        }
    }
}
