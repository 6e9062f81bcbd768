package dev.freshet.dataset.catalog;

import dev.freshet.config.ConfigException;
import dev.freshet.config.Position;
import dev.freshet.dataset.StorageProvider;
import java.lang.ref.SoftReference;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.WeakHashMap;

/** The storages that schemes stand for. */
final class StorageProviders {
    /** By class loader, what services were found. */
    private static final Map<ClassLoader, SoftReference<List<StorageProvider>>> FOUND = new WeakHashMap<>();

    private StorageProviders() {}

    static Optional<StorageProvider> named(String scheme) {
        return found().stream()
                .filter(provider -> provider.scheme().equals(scheme))
                .findFirst();
    }

    /** Whether the scheme is that of a file system of Java. */
    static boolean isFileSystem(String scheme) {
        return FileSystemProvider.installedProviders().stream()
                .anyMatch(provider -> provider.getScheme().equalsIgnoreCase(scheme));
    }

    /** What may be written before {@code ://}. */
    static List<String> schemes() {
        List<String> schemes = new ArrayList<>(List.of("file"));
        found().forEach(provider -> schemes.add(provider.scheme()));
        return schemes;
    }

    private static synchronized List<StorageProvider> found() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        SoftReference<List<StorageProvider>> known = FOUND.get(loader);
        List<StorageProvider> providers = known == null ? null : known.get();
        if (providers == null) {
            providers = new ArrayList<>();
            try {
                ServiceLoader.load(StorageProvider.class, loader).forEach(providers::add);
            } catch (ServiceConfigurationError e) {
                throw new ConfigException(
                        new Position("META-INF/services/" + StorageProvider.class.getName(), 0, 0),
                        String.valueOf(e.getMessage()));
            }
            FOUND.put(loader, new SoftReference<>(providers));
        }
        return providers;
    }
}
