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
import org.jspecify.annotations.Nullable;

/** The places that classes come from, in the order in which they are searched. */
public final class ClassPath {
    private final List<Place> places;
    /** Files and directories whose stamps tell of every change in the places. */
    private final Set<Path> stamped;
    /** Where more would be found if it were put there: what does not exist, and directories of modules. */
    private final List<Path> watched;
    /** Asked for each class if it may look elsewhere, or in another order. */
    private final @Nullable ClassLoader asked;

    private ClassPath(List<Place> places, Set<Path> stamped, List<Path> watched, @Nullable ClassLoader asked) {
        this.places = places;
        this.stamped = stamped;
        this.watched = watched;
        this.asked = asked;
    }

    static ClassPath of(List<Place> places, List<Path> watched, @Nullable ClassLoader asked) {
        Set<Path> stamped = new LinkedHashSet<>();
        places.forEach(place -> place.stamped().ifPresent(stamped::add));
        return new ClassPath(List.copyOf(places), stamped, List.copyOf(watched), asked);
    }

    /** These directories and jars, and the jars that the manifests of jars name; what does not exist is left out. */
    public static ClassPath of(List<Path> paths) {
        ClassPathFinder finder = new ClassPathFinder();
        paths.forEach(finder::add);
        return finder.found();
    }

    /** What a class loader and its parents load from. */
    public static ClassPath of(ClassLoader loader) {
        ClassPathFinder finder = new ClassPathFinder();
        finder.add(loader);
        return finder.found();
    }

    /** What the class loader of a class and its parents load from. */
    public static ClassPath of(Class<?> type) {
        ClassPathFinder finder = new ClassPathFinder();
        finder.add(type);
        return finder.found();
    }

    /**
     * Names the modules that the running Java was started with, besides its own, so that it can be told from a start with others.
     * Empty if that cannot be told, because one is patched.
     */
    public static @Nullable String modules() {
        return ClassPathFinder.modules();
    }

    /** The directories and jars. */
    public List<Path> paths() {
        List<Path> paths = new ArrayList<>();
        for (Place place : places) {
            if (place instanceof Place.OfFiles files) {
                paths.add(files.path());
            }
        }
        return paths;
    }

    /** Whether a class is found in the directories and jars, as in a process that has nothing but them on its class path. */
    public boolean isInFiles(Class<?> type) {
        try (ClassSpace files = of(paths()).open()) {
            return files.contains(type.getName().replace('.', '/') + ClassSpace.CLASS);
        }
    }

    /** Where classes are that are in no directory or jar of their own; empty if there are none. */
    public List<String> otherPlaces() {
        return places.stream()
                .filter(place -> !(place instanceof Place.OfFiles))
                .map(Place::name)
                .toList();
    }

    /** Whether the stamps tell of every change. */
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
        Map<Place, ClassPathEntry> open = new LinkedHashMap<>();
        List<String> unreadable = new ArrayList<>();
        for (Place place : places) {
            try {
                open.put(place, place.open());
            } catch (IOException e) {
                unreadable.add(place.name() + " cannot be read: " + e.getMessage());
            }
        }
        return new ClassSpace(this, open, unreadable);
    }

    /** In a form that {@link #parse} reads: what is needed to look again. */
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

    /** Reads the form that {@link #text} writes: good for looking at the stamps, and for nothing else. */
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
     * What there is at a moment.
     *
     * @param moment before the stamps were taken
     */
    public record Seen(ClassPath classPath, TreeStamps stamps, Instant moment) {
        /** Whether any later change must show in the stamps. */
        public boolean isSettled() {
            return classPath.isStamped() && stamps.isSettledAt(moment);
        }

        /** Whether the stamps are still the same, as far as there are any. */
        public boolean isCurrent() {
            return classPath.look().stamps().text().equals(stamps.text());
        }
    }

    /** Takes the stamps of all files. */
    public Seen look() {
        Instant moment = Instant.now();
        return new Seen(this, TreeStamps.of(List.copyOf(stamped), watched), moment);
    }
}
