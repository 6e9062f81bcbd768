package dev.freshet.config;

import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Function;

/** The services of a type, found once for each class loader. */
public final class Services<T> {
    private final PerClassLoader<List<T>> found;
    private final PerClassLoader<List<Class<? extends T>>> types;

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
        found = new PerClassLoader<>(loader -> load(type, loading, loader, ServiceLoader.Provider::get));
        types = new PerClassLoader<>(loader -> load(type, loading, loader, ServiceLoader.Provider::type));
    }

    /**
     * Returns the services that this thread's class loader finds.
     *
     * @throws ConfigException if a service cannot be created
     */
    public List<T> all() {
        return found.get();
    }

    /**
     * Returns the classes of the services that this thread's class loader finds, without creating a service.
     *
     * @throws ConfigException if a class cannot be loaded
     */
    public List<Class<? extends T>> types() {
        return types.get();
    }

    private static <T, R> List<R> load(
            Class<T> type, ServiceLoaderOf<T> loading, ClassLoader loader, Function<ServiceLoader.Provider<T>, R> as) {
        try {
            return loading.load(loader).stream().map(as).toList();
        } catch (ServiceConfigurationError e) {
            throw new ConfigException(
                    Position.of("META-INF/services/" + type.getName()), String.valueOf(e.getMessage()));
        }
    }
}
