package dev.freshet.dataset.catalog;

import dev.freshet.config.ConfigException;
import dev.freshet.dataset.Credentials;
import dev.freshet.dataset.Storage;
import dev.freshet.dataset.StorageProvider;
import dev.freshet.dataset.file.FileLocation;
import dev.freshet.dataset.file.FileStorage;
import dev.freshet.dataset.file.PartitionPath;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds the storages to which the paths of a catalog lead, and opens each of them once. Safe for use by several
 * threads.
 */
final class Storages {
    private static final String PATH = "path";

    private final Path directory;
    private final Storage local;
    private final CredentialsFile credentials;
    private final Extensions extensions;
    private final Map<Address, Storage> opened = new ConcurrentHashMap<>();

    /** @param credentials the name of the credentials; empty for those of the environment */
    private record Address(String scheme, String authority, String credentials) {}

    /** @param directory the directory from which relative paths start */
    Storages(Path directory, CredentialsFile credentials, Extensions extensions) {
        this.directory = directory;
        this.credentials = credentials;
        this.extensions = extensions;
        local = new FileStorage(directory);
    }

    /** Creates storages without credentials. */
    static Storages local(Path directory) {
        return new Storages(directory, CredentialsFile.none(), Extensions.none());
    }

    Path directory() {
        return directory;
    }

    /** Returns the settings of extensions. */
    Extensions extensions() {
        return extensions;
    }

    /** Returns the names of all credentials. */
    Set<String> credentials() {
        return credentials.names();
    }

    CredentialsFile.Json credentialsToJson(Set<String> wanted) {
        return credentials.toJson(wanted);
    }

    /**
     * Returns the checked values of credentials.
     *
     * @throws ConfigException naming every mistake, and no value
     */
    Credentials credentials(String name, CredentialsFile.Rules rules) {
        return credentials.read(name, rules);
    }

    /** Checks the path of an entry; for a pattern, the part that is the same for all datasets. */
    void check(EntryOptions read, Mistakes mistakes, boolean isPattern) {
        Optional<StoragePath> path = isPattern ? read.path().flatMap(StoragePath::of) : Optional.empty();
        if (path.isEmpty()) {
            locate(read, mistakes);
        } else if (StorageProviders.named(path.get().scheme()).isEmpty()
                && !StorageProviders.isFileSystem(path.get().scheme())) {
            unknown(path.get().scheme(), mistakes);
        }
    }

    /** Returns the location of an entry's content; if there is a mistake, notes it and returns any location. */
    FileLocation locate(EntryOptions read, Mistakes mistakes) {
        String shown = read.path().orElse("");
        FileLocation wrong = new FileLocation(local, "", shown);
        if (shown.isEmpty()) {
            return wrong;
        }
        if (PartitionPath.isIn(shown) && !PartitionPath.problem(shown).isEmpty()) {
            mistakes.at(PATH, "the path \"" + shown + "\" " + PartitionPath.problem(shown));
        }
        Optional<StoragePath> path = StoragePath.of(shown);
        if (path.isEmpty()) {
            return file(shown, mistakes).orElse(wrong);
        }
        Optional<StorageProvider> provider = StorageProviders.named(path.get().scheme());
        if (provider.isPresent()) {
            return stored(provider.get(), path.get(), shown, read, mistakes).orElse(wrong);
        }
        if (StorageProviders.isFileSystem(path.get().scheme())) {
            return byUri(shown, mistakes).orElse(wrong);
        }
        unknown(path.get().scheme(), mistakes);
        return wrong;
    }

    private Optional<FileLocation> file(String path, Mistakes mistakes) {
        try {
            Objects.requireNonNull(
                    directory.resolve(path.replace('*', 'x')), "made once now, so that mistakes show before the run");
            return Optional.of(new FileLocation(local, path, path));
        } catch (InvalidPathException e) {
            return wrong(
                    mistakes,
                    path.chars().allMatch(each -> each < 128)
                            ? "must be the file's path: " + e.getReason()
                            : "has letters that this process cannot use in names of files, since its locale has only "
                                    + System.getProperty("sun.jnu.encoding", "a few")
                                    + "; start it with LC_ALL=C.UTF-8 in the environment");
        }
    }

    private static Optional<FileLocation> wrong(Mistakes mistakes, String problem) {
        mistakes.at(PATH, "\"path\" " + problem);
        return Optional.empty();
    }

    private static Optional<FileLocation> byUri(String uri, Mistakes mistakes) {
        try {
            return Optional.of(new FileLocation(Path.of(URI.create(uri)), uri));
        } catch (FileSystemNotFoundException e) {
            return wrong(mistakes, "leads to a file system that is not open");
        } catch (IllegalArgumentException | SecurityException e) {
            return wrong(mistakes, "must be the URI of a file, such as file:///data/flights.csv");
        }
    }

    private static void unknown(String scheme, Mistakes mistakes) {
        mistakes.at(PATH, StorageProviders.unknown(scheme));
    }

    private Optional<FileLocation> stored(
            StorageProvider provider, StoragePath path, String shown, EntryOptions read, Mistakes mistakes) {
        if (path.authority().isEmpty() || path.key().isEmpty() || path.key().endsWith("/")) {
            return wrong(
                    mistakes,
                    "must name a place and a file in it, as in " + provider.scheme() + "://place/data/flights.csv");
        }
        String name = read.credentials().orElse("");
        if (!name.isEmpty() && !credentials.names().contains(name)) {
            return Optional.empty();
        }
        try {
            Storage storage = opened.computeIfAbsent(
                    new Address(path.scheme(), path.authority(), name), address -> open(provider, address));
            return Optional.of(new FileLocation(storage, path.key(), shown));
        } catch (ConfigException e) {
            mistakes.add(e);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            mistakes.at(name.isEmpty() ? PATH : CommonOptions.CREDENTIALS.name(), String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private Storage open(StorageProvider provider, Address address) {
        Credentials values = address.credentials().isEmpty()
                ? Credentials.NONE
                : credentials.read(address.credentials(), CredentialsFile.Rules.of(provider));
        return provider.open(address.authority(), values);
    }
}
