package dev.freshet.runtime.cache;

import dev.freshet.dataset.Stamp;
import dev.freshet.dataset.Storage;
import dev.freshet.dataset.StoredContent;
import dev.freshet.dataset.file.FileContent;
import dev.freshet.dataset.file.FileLocation;
import dev.freshet.dataset.file.FileStorage;
import dev.freshet.dataset.file.PartitionPath;
import dev.freshet.dataset.file.PartitionedContent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Two workplaces, {@code a} and {@code b}, and one cache in a directory. */
final class CacheFixture {
    static final TeamKey KEY = TeamKey.of("0123456789abcdef0123456789abcdef");
    static final CachePolicy SIGNED = new CachePolicy(Optional.of(KEY), true, false, true);
    static final String SHOWN = "shared/cache";

    final List<String> warnings = new CopyOnWriteArrayList<>();
    final Path directory;
    private final Path root;

    CacheFixture(Path root) {
        this.root = root;
        directory = root.resolve("cache");
    }

    static String key(int number) {
        return String.format("%064x", number);
    }

    Storage storage() {
        return new FileStorage(directory);
    }

    ResultCache open() {
        return open(SIGNED);
    }

    ResultCache open(CachePolicy policy) {
        return open(storage(), policy, Clock.systemUTC());
    }

    ResultCache open(Storage storage, CachePolicy policy, Clock clock) {
        return ResultCache.open(storage, "", SHOWN, policy, warnings::add, clock);
    }

    /** The file of a workplace. */
    Path file(String workplace, String name) {
        return root.resolve(workplace).resolve(name);
    }

    Path write(String workplace, String name, String content) {
        return write(workplace, name, content.getBytes(StandardCharsets.UTF_8));
    }

    Path write(String workplace, String name, byte[] content) {
        try {
            Path file = file(workplace, name);
            Files.createDirectories(file.getParent());
            return Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String read(String workplace, String name) {
        try {
            return Files.readString(file(workplace, name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The datasets of a workplace: a file, or partitions if there is a star in the name. */
    SortedMap<String, StoredContent> contents(String workplace, String... names) {
        SortedMap<String, StoredContent> contents = new TreeMap<>();
        for (String name : names) {
            FileLocation location =
                    new FileLocation(new FileStorage(root), workplace + "/" + name, workplace + "/" + name);
            contents.put(
                    name,
                    PartitionPath.isIn(name)
                            ? new PartitionedContent(name, new PartitionPath(location))
                            : new FileContent(name, location));
        }
        return contents;
    }

    static String version(StoredContent content) {
        Stamp stamp = content.stamp().orElseThrow();
        return content.digest(stamp);
    }

    /** A publication of whole datasets as they are. */
    Publication publication(String key, String workplace, String... names) {
        SortedMap<String, Publication.Output> outputs = new TreeMap<>();
        contents(workplace, names)
                .forEach((name, content) -> outputs.put(name, new Publication.Output(content, "", version(content))));
        return new Publication(key, outputs, "{\"record\":1}", false, "anna@laptop");
    }

    /** A publication of one partition of a dataset. */
    Publication partition(String key, String workplace, String name, String partition) {
        StoredContent content = contents(workplace, name).get(name);
        String version = version(content.partitions().get(partition).content());
        return new Publication(
                key,
                new TreeMap<>(Map.of(name, new Publication.Output(content, partition, version))),
                "{\"record\":1}",
                false,
                "anna@laptop");
    }

    /** The files of the cache below a directory of it, by their path there. */
    SortedMap<String, byte[]> stored(String below) throws IOException {
        SortedMap<String, byte[]> files = new TreeMap<>();
        Path start = directory.resolve(below);
        if (Files.exists(start)) {
            try (Stream<Path> all = Files.walk(start)) {
                for (Path file : all.filter(Files::isRegularFile).toList()) {
                    files.put(directory.relativize(file).toString(), Files.readAllBytes(file));
                }
            }
        }
        return files;
    }

    /** All files of a workplace with their content, temporary ones among them. */
    SortedMap<String, String> files(String workplace) throws IOException {
        SortedMap<String, String> files = new TreeMap<>();
        Path start = root.resolve(workplace);
        if (Files.exists(start)) {
            try (Stream<Path> all = Files.walk(start)) {
                for (Path file : all.filter(Files::isRegularFile).toList()) {
                    files.put(
                            start.relativize(file).toString(),
                            new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
                }
            }
        }
        return files;
    }
}
