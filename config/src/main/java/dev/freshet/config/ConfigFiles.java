package dev.freshet.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the files of one kind in a directory. */
public final class ConfigFiles {
    /** Others need the exact name: a file whose name only starts with it, such as {@code runtime.yml}, can belong to the user. */
    private static final Set<String> SPLIT = Set.of("catalog", "parameters", "credentials");

    private ConfigFiles() {}

    /**
     * Returns the files {@code kind*.yml} and {@code kind*.yaml} of a directory, sorted; an empty list if the directory
     * does not exist. Catalogs, parameters and credentials can be split into several files; any other kind has the exact
     * name, such as {@code run.yml}.
     *
     * @param kind such as {@code catalog}
     * @throws ConfigException if the directory cannot be read, or is a file
     */
    public static List<Path> in(Path directory, String kind) {
        return in(directory, kind, directory.toString());
    }

    /** @param shown the directory as messages name it */
    static List<Path> in(Path directory, String kind, String shown) {
        if (!Files.exists(directory)) {
            return List.of();
        }
        Position place = Position.of(shown);
        if (!Files.isDirectory(directory)) {
            throw new ConfigException(place, "a directory is expected, but this is a file");
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> isOfKind(file.getFileName().toString(), kind))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new ConfigException(place, SourceText.reason(e, directory));
        }
    }

    private static boolean isOfKind(String name, String kind) {
        String prefix = SPLIT.contains(kind) ? kind : kind + ".";
        return name.startsWith(prefix) && (name.endsWith(".yml") || name.endsWith(".yaml"));
    }
}
