package dev.freshet.fingerprint;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/** The places from which classes are loaded, in search order. */
public final class ClassPath {
    private final List<ClassPlace> places;
    /** The files and directories whose stamps show every change in the places. */
    private final Set<Path> stamped;
    /** The places where classes could appear later: paths that do not exist, and directories of modules. */
    private final List<Path> watched;
    /** The class loader to ask for each class, if it can search other places or in another order. */
    private final @Nullable ClassLoader asked;

    private ClassPath(List<ClassPlace> places, Set<Path> stamped, List<Path> watched, @Nullable ClassLoader asked) {
        this.places = places;
        this.stamped = stamped;
        this.watched = watched;
        this.asked = asked;
    }

    static ClassPath of(List<ClassPlace> places, List<Path> watched, @Nullable ClassLoader asked) {
        Set<Path> stamped = new LinkedHashSet<>();
        places.forEach(place -> place.stamped().ifPresent(stamped::add));
        return new ClassPath(List.copyOf(places), stamped, List.copyOf(watched), asked);
    }

    /**
     * Returns a class path of directories and jars, and of the jars that their manifests name. Paths that do not exist
     * are left out.
     */
    public static ClassPath of(List<Path> paths) {
        ClassPathFinder finder = new ClassPathFinder();
        paths.forEach(finder::add);
        return finder.found();
    }

    /** Returns the places from which a class loader and its parents load. */
    public static ClassPath of(ClassLoader loader) {
        ClassPathFinder finder = new ClassPathFinder();
        finder.add(loader);
        return finder.found();
    }

    /** Returns the places from which the class loader of a class and its parents load. */
    public static ClassPath of(Class<?> type) {
        ClassPathFinder finder = new ClassPathFinder();
        finder.add(type);
        return finder.found();
    }

    /**
     * Returns a text that identifies the modules with which the running JVM was started, besides the JDK's own. Null if
     * a module is patched, so that the text could not identify them.
     */
    public static @Nullable String modules() {
        return ClassPathFinder.modules();
    }

    /**
     * Returns a text that identifies the running JVM. Its version decides which classes of a multi-release jar count, and
     * which packages are the JDK's.
     */
    public static String machine() {
        return System.getProperty("java.home")
                + ' '
                + System.getProperty("java.vm.version")
                + ' '
                + JarFile.runtimeVersion()
                + ' '
                + System.getProperty("jdk.util.jar.enableMultiRelease", "");
    }

    /** Returns the places as a text, in the order in which they are searched: stamps have no order. */
    String order() {
        StringBuilder text = new StringBuilder();
        for (ClassPlace place : places) {
            text.append(place.name()).append('\n');
        }
        return text.append(asked == null ? "" : asked.getClass().getName()).toString();
    }

    /** Returns the directories and jars. */
    public List<Path> paths() {
        List<Path> paths = new ArrayList<>();
        for (ClassPlace place : places) {
            if (place instanceof ClassPlace.OfFiles files) {
                paths.add(files.path());
            }
        }
        return paths;
    }

    /**
     * Returns whether a class is in the directories and jars, so that a process with only them on its class path finds
     * it.
     */
    public boolean isInFiles(Class<?> type) {
        try (ClassSpace files = of(paths()).open()) {
            return files.contains(type.getName().replace('.', '/') + ClassSpace.CLASS);
        }
    }

    /** Returns the places of classes outside directories and jars; empty if there are none. */
    public List<String> otherPlaces() {
        return places.stream()
                .filter(place -> !(place instanceof ClassPlace.OfFiles))
                .map(ClassPlace::name)
                .toList();
    }

    /** Returns whether the stamps show every change. */
    boolean isStamped() {
        return places.stream().allMatch(place -> place.stamped().isPresent());
    }

    boolean isStamped(Path file) {
        return stamped.stream().anyMatch(file::startsWith);
    }

    @Nullable
    ClassLoader asked() {
        return asked;
    }

    ClassSpace open() {
        Map<ClassPlace, ClassPathEntry> open = new LinkedHashMap<>();
        List<String> unreadable = new ArrayList<>();
        for (ClassPlace place : places) {
            try {
                open.put(place, place.open());
            } catch (IOException e) {
                unreadable.add(place.name() + " cannot be read: " + e.getMessage());
            }
        }
        return new ClassSpace(this, open, unreadable);
    }

    /** Returns the places as a text that {@link #parse} reads, so that a later run can take their stamps again. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (Path path : stamped) {
            text.append('+').append(path).append('\n');
        }
        for (Path path : watched) {
            text.append('?').append(path).append('\n');
        }
        return text.toString();
    }

    /** Parses the result of {@link #text}. The returned class path can only be used to take stamps. */
    public static ClassPath parse(String text) {
        Set<Path> stamped = new LinkedHashSet<>();
        List<Path> watched = new ArrayList<>();
        for (String line : text.isEmpty() ? new String[0] : text.split("\n")) {
            Path path = Path.of(line.substring(1));
            if (line.startsWith("+")) {
                stamped.add(path);
            } else {
                watched.add(path);
            }
        }
        return new ClassPath(List.of(), stamped, watched, null);
    }

    /**
     * The state of a class path at a moment.
     *
     * @param moment a moment before the stamps were taken
     */
    public record Seen(ClassPath classPath, TreeStamps stamps, Instant moment) {
        /** Returns whether every later change must show in the stamps. */
        public boolean isSettled() {
            return classPath.isStamped() && stamps.isSettledAt(moment);
        }

        /** Returns whether the stamps are still the same, as far as there are any. */
        public boolean isCurrent() {
            return classPath.look().stamps().text().equals(stamps.text());
        }

        /** Returns the jars and directories whose stamps are no longer the same. */
        public List<Path> changed() {
            Set<String> lines = new LinkedHashSet<>(stamps.text().lines().toList());
            Set<String> differing = new LinkedHashSet<>(lines);
            classPath.look().stamps().text().lines().forEach(line -> {
                if (!lines.contains(line)) {
                    differing.add(line);
                } else {
                    differing.remove(line);
                }
            });
            return classPath.stamped.stream()
                    .filter(path -> differing.stream()
                            .anyMatch(line -> line.startsWith(path + " ")
                                    || line.startsWith(
                                            path + path.getFileSystem().getSeparator())))
                    .toList();
        }
    }

    /** Takes the stamps of all files now. */
    public Seen look() {
        Instant moment = Instant.now();
        return new Seen(this, TreeStamps.of(List.copyOf(stamped), watched), moment);
    }
}
