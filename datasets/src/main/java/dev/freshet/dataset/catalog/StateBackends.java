package dev.freshet.dataset.catalog;

import dev.freshet.config.ConfigException;
import dev.freshet.config.Configuration;
import dev.freshet.config.NearestName;
import dev.freshet.config.Position;
import dev.freshet.config.Services;
import dev.freshet.dataset.Credentials;
import dev.freshet.dataset.backend.StateBackend;
import dev.freshet.dataset.backend.StateBackendProvider;
import dev.freshet.dataset.backend.StorageBackend;
import dev.freshet.dataset.catalog.StoragePlaces.Written;
import dev.freshet.dataset.file.FileStorage;
import dev.freshet.dataset.file.MissingExtension;
import dev.freshet.wiring.ExtensionService.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;

/**
 * Opens a project's shared state. A state is a directory, such as {@code /mnt/team/flights}, or a URL: of a storage,
 * such as {@code s3://bucket/flights}, or of another {@linkplain StateBackendProvider kind of state}.
 */
public final class StateBackends {
    private static final Services<StateBackendProvider> PROVIDERS = new Services<>(
            StateBackendProvider.class, loader -> ServiceLoader.load(StateBackendProvider.class, loader));

    private final StoragePlaces places;

    private StateBackends(StoragePlaces places) {
        this.places = places;
    }

    /** Returns an instance that opens states with the credentials of a configuration. */
    public static StateBackends of(Configuration configuration) {
        return new StateBackends(StoragePlaces.of(configuration));
    }

    /**
     * Opens a state, and creates it if there is none.
     *
     * @param state a directory, relative to the project or absolute, or a URL
     * @param named the name of the credentials; empty for those of the environment
     * @throws ConfigException if the state or the credentials are not what they must be
     * @throws IOException if the state cannot be opened; the message is one line and says what to do
     */
    public StateBackend open(Written state, Optional<Written> named) throws IOException {
        Optional<Path> directory = places.directory(state);
        if (directory.isPresent()) {
            return inDirectory(directory.get(), state.position());
        }
        String scheme = StoragePath.of(state.text()).orElseThrow().scheme();
        Optional<StateBackendProvider> provider = named(scheme);
        if (provider.isPresent()) {
            return provided(provider.get(), state, named);
        }
        if (StorageProviders.named(scheme).isEmpty()) {
            throw new ConfigException(state.position(), "unknown kind of state \"" + scheme + "\"; " + hint(scheme));
        }
        StoragePlaces.Place place = places.open(state, named);
        return StorageBackend.open(place.storage(), place.prefix(), place.shown());
    }

    private StateBackend provided(StateBackendProvider provider, Written state, Optional<Written> named)
            throws IOException {
        Credentials values = named.map(name -> places.credentials(name, CredentialsFile.Rules.of(provider)))
                .orElse(Credentials.NONE);
        try {
            return provider.open(state.text(), values);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(state.position(), String.valueOf(e.getMessage()));
        }
    }

    private static Optional<StateBackendProvider> named(String scheme) {
        return PROVIDERS.all().stream()
                .filter(provider -> provider.scheme().equals(scheme))
                .findFirst();
    }

    private static String hint(String scheme) {
        Set<String> known = new TreeSet<>(StorageProviders.schemes());
        known.addAll(MissingExtension.names(Kind.STORAGE));
        known.addAll(MissingExtension.names(Kind.STATE));
        PROVIDERS.all().forEach(provider -> known.add(provider.scheme()));
        return MissingExtension.advice(Kind.STORAGE, scheme)
                .or(() -> MissingExtension.advice(Kind.STATE, scheme))
                .orElseGet(() -> NearestName.hint(scheme, known));
    }

    /**
     * Opens a state in a directory. Its parent must exist: otherwise, if a network drive is not mounted, the state
     * would be created on this machine.
     */
    private static StateBackend inDirectory(Path path, Position position) throws IOException {
        Path absolute = path.toAbsolutePath().normalize();
        Path parent = absolute.getParent();
        if (Files.exists(absolute) && !Files.isDirectory(absolute)) {
            throw new ConfigException(position, "the state must be a directory, but " + absolute + " is a file");
        }
        if (parent != null && !Files.isDirectory(parent)) {
            throw new IOException("the state " + absolute + " cannot be opened: there is no directory " + parent
                    + "; create it, or mount it");
        }
        return StorageBackend.open(new FileStorage(absolute), "", absolute.toString());
    }
}
