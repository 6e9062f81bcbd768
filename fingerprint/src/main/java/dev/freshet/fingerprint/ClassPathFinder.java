package dev.freshet.fingerprint;

import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleReference;
import java.lang.module.ResolvedModule;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the places from which class loaders load, in their order: parents first; for the application's class loader,
 * modules first and then the class path. A loader that is not the JDK's may find classes elsewhere or in another order,
 * so it is asked for each class.
 */
final class ClassPathFinder {
    private static final String APPLICATION = "jdk.internal.loader.ClassLoaders$AppClassLoader";
    private static final String PLATFORM = "jdk.internal.loader.ClassLoaders$PlatformClassLoader";
    private static final String PATCHED = " (patched)";

    private final Map<String, ClassPlace> places = new LinkedHashMap<>();
    private final Set<Path> watched = new LinkedHashSet<>();
    private @Nullable ClassLoader asked;

    ClassPath found() {
        return ClassPath.of(List.copyOf(places.values()), List.copyOf(watched), asked);
    }

    /** A directory or jar. */
    void add(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        if (!Files.exists(absolute)) {
            watched.add(absolute);
        } else if (add(new ClassPlace.OfFiles(absolute)) && !Files.isDirectory(absolute)) {
            addNamedInManifest(absolute);
        }
    }

    private boolean add(ClassPlace place) {
        return places.putIfAbsent(place.name(), place) == null;
    }

    private void addNamedInManifest(Path path) {
        try (JarFile jar = new JarFile(path.toFile(), false)) {
            Manifest manifest = jar.getManifest();
            String more = manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            for (String name :
                    more == null || more.isBlank() ? new String[0] : more.trim().split(" +")) {
                addNamed(path, name);
            }
        } catch (IOException e) {
            // Found out again, and told, when it is opened.
        }
    }

    /** The JVM resolves the name as a URL, against that of the jar; some tools write it without encoding it. */
    private void addNamed(Path jar, String name) {
        try {
            URI uri = jar.toUri().resolve(new URI(name));
            boolean isFile = "file".equals(uri.getScheme()) && uri.getRawAuthority() == null;
            add(Path.of(isFile ? uri : new URI("file", null, uri.getPath(), null)));
        } catch (URISyntaxException | IllegalArgumentException e) {
            try {
                add(jar.resolveSibling(name));
            } catch (InvalidPathException none) {
                // It names no file, so the JVM finds none either.
            }
        }
    }

    /** Finds the place of a class, and all places from which its class loader and the parents load. */
    void add(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        if (loader == null) {
            return;
        }
        add(loader);
        CodeSource source = type.getProtectionDomain().getCodeSource();
        if (asked != null && source != null && source.getLocation() != null) {
            add(source.getLocation());
        }
    }

    void add(ClassLoader loader) {
        Deque<ClassLoader> chain = new ArrayDeque<>();
        for (ClassLoader each = loader; each != null; each = each.getParent()) {
            chain.push(each);
        }
        for (ClassLoader each : chain) {
            String kind = each.getClass().getName();
            if (kind.equals(APPLICATION)) {
                addModules();
                addClassPath();
            } else if (!kind.equals(PLATFORM)) {
                if (each.getClass() != URLClassLoader.class) {
                    asked = loader;
                }
                if (each instanceof URLClassLoader urls) {
                    Stream.of(urls.getURLs()).forEach(this::add);
                }
            }
        }
    }

    private void addClassPath() {
        for (String path : System.getProperty("java.class.path", "").split(File.pathSeparator)) {
            if (!path.isEmpty()) {
                add(Path.of(path));
            }
        }
        for (String path : System.getProperty("jdk.module.path", "").split(File.pathSeparator)) {
            Path directory = Path.of(path).toAbsolutePath().normalize();
            if (!path.isEmpty() && Files.isDirectory(directory)) {
                watched.add(directory);
            }
        }
    }

    private void addModules() {
        for (ModuleReference module : startedWith()) {
            Optional<URI> location = module.location();
            if (location.isEmpty() || module.toString().contains(PATCHED)) {
                add(new ClassPlace.Patched(module));
            } else if ("jrt".equals(location.get().getScheme())) {
                add(new ClassPlace.OfImage(module.descriptor().name()));
            } else {
                add(Path.of(location.get()));
            }
        }
    }

    /** Returns the modules of the boot layer that are not the JDK's. Without lambdas, because each run asks. */
    private static List<ModuleReference> startedWith() {
        List<ModuleReference> found = new ArrayList<>();
        for (ResolvedModule module : ModuleLayer.boot().configuration().modules()) {
            if (!isOfJdk(module.name())) {
                found.add(module.reference());
            }
        }
        return found;
    }

    static boolean isOfJdk(String module) {
        return module.startsWith("java.") || module.startsWith("jdk.");
    }

    static @Nullable String modules() {
        List<String> all = new ArrayList<>();
        for (ModuleReference module : startedWith()) {
            String text = module.toString();
            if (text.contains(PATCHED)) {
                return null;
            }
            all.add(text);
        }
        all.sort(null);
        return all.isEmpty() ? "" : System.getProperty("java.home") + String.join(",", all);
    }

    private void add(URL url) {
        String text = url.toString();
        try {
            if (url.getProtocol().equals("file")) {
                add(Path.of(url.toURI()));
            } else if (text.startsWith("jar:") && text.endsWith("!/")) {
                add(new ClassPlace.OfUrl(url));
            } else if (!text.endsWith("/")) {
                add(new ClassPlace.OfUrl(new URL("jar", "", text + "!/")));
            }
        } catch (MalformedURLException | URISyntaxException | IllegalArgumentException e) {
            // What the loader finds there is found by asking it.
        }
    }
}
