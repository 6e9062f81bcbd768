package dev.freshet.config;

import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** The services of a type, found once for each class loader. */
public final class Services<T> {
    private final PerClassLoader<List<T>> found;

    /** Calls {@link ServiceLoader#load(Class, ClassLoader)}, which must be called by the module that uses the type. */
    public interface ServiceLoaderOf<T> {
        ServiceLoader<T> load(ClassLoader loader);
    }

    public Services(Class<T> type, ServiceLoaderOf<T> loading) {
        found = new PerClassLoader<>(loader -> load(type, loading, loader));
    }

    /**
     * Those that the class loader of this thread finds.
     *
     * @throws ConfigException if one of them cannot be made
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
