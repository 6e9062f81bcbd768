package dev.freshet.fingerprint;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
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

    private ClassPath(List<Path> paths) {
        this.paths = paths;
    }

    /** These directories and jars, and the jars that the manifests of jars name; what does not exist is left out. */
    public static ClassPath of(List<Path> paths) {
        Set<Path> all = new LinkedHashSet<>();
        paths.forEach(path -> add(path.toAbsolutePath().normalize(), all));
        return new ClassPath(List.copyOf(all));
    }

    /** What a class loader and its parents load from: their URLs if they tell, else the class path and the module path. */
    public static ClassPath of(ClassLoader loader) {
        List<Path> paths = new ArrayList<>();
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
                    .flatMap(path -> property.equals("jdk.module.path") ? modules(path) : Stream.of(path))
                    .forEach(paths::add);
        }
        return of(paths);
    }

    private static Optional<Path> path(URL url) {
        try {
            return url.getProtocol().equals("file") ? Optional.of(Path.of(url.toURI())) : Optional.empty();
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** An element of the module path is a module, or a directory of modules. */
    private static Stream<Path> modules(Path path) {
        if (!Files.isDirectory(path) || Files.exists(path.resolve("module-info.class"))) {
            return Stream.of(path);
        }
        try (Stream<Path> inside = Files.list(path)) {
            return inside.sorted().toList().stream();
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    private static void add(Path path, Set<Path> to) {
        if (!Files.exists(path) || !to.add(path) || Files.isDirectory(path)) {
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
                    add(other.normalize(), to);
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

    /**
     * Sizes and times of all files: as long as they are the same, so is the code.
     *
     * @param text compared by equality
     * @param latest when the youngest file was changed
     */
    record Stamps(String text, Instant latest) {}

    Stamps stamps() {
        List<String> lines = new ArrayList<>();
        Instant[] latest = {Instant.EPOCH};
        for (Path path : paths) {
            try {
                Files.walkFileTree(path, new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        Instant modified = attributes.lastModifiedTime().toInstant();
                        lines.add(file + " " + attributes.size() + " " + modified);
                        latest[0] = modified.isAfter(latest[0]) ? modified : latest[0];
                        return FileVisitResult.CONTINUE;
                    }
                });
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + path, e);
            }
        }
        lines.sort(null);
        return new Stamps(String.join("\n", lines), latest[0]);
    }
}
