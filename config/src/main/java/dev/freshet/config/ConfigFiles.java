package dev.freshet.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds the files of one kind in a directory. */
public final class ConfigFiles {
    private ConfigFiles() {}

    /**
     * The files {@code kind*.yml} and {@code kind*.yaml} of a directory, sorted; none if there is no such directory.
     *
     * @param kind such as {@code catalog}
     * @throws ConfigException if the directory cannot be read
     */
    public static List<Path> in(Path directory, String kind) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> {
                        String name = file.getFileName().toString();
                        return name.startsWith(kind) && (name.endsWith(".yml") || name.endsWith(".yaml"));
                    })
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new ConfigException(new Position(directory.toString(), 0, 0), "cannot be read: " + e.getMessage());
        }
    }
}
