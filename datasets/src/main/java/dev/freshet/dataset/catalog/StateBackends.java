package dev.freshet.dataset.catalog;

import dev.freshet.config.ConfigException;
import dev.freshet.config.Configuration;
import dev.freshet.config.Position;
import dev.freshet.config.Services;
import dev.freshet.dataset.Credentials;
import dev.freshet.dataset.Storage;
import dev.freshet.dataset.StorageProvider;
import dev.freshet.dataset.backend.StateBackend;
import dev.freshet.dataset.backend.StateBackendProvider;
import dev.freshet.dataset.backend.StorageBackend;
import dev.freshet.dataset.file.FileStorage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Opens the state that a project shares. A state is a directory, such as {@code /mnt/team/flights}, or a URL: of a
 * storage, such as {@code s3://bucket/flights}, or of another {@linkplain StateBackendProvider kind of state}.
 */
public final class StateBackends {
    private static final Services<StateBackendProvider> PROVIDERS = new Services<>(
            StateBackendProvider.class, loader -> ServiceLoader.load(StateBackendProvider.class, loader));

    private final Path directory;
    private final CredentialsFile credentials;

    private StateBackends(Path directory, CredentialsFile credentials) {
        this.directory = directory;
        this.credentials = credentials;
    }

    /** Creates what opens the states of a configuration, with its credentials. */
    public static StateBackends of(Configuration configuration) {
        return new StateBackends(configuration.projectDirectory(), CredentialsFile.of(configuration));
    }

    /**
     * Opens a state, and creates it if there is none.
     *
     * @param state a directory, relative to the project or absolute, or a URL
     * @param credentialsName empty for the credentials of the environment
     * @param position where the state is named, for messages
     * @throws ConfigException if the state or the credentials are not what they must be
     * @throws IOException if the state cannot be opened; the message is one line and says what to do
     */
    public StateBackend open(String state, String credentialsName, Position position) throws IOException {
        Optional<StoragePath> path = StoragePath.of(state);
        if (path.isEmpty()) {
            return inDirectory(local(state, position), position);
        }
        String scheme = path.get().scheme();
        try {
            Optional<StateBackendProvider> provider = named(scheme);
            if (provider.isPresent()) {
                return provider.get()
                        .open(state, credentials(credentialsName, CredentialsFile.Rules.of(provider.get())));
            }
            Optional<StorageProvider> storage = StorageProviders.named(scheme);
            if (storage.isPresent()) {
                return inStorage(storage.get(), path.get(), state, credentialsName, position);
            }
        } catch (IllegalArgumentException e) {
            throw new ConfigException(position, String.valueOf(e.getMessage()));
        }
        if (StorageProviders.isFileSystem(scheme)) {
            return inDirectory(byUri(state, position), position);
        }
        throw new ConfigException(position, "unknown kind of state \"" + scheme + "\"; " + hint(scheme));
    }

    private static Optional<StateBackendProvider> named(String scheme) {
        return PROVIDERS.all().stream()
                .filter(provider -> provider.scheme().equals(scheme))
                .findFirst();
    }

    private static String hint(String scheme) {
        Map<String, String> extensions = new TreeMap<>(StorageProviders.EXTENSIONS);
        extensions.put("postgresql", "freshet-jdbc");
        Set<String> known = new TreeSet<>(StorageProviders.schemes());
        known.addAll(extensions.keySet());
        PROVIDERS.all().forEach(provider -> known.add(provider.scheme()));
        return StorageProviders.hint(scheme, extensions, known);
    }

    private Credentials credentials(String name, CredentialsFile.Rules rules) {
        return name.isEmpty() ? Credentials.NONE : credentials.read(name, rules);
    }

    private Path local(String path, Position position) {
        try {
            return directory.resolve(path);
        } catch (InvalidPathException e) {
            throw new ConfigException(position, "the state must be a directory or a URL: " + e.getReason());
        }
    }

    private static Path byUri(String uri, Position position) {
        try {
            return Path.of(URI.create(uri));
        } catch (FileSystemNotFoundException | IllegalArgumentException | SecurityException e) {
            throw new ConfigException(position, "the state must be the URI of a directory, such as file:///data/state");
        }
    }

    /** The parent must exist: without it, a share that is not mounted would become a state of this machine. */
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

    private StateBackend inStorage(
            StorageProvider provider, StoragePath path, String state, String credentialsName, Position position)
            throws IOException {
        if (path.authority().isEmpty()) {
            throw new ConfigException(
                    position,
                    "the state must name a place in the storage, as in " + provider.scheme() + "://place/project");
        }
        Storage storage =
                provider.open(path.authority(), credentials(credentialsName, CredentialsFile.Rules.of(provider)));
        String directory = path.key().replaceAll("/+$", "");
        return StorageBackend.open(storage, directory.isEmpty() ? "" : directory + "/", state);
    }
}
