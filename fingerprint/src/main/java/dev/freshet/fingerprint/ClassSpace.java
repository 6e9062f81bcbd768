package dev.freshet.fingerprint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ResolvedModule;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An open class path: finds classes and resources as the class loader would, and knows what it cannot know. */
final class ClassSpace implements AutoCloseable {
    static final String CLASS = ".class";
    private static final String SERVICES = "META-INF/services/";
    private static final Pattern OBJECT_FILE =
            Pattern.compile("(?:META-INF/versions/[0-9]+/)?" + Pattern.quote(ObjectFile.DIRECTORY) + ".+");
    /** Freshet's own packages: as with the JDK, a new version alone makes nothing run again. */
    private static final Pattern FRESHET =
            Pattern.compile("dev/freshet/(?:runtime/.*|config/.*|dataset/.*|wiring/.*|fingerprint/.*|[^/]*)");

    /** What is known of a class by its name. */
    sealed interface Sight {
        /**
         * The class file exists.
         *
         * @param jar the name of its jar; empty if it is in none
         */
        record Found(String jar) implements Sight {}

        /** The class does not count: it is the JDK's or Freshet's own, or does not exist. */
        record Nothing() implements Sight {}

        /** The class may exist, but its class file is not available. */
        record Unknown(String why) implements Sight {}
    }

    /** An object file, and where it was found. */
    record Candidate(String place, byte[] bytes) {}

    private static final Sight NOTHING = new Sight.Nothing();

    private final ClassPath classPath;
    private final Map<ClassPlace, ClassPathEntry> entries;
    private final List<String> unreadable;
    private final Set<String> jdkPackages = new HashSet<>();
    private final Map<String, Sight> sights = new HashMap<>();
    private boolean isStamped;

    ClassSpace(ClassPath classPath, Map<ClassPlace, ClassPathEntry> entries, List<String> unreadable) {
        this.classPath = classPath;
        this.entries = entries;
        this.unreadable = unreadable;
        isStamped = classPath.isStamped();
        for (ResolvedModule module : ModuleLayer.boot().configuration().modules()) {
            if (ClassPathFinder.isOfJdk(module.name())) {
                jdkPackages.addAll(module.reference().descriptor().packages());
            }
        }
    }

    /** Returns what is known of a class. */
    Sight sight(String type) {
        Sight known = sights.get(type);
        if (known == null) {
            known = look(type);
            sights.put(type, known);
        }
        return known;
    }

    private Sight look(String type) {
        if (isOfJdk(type) || FRESHET.matcher(type).matches()) {
            return NOTHING;
        }
        ClassLoader loader = classPath.asked();
        if (loader != null) {
            URL url = loader.getResource(type + CLASS);
            return url == null ? absent(type, loader) : new Sight.Found(jar(url));
        }
        for (Map.Entry<ClassPlace, ClassPathEntry> entry : entries.entrySet()) {
            if (entry.getValue().contains(type + CLASS)) {
                return new Sight.Found(entry.getKey().jarName());
            }
        }
        return unreadable.isEmpty()
                ? NOTHING
                : new Sight.Unknown(dotted(type) + " was not found, and " + unreadable.get(0));
    }

    /** Whether a class is in a package of the JDK, which has no classes of others. */
    boolean isOfJdk(String type) {
        int end = type.lastIndexOf('/');
        return end > 0 && jdkPackages.contains(type.substring(0, end).replace('/', '.'));
    }

    private static String jar(URL url) {
        String text = url.toString();
        int end = text.lastIndexOf(".jar!/");
        return end < 0 ? "" : text.substring(text.lastIndexOf('/', end) + 1, end + ".jar".length());
    }

    /**
     * A loader may make classes of which it shows no class file. Only a loader of an unknown kind is asked to load one.
     */
    private static Sight absent(String type, ClassLoader loader) {
        try {
            Class<?> loaded = Class.forName(dotted(type), false, loader);
            return new Sight.Unknown(
                    "the class loader of " + loaded.getName() + " does not show its class file, so it may be any code");
        } catch (ClassNotFoundException e) {
            return NOTHING;
        } catch (LinkageError e) {
            return new Sight.Unknown(dotted(type) + " cannot be loaded: " + e);
        }
    }

