package dev.freshet.dataset.catalog;

import dev.freshet.config.NearestName;
import dev.freshet.config.Services;
import dev.freshet.dataset.StorageProvider;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** The storages that schemes stand for. */
final class StorageProviders {
    /** The extensions that add storages, by scheme. */
    static final Map<String, String> EXTENSIONS = Map.of("gs", "freshet-gcs", "s3", "freshet-s3");

    private static final Services<StorageProvider> PROVIDERS =
            new Services<>(StorageProvider.class, loader -> ServiceLoader.load(StorageProvider.class, loader));

    private StorageProviders() {}

    static Optional<StorageProvider> named(String scheme) {
        return PROVIDERS.all().stream()
                .filter(provider -> provider.scheme().equals(scheme))
                .findFirst();
    }

    /** Whether the scheme is that of a file system of Java. */
    static boolean isFileSystem(String scheme) {
        return FileSystemProvider.installedProviders().stream()
                .anyMatch(provider -> provider.getScheme().equalsIgnoreCase(scheme));
    }

    /** What to do about a scheme that no storage has. */
    static String hint(String scheme) {
        return hint(scheme, EXTENSIONS, schemes());
    }

    /** @param extensions the extensions that add schemes, by scheme */
    static String hint(String scheme, Map<String, String> extensions, Collection<String> known) {
        String extension = extensions.get(scheme);
        return extension == null ? NearestName.hint(scheme, known) : "add " + extension + " to the class path";
    }

    /** Returns the message about a scheme that stands for no storage. */
    static String unknown(String scheme) {
        return "unknown storage \"" + scheme + "\"; " + hint(scheme);
    }

    /** What may be written before {@code ://}. */
    static List<String> schemes() {
        List<String> schemes = new ArrayList<>(List.of("file"));
        PROVIDERS.all().forEach(provider -> schemes.add(provider.scheme()));
        return schemes;
    }
}
