package dev.freshet.fingerprint;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Classes without an object file: libraries, and code that was compiled without Freshet's processor. Each class counts
 * as a whole, together with all such classes that it mentions, wherever they are. A fingerprint therefore does not
 * depend on the packaging of classes. Nothing is missed, because the code that creates an object mentions the object's
 * class. Classes and resources that code looks up by name count if the name is a constant.
 */
final class WholeClasses {
    /** A class or resource as code may name it; anything else is not worth a look. */
    private static final Pattern NAME = Pattern.compile("/?[\\w$-]+(?:[./][\\w$-]+)+");

    /** Stands for the version of a platform among the digests of classes; no class has such a name. */
    private static final String PLATFORM = "platform ";

    private final ClassSpace space;
    private final Predicate<String> isKnown;
    private final Map<String, Member> members = new HashMap<>();
    private final Map<String, Closure> closures = new HashMap<>();
    private final Map<Platform, Optional<String>> platforms = new HashMap<>();

    /**
     * A class and all that it can reach without leaving classes of its kind.
     *
     * @param digest of all their code
     * @param exits references to code that counts by its members
     * @param unknown why the code is not known; empty if it is
     */
    record Closure(String digest, Set<Reference> exits, String unknown) {}

    /**
     * A library that whatever runs the program brings along, as it brings the JDK. It counts by its version: its tens of
     * thousands of classes would all be reached from each other.
     *
     * @param packages how the names of its classes begin
     * @param version the file that is another one in each release; without it the classes count
     */
    private record Platform(List<String> packages, String version) {
        static final List<Platform> ALL = List.of(new Platform(
                List.of("org/apache/spark/", "org/apache/hadoop/", "scala/"), "spark-version-info.properties"));

        boolean has(String type) {
            return packages.stream().anyMatch(type::startsWith);
        }
    }

    /** One class. */
    private record Member(String digest, Set<String> mentioned, Set<Reference> exits, String unknown) {}

    /** @param isKnown whether the code of a type is known by its members */
    WholeClasses(ClassSpace space, Predicate<String> isKnown) {
        this.space = space;
        this.isKnown = isKnown;
    }

    /** The closure of a class whose class file is there. */
    Closure closure(String type) {
        Closure known = closures.get(type);
        if (known == null) {
            known = platform(type)
                    .map(digest -> new Closure(digest, Set.of(), ""))
                    .orElseGet(() -> follow(type));
            closures.put(type, known);
        }
        return known;
    }

    private Closure follow(String type) {
        SortedMap<String, String> digests = new TreeMap<>();
        Set<Reference> exits = new TreeSet<>();
        String unknown = "";
        Deque<String> open = new ArrayDeque<>(Set.of(type));
        digests.put(type, "");
        while (!open.isEmpty()) {
            String name = open.remove();
            Member member = member(name);
            digests.put(name, member.digest());
            exits.addAll(member.exits());
            unknown = unknown.isEmpty() ? member.unknown() : unknown;
            for (String mentioned : member.mentioned()) {
                if (digests.containsKey(mentioned)) {
                    continue;
                }
                Optional<String> platform = platform(mentioned);
                if (platform.isPresent()) {
                    digests.put(PLATFORM + platform.get(), "");
                } else {
                    digests.put(mentioned, "");
                    open.add(mentioned);
                }
            }
        }
        Digest digest = new Digest();
        digests.forEach((name, each) -> digest.add(name).add(each));
        return new Closure(digest.hex(), exits, unknown);
    }

    /** Whether a class counts by the version of its library. */
    boolean isOfPlatform(String type) {
        return platform(type).isPresent();
    }

    /** Returns the digest of the version of the platform that has a class; empty if none has it. */
    private Optional<String> platform(String type) {
        for (Platform platform : Platform.ALL) {
            if (platform.has(type)) {
                return platforms.computeIfAbsent(platform, this::version);
            }
        }
        return Optional.empty();
    }

    private Optional<String> version(Platform platform) {
        try {
            return Optional.ofNullable(space.read(platform.version())).map(Digest::of);
        } catch (IOException e) {
            // Its classes count, and say what cannot be read.
            return Optional.empty();
        }
    }

    private Member member(String type) {
        Member known = members.get(type);
        if (known == null) {
            known = read(type);
            members.put(type, known);
        }
        return known;
    }

    private Member read(String type) {
        try {
            ClassFile file = file(type);
            Set<String> mentioned = new TreeSet<>();
            Set<Reference> exits = new TreeSet<>();
            String unknown = "";
            for (Reference.OfClass reference : file.references()) {
                unknown = add(reference, mentioned, exits, unknown);
            }
            mentioned.remove(type);
            for (String supertype : file.supertypes()) {
                if (isKnown.test(supertype)) {
                    // Any of its methods may be called on an object of this class.
                    exits.add(Reference.allOf(supertype));
                }
            }
            Digest digest = new Digest().add(file.code());
            for (String text : file.strings()) {
                addNamed(text, type, mentioned, exits, digest);
            }
            return new Member(digest.hex(), mentioned, exits, unknown);
        } catch (IOException | IllegalArgumentException e) {
            return new Member("", Set.of(), Set.of(), ClassSpace.dotted(type) + " cannot be read: " + e.getMessage());
        }
    }

    private String add(Reference.OfClass reference, Set<String> mentioned, Set<Reference> exits, String unknown) {
        String owner = reference.owner();
        if (isKnown.test(owner)) {
            exits.add(reference);
            return unknown;
        }
        ClassSpace.Sight sight = space.sight(owner);
        if (sight instanceof ClassSpace.Sight.Found) {
            mentioned.add(owner);
        }
        return sight instanceof ClassSpace.Sight.Unknown why && unknown.isEmpty() ? why.why() : unknown;
    }

    /** A constant may be the name of a class, or of a resource from the root or beside the class. */
    private void addNamed(String text, String type, Set<String> mentioned, Set<Reference> exits, Digest digest)
            throws IOException {
        if (!NAME.matcher(text).matches()) {
            return;
        }
        String named = text.replace('.', '/');
        if (isKnown.test(named)) {
            exits.add(Reference.allOf(named));
            return;
        }
        if (space.contains(named + ClassSpace.CLASS)) {
            if (space.sight(named) instanceof ClassSpace.Sight.Found) {
                mentioned.add(named);
            }
            return;
        }
        String root = text.startsWith("/") ? text.substring(1) : text;
        for (String name : List.of(root, type.substring(0, type.lastIndexOf('/') + 1) + root)) {
            byte @Nullable [] bytes = space.read(name);
            if (bytes != null) {
                digest.add(name).add(bytes);
            }
        }
    }

    /**
     * The class file of a class.
     *
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if it is none, or of a newer Java
     */
    ClassFile file(String type) throws IOException {
        byte @Nullable [] bytes = space.read(type + ClassSpace.CLASS);
        if (bytes == null) {
            throw new IOException("its class file is gone");
        }
        return ClassFile.read(bytes);
    }

    /** The class file of a class, as far as it is there and can be read. */
    Optional<ClassFile> readable(String type) {
        try {
            return Optional.of(file(type));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