    static String dotted(String type) {
        return type.replace('/', '.');
    }

    /** Whether a file exists. */
    boolean contains(String name) {
        ClassLoader loader = classPath.asked();
        return loader != null
                ? loader.getResource(name) != null
                : entries.values().stream().anyMatch(entry -> entry.contains(name));
    }

    /**
     * Returns the content of the file that a class loader finds under a name, or of all such files if they list services:
     * these are all read. Null if there is none.
     */
    byte @Nullable [] read(String name) throws IOException {
        boolean isList = name.startsWith(SERVICES);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        boolean isFound = false;
        ClassLoader loader = classPath.asked();
        if (loader != null) {
            if (!isList) {
                return read(loader.getResource(name));
            }
            for (URL url : Collections.list(loader.getResources(name))) {
                isFound |= add(read(url), all);
            }
            return isFound ? all.toByteArray() : null;
        }
        for (ClassPathEntry entry : entries.values()) {
            byte[] bytes = entry.read(name);
            if (bytes != null && !isList) {
                return bytes;
            }
            isFound |= add(bytes, all);
        }
        return isFound ? all.toByteArray() : null;
    }

    private static boolean add(byte @Nullable [] bytes, ByteArrayOutputStream to) {
        if (bytes == null) {
            return false;
        }
        to.writeBytes(bytes);
        to.write('\n');
        return true;
    }

    private byte @Nullable [] read(@Nullable URL url) throws IOException {
        if (url == null
                || url.toString().startsWith("jrt:/java.")
                || url.toString().startsWith("jrt:/jdk.")) {
            return null;
        }
        Optional<Path> file = ClassPlace.OfUrl.outer(url);
        isStamped &= file.isPresent() && classPath.isStamped(file.get());
        URLConnection connection = url.openConnection();
        connection.setUseCaches(false);
        try (InputStream in = connection.getInputStream()) {
            return in.readAllBytes();
        }
    }

    /** Whether the stamps of the class path show every change in what was read so far. */
    boolean isStamped() {
        return isStamped;
    }

    /** Returns all object files that can be listed, in the order of the class path. */
    List<Candidate> objectFiles() throws IOException {
        List<Candidate> found = new ArrayList<>();
        for (Map.Entry<ClassPlace, ClassPathEntry> entry : entries.entrySet()) {
            for (String name : entry.getValue().names("META-INF/")) {
                byte[] bytes =
                        OBJECT_FILE.matcher(name).matches() ? entry.getValue().read(name) : null;
                if (bytes != null) {
                    found.add(new Candidate(entry.getKey().name() + "/" + name, bytes));
                }
            }
        }
        return found;
    }

    /** Returns the names of the classes beside object files, because those are the project's. */
    List<String> projectClasses() throws IOException {
        List<String> found = new ArrayList<>();
        for (ClassPathEntry entry : entries.values()) {
            if (entry.names("META-INF/").stream().anyMatch(OBJECT_FILE.asMatchPredicate())) {
                addClasses(entry, found);
            }
        }
        return found;
    }

    /** Returns the names of all classes that can be listed, the project's and those of libraries. */
    List<String> classes() throws IOException {
        List<String> found = new ArrayList<>();
        for (ClassPathEntry entry : entries.values()) {
            addClasses(entry, found);
        }
        return found;
    }

    /** Returns the names of the classes in the directory or jar of a class. */
    List<String> classesBeside(String type) throws IOException {
        List<String> found = new ArrayList<>();
        for (ClassPathEntry entry : entries.values()) {
            if (entry.contains(type + CLASS)) {
                addClasses(entry, found);
                break;
            }
        }
        return found;
    }

    private static void addClasses(ClassPathEntry entry, List<String> to) throws IOException {
        for (String name : entry.classFiles()) {
            String type = name.substring(0, name.length() - CLASS.length());
            if (!type.endsWith("-info")
                    && !type.startsWith("META-INF/")
                    && !FRESHET.matcher(type).matches()) {
                to.add(type);
            }
        }
    }

    @Override
    public void close() {
        IOException failure = null;
        for (ClassPathEntry entry : entries.values()) {
            try {
                entry.close();
            } catch (IOException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw new UncheckedIOException(failure);
        }
    }
}
