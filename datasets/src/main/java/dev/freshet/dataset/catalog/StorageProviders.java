package dev.freshet.dataset.catalog;

import dev.freshet.config.NearestName;
import dev.freshet.config.Services;
import dev.freshet.dataset.StorageProvider;
import dev.freshet.dataset.file.MissingExtension;
import dev.freshet.wiring.ExtensionService.Kind;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** Finds the storages for the schemes of paths. */
final class StorageProviders {
    private static final Services<StorageProvider> PROVIDERS =
            new Services<>(StorageProvider.class, loader -> ServiceLoader.load(StorageProvider.class, loader));

    private StorageProviders() {}

    static Optional<StorageProvider> named(String scheme) {
        return PROVIDERS.all().stream()
                .filter(provider -> provider.scheme().equals(scheme))
                .findFirst();
    }

    /** Returns whether a scheme belongs to a file system of Java. */
    static boolean isFileSystem(String scheme) {
        return FileSystemProvider.installedProviders().stream()
                .anyMatch(provider -> provider.getScheme().equalsIgnoreCase(scheme));
    }

    /** Returns what to do about an unknown scheme. */
    private static String hint(String scheme) {
        return MissingExtension.advice(Kind.STORAGE, scheme).orElseGet(() -> {
            List<String> all = new ArrayList<>(schemes());
            all.addAll(MissingExtension.names(Kind.STORAGE));
            return NearestName.hint(scheme, all, "there are " + String.join(", ", schemes()));
        });
    }

    /** Returns the message about a scheme that stands for no storage. */
    static String unknown(String scheme) {
        return "unknown storage \"" + scheme + "\"; " + hint(scheme);
    }

    /** Returns the known schemes. */
    static List<String> schemes() {
        List<String> schemes = new ArrayList<>(List.of("file"));
        PROVIDERS.all().forEach(provider -> schemes.add(provider.scheme()));
        return schemes;
    }
}
