package dev.freshet.dataset.catalog;

import dev.freshet.config.ConfigException;
import dev.freshet.config.Configuration;
import dev.freshet.config.NearestName;
import dev.freshet.config.Position;
import dev.freshet.dataset.Credentials;
import dev.freshet.dataset.Option;
import dev.freshet.dataset.Storage;
import dev.freshet.dataset.StorageProvider;
import dev.freshet.dataset.file.FileStorage;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Opens the directories, the places in storages and the credentials that settings of {@code run.yml} name. */
public final class StoragePlaces {
    private final Path project;
    private final CredentialsFile credentials;

    private StoragePlaces(Path project, CredentialsFile credentials) {
        this.project = project;
        this.credentials = credentials;
    }

    /** Returns those of a configuration. Relative paths start from the directory that holds {@code conf}. */
    public static StoragePlaces of(Configuration configuration) {
        return new StoragePlaces(configuration.projectDirectory(), CredentialsFile.of(configuration));
    }

    /**
     * A directory, or the objects of a storage whose keys have a prefix.
     *
     * @param prefix the prefix of all keys: empty, or with a slash at the end
     * @param shown the place as written in the setting
     * @param isInProject whether it is a directory inside the project
     */
    public record Place(Storage storage, String prefix, String shown, boolean isInProject) {}

    /** Text of the configuration, with its position. */
    public record Written(String text, Position position) {}

    /**
     * Opens a place, such as {@code .freshet/cache} or {@code s3://bucket/team}.
     *
     * @param named the name of the credentials; empty for those of the environment
     * @throws ConfigException if the place or the credentials are wrong
     */
    public Place open(Written path, Optional<Written> named) {
        Optional<Path> directory = directory(path);
        if (directory.isPresent()) {
            return new Place(new FileStorage(directory.get()), "", path.text(), isInProject(directory.get()));
        }
        StoragePath storagePath = StoragePath.of(path.text()).orElseThrow();
        StorageProvider provider = StorageProviders.named(storagePath.scheme())
                .orElseThrow(
                        () -> new ConfigException(path.position(), StorageProviders.unknown(storagePath.scheme())));
        return stored(provider, storagePath, path, named);
    }

    /**
     * Returns the directory that a path or the URI of a file system names; empty if the text names something else.
     *
     * @throws ConfigException if the path is illegal
     */
    Optional<Path> directory(Written path) {
        Optional<String> scheme = StoragePath.of(path.text()).map(StoragePath::scheme);
        if (scheme.isEmpty()) {
            return Optional.of(resolved(path, () -> project.resolve(path.text())));
        }
        return StorageProviders.named(scheme.get()).isEmpty() && StorageProviders.isFileSystem(scheme.get())
                ? Optional.of(resolved(path, () -> Path.of(URI.create(path.text()))))
                : Optional.empty();
    }

    private boolean isInProject(Path directory) {
        Path home = project.toAbsolutePath().normalize();
        return directory.getFileSystem().equals(home.getFileSystem())
                && directory.toAbsolutePath().normalize().startsWith(home);
    }

    /** Resolves a path, which can be illegal. */
    private interface Resolved {
        Path path();
    }

    private static Path resolved(Written path, Resolved resolved) {
        try {
            return resolved.path();
        } catch (InvalidPathException e) {
            throw new ConfigException(path.position(), "this must be the path of a directory: " + e.getReason());
        } catch (FileSystemNotFoundException e) {
            throw new ConfigException(path.position(), "this leads to a file system that is not open");
        } catch (IllegalArgumentException | SecurityException e) {
            throw new ConfigException(
                    path.position(), "this must be the URI of a directory, such as file:///data/team");
        }
    }

    private Place stored(StorageProvider provider, StoragePath path, Written written, Optional<Written> named) {
        if (path.authority().isEmpty()) {
            throw new ConfigException(
                    written.position(), "this must name a place, as in " + provider.scheme() + "://place/team");
        }
        Credentials values = named.map(name -> credentials(name, CredentialsFile.Rules.of(provider)))
                .orElse(Credentials.NONE);
        try {
            String key = path.key().replaceAll("/+$", "");
            return new Place(
                    provider.open(path.authority(), values), key.isEmpty() ? "" : key + "/", written.text(), false);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(named.orElse(written).position(), String.valueOf(e.getMessage()));
        }
    }

    /**
     * Returns the checked values of credentials.
     *
     * @param of what the credentials are for, in messages
     * @param keys the legal keys
     * @throws ConfigException naming every mistake, and no value
     */
    public Credentials credentials(Written name, String of, List<Option> keys) {
        return credentials(name, new CredentialsFile.Rules(of, keys));
    }

    /** Returns the checked values of credentials. */
    Credentials credentials(Written name, CredentialsFile.Rules rules) {
        if (!credentials.names().contains(name.text())) {
            throw new ConfigException(name.position(), missing(name.text()));
        }
        return credentials.read(name.text(), rules);
    }

    private String missing(String name) {
        return "no credentials named \"" + name + "\"; "
                + NearestName.hint(name, credentials.names(), "add them to credentials.yml");
    }
}
