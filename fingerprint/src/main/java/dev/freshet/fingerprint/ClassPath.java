package dev.freshet.fingerprint;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** The directories and jars that classes come from, in the order in which they are searched. */
public final class ClassPath {
    private final List<Path> paths;
    /** Where more would be found if it were put there: what does not exist, and directories of modules. */
    private final List<Path> watched;

    private ClassPath(Set<Path> paths, Set<Path> watched) {
        this.paths = List.copyOf(paths);
        this.watched = List.copyOf(watched);
    }

    /** These directories and jars, and the jars that the manifests of jars name; what does not exist is left out. */
    public static ClassPath of(List<Path> paths) {
        return of(paths, List.of());
    }

    private static ClassPath of(List<Path> paths, List<Path> moduleDirectories) {
        Set<Path> all = new LinkedHashSet<>();
        Set<Path> watched = new LinkedHashSet<>(moduleDirectories);
        paths.forEach(path -> add(path.toAbsolutePath().normalize(), all, watched));
        return new ClassPath(all, watched);
    }

    /** What a class loader and its parents load from: their URLs if they tell, else the class path and the module path. */
    public static ClassPath of(ClassLoader loader) {
        List<Path> paths = new ArrayList<>();
        List<Path> moduleDirectories = new ArrayList<>();
        for (ClassLoader each = loader; each != null; each = each.getParent()) {
            if (each instanceof URLClassLoader urls) {
                Stream.of(urls.getURLs())
                        .map(ClassPath::path)
                        .flatMap(Optional::stream)
                        .forEach(paths::add);
            }
        }
        for (String property : List.of("java.class.path", "jdk.module.path")) {
            Stream.of(System.getProperty(property, "").split(File.pathSeparator))
                    .filter(path -> !path.isEmpty())
                    .map(Path::of)
                    .flatMap(path ->
                            property.equals("jdk.module.path") ? modules(path, moduleDirectories) : Stream.of(path))
                    .forEach(paths::add);
        }
        return of(paths, moduleDirectories);
    }

    private static Optional<Path> path(URL url) {
        try {
            return url.getProtocol().equals("file") ? Optional.of(Path.of(url.toURI())) : Optional.empty();
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** An element of the module path is a module, or a directory of modules. */
    private static Stream<Path> modules(Path path, List<Path> directories) {
        if (!Files.isDirectory(path) || Files.exists(path.resolve("module-info.class"))) {
            return Stream.of(path);
        }
        directories.add(path.toAbsolutePath().normalize());
        try (Stream<Path> inside = Files.list(path)) {
            return inside.sorted().toList().stream();
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    private static void add(Path path, Set<Path> to, Set<Path> watched) {
        if (!Files.exists(path)) {
            watched.add(path);
            return;
        }
        if (!to.add(path) || Files.isDirectory(path)) {
            return;
        }
        try (JarFile jar = new JarFile(path.toFile(), false)) {
            Manifest manifest = jar.getManifest();
            String more = manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            if (more != null) {
                for (String name : more.trim().split(" +")) {
                    Path other = name.startsWith("file:")
                            ? Path.of(name.substring("file:".length()))
                            : path.resolveSibling(name);
                    add(other.normalize(), to, watched);
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            to.remove(path);
        }
    }

    /** The directories and jars. */
    public List<Path> paths() {
        return paths;
    }

    List<ClassPathEntry> open() {
        List<ClassPathEntry> entries = new ArrayList<>();
        for (Path path : paths) {
            try {
                entries.add(Files.isDirectory(path) ? new DirectoryEntry(path) : new JarEntry(path));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + path, e);
            }
        }
        return entries;
    }

    /** Digest, a space and the path of each entry. */
    List<String> digests() {
        List<String> lines = new ArrayList<>();
        for (ClassPathEntry entry : open()) {
            try (entry) {
                lines.add(entry.digest() + " " + entry.path());
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + entry.path(), e);
            }
        }
        return lines;
    }

    /** In a form that {@link #parse} reads, without looking again where everything is. */
    public String text() {
        StringBuilder text = new StringBuilder();
        paths.forEach(path -> text.append('+').append(path).append('\n'));
        watched.forEach(path -> text.append('?').append(path).append('\n'));
        return text.toString();
    }

    /** Reads the form that {@link #text} writes. */
    public static ClassPath parse(String text) {
        Set<Path> paths = new LinkedHashSet<>();
        Set<Path> watched = new LinkedHashSet<>();
        for (String line : text.isEmpty() ? new String[0] : text.split("\n")) {
            (line.startsWith("+") ? paths : watched).add(Path.of(line.substring(1)));
        }
        return new ClassPath(paths, watched);
    }

    /**
     * What there is at a moment.
     *
     * @param moment before the stamps were taken
     */
    public record Seen(ClassPath classPath, TreeStamps stamps, Instant moment) {
        /** Whether any later change must show in the stamps. */
        public boolean isSettled() {
            return stamps.isSettledAt(moment);
        }
    }

    /** Takes the stamps of all files. */
    public Seen look() {
        Instant moment = Instant.now();
        return new Seen(this, TreeStamps.of(paths, watched), moment);
    }
}
