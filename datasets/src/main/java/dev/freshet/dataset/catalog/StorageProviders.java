package dev.freshet.dataset.catalog;

import dev.freshet.config.NearestName;
import dev.freshet.config.Services;
import dev.freshet.dataset.StorageProvider;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** The storages that schemes stand for. */
final class StorageProviders {
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

    /** Returns the message about a scheme that stands for no storage. */
    static String unknown(String scheme) {
        String hint = scheme.equals("s3") ? "add freshet-s3 to the class path" : NearestName.hint(scheme, schemes());
        return "unknown storage \"" + scheme + "\"; " + hint;
    }

    /** What may be written before {@code ://}. */
    private static List<String> schemes() {
        List<String> schemes = new ArrayList<>(List.of("file"));
        PROVIDERS.all().forEach(provider -> schemes.add(provider.scheme()));
        return schemes;
    }
}
