package dev.freshet.oracle.edit;

import dev.freshet.oracle.Judge;
import dev.freshet.oracle.NodeId;
import dev.freshet.oracle.Releases;
import dev.freshet.oracle.Version;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A program to edit.
 *
 * @param isLibrary whether each public method counts as a node, and not only those with {@code @Node}
 * @param classPath beside Freshet's
 */
record Subject(String name, Version version, boolean isLibrary, List<Path> classPath) {
    /** Programs that need a newer Java than 17. */
    private static final Map<String, Integer> NEWER = Map.of("modern", 25);

    /** Those of the directory {@code programs}: in each, {@code lib} is the lower module and {@code app} the upper. */
    static List<Subject> all() {
        URL programs = Objects.requireNonNull(Subject.class.getResource("/programs"), "no programs");
        List<Subject> all = new ArrayList<>();
        try {
            for (Path directory : sorted(Files.list(Path.of(programs.toURI())))) {
                String name = directory.getFileName().toString();
                if (Runtime.version().feature() >= NEWER.getOrDefault(name, 17)) {
                    all.add(new Subject(name, read(directory), false, List.of()));
                }
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        return all;
    }

    /** A release of a library, such as {@code commons-csv:1.9.0}. */
    static Subject library(String release) throws IOException {
        int colon = release.indexOf(':');
        Version version = Releases.read(release.substring(0, colon), release.substring(colon + 1));
        return new Subject(release, version, true, Releases.libraries());
    }

    Set<NodeId> nodes(Version edited, Judge judge) {
        return isLibrary ? judge.publicMethods(edited) : judge.nodes(edited);
    }

    private static List<Path> sorted(Stream<Path> paths) {
        try (paths) {
            return paths.sorted().toList();
        }
    }

    private static Version read(Path directory) throws IOException {
        Map<String, String> sources = new TreeMap<>();
        for (Path file : sorted(Files.walk(directory))) {
            if (Files.isRegularFile(file)) {
                String path = directory.relativize(file).toString().replace('\\', '/');
                sources.put(path.startsWith("app/") ? path.substring(4) : path, Files.readString(file));
            }
        }
        return Version.of(sources);
    }
}
