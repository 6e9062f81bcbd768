package dev.freshet.fingerprint;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * All code on a class path: units from object files that match their class files, and whole classes where there is no
 * object file. If a class exists twice, the first one counts, as for the JVM.
 */
final class Program implements AutoCloseable {
    /** A unit and its source file. */
    record Placed(CodeUnit unit, String source) {}

    private static final String NAMING_CLASSES = "com/fasterxml/jackson/annotation/JsonTypeInfo";

    private final ClassSpace space;
    private final WholeClasses wholeClasses;
    private final WholeHierarchy wholeHierarchy;
    private final Map<String, TypeInfo> types = new TreeMap<>();
    private final Map<Reference, Placed> units = new HashMap<>();
    private final Map<String, List<Reference>> localSubtypes = new HashMap<>();
    private final Set<String> covered = new HashSet<>();
    /** Types whose object files are still to be asked for. */
    private final Deque<String> mentioned = new ArrayDeque<>();

    private final List<String> warnings = new ArrayList<>();

    /** The classes that directly extend a type, those of libraries too; null before somebody asks. */
    private @Nullable Map<String, Set<String>> allSubtypes;

    /**
     * @param starts names of classes to start from where a class loader cannot list what it has
     * @param holders those of them that have nodes
     */
    Program(ClassPath classPath, List<String> starts, List<String> holders) {
        space = classPath.open();
        wholeClasses = new WholeClasses(space, this::isKnown);
        try {
            for (ClassSpace.Candidate candidate : space.objectFiles()) {
                read(candidate).ifPresent(this::add);
            }
            if (classPath.asked() != null) {
                discover(starts);
            }
            Map<String, ClassFile> files = filesOfWhole(holders);
            wholeHierarchy = new WholeHierarchy(files);
            addWholeSubtypes(files);
        } catch (IOException e) {
            space.close();
            throw new UncheckedIOException("cannot read the class path", e);
        } catch (RuntimeException e) {
            space.close();
            throw e;
        }
        connect();
    }

    /** Creates a program of code that has just been compiled only. */
    Program(List<ObjectFile> compilation) {
        space = ClassPath.of(List.<Path>of()).open();
        wholeClasses = new WholeClasses(space, this::isKnown);
        wholeHierarchy = new WholeHierarchy(Map.of());
        compilation.forEach(this::add);
        connect();
    }

    private void connect() {
        addLibraryAncestors();
        for (TypeInfo type : types.values()) {
            for (String supertype : type.supertypes()) {
                TypeInfo known = types.get(supertype);
                if (known != null) {
                    known.subtypes().add(type);
                }
            }
        }
        types.values().forEach(type -> type.subtypes().sort(Comparator.comparing(TypeInfo::name)));
    }

    /** Returns the object file if the class files that a class loader finds are those of the same compilation. */
    private Optional<ObjectFile> read(ClassSpace.Candidate candidate) {
        try {
            ObjectFile file = ObjectFile.read(new ByteArrayInputStream(candidate.bytes()));
            return fits(file) ? Optional.of(file) : Optional.empty();
        } catch (IOException e) {
            warnings.add(candidate.place() + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    private boolean fits(ObjectFile file) {
        if (file.classFiles().keySet().stream().anyMatch(covered::contains)) {
            return false;
        }
        for (Map.Entry<String, String> recorded : file.classFiles().entrySet()) {
            try {
                byte[] bytes = space.read(recorded.getKey() + ClassSpace.CLASS);
                if (bytes == null || !Digest.of(bytes).equals(recorded.getValue())) {
                    return false;
                }
            } catch (IOException e) {
                return false;
            }
        }
        return true;
    }

    /** Follows what object files mention, by asking for the object file of each class. */
    private void discover(List<String> starts) throws IOException {
        Set<String> seen = new HashSet<>();
        mentioned.addAll(starts);
        while (!mentioned.isEmpty()) {
            String type = mentioned.remove();
            if (seen.add(type) && !types.containsKey(type)) {
                askFor(type);
            }
        }
    }

    /** An object file has the name of the top-level class, which may have dollar signs in its own name. */
    private void askFor(String type) throws IOException {
        for (int end = type.length(); end > 0; end = type.lastIndexOf('$', end - 1)) {
            String name = ObjectFile.DIRECTORY + ClassSpace.dotted(type.substring(0, end)) + ".fp";
            byte[] bytes = space.sight(type) instanceof ClassSpace.Sight.Found ? space.read(name) : null;
            if (bytes != null) {
                read(new ClassSpace.Candidate(name, bytes)).ifPresent(this::add);
                return;
            }
        }
    }

    private void add(ObjectFile file) {
        covered.addAll(file.classFiles().keySet());
        for (ClassUnits type : file.classes()) {
            types.put(type.name(), TypeInfo.of(type));
            mentioned.addAll(type.supertypes());
            type.units().forEach(unit -> {
                units.put(unit.id(), new Placed(unit, file.source()));
                for (Reference reference : unit.references()) {
                    if (reference instanceof Reference.OfClass named) {
                        mentioned.add(named.owner());
                    }
                }
                addLocalSubtypes(unit);
            });
        }
    }

    private void addLocalSubtypes(CodeUnit unit) {
        for (Mark mark : unit.marks()) {
            if (mark instanceof Mark.Subtype subtype) {
                localSubtypes
                        .computeIfAbsent(subtype.type(), type -> new ArrayList<>())
                        .add(unit.id());
            }
        }
    }

    /** Returns the units that contain a local class, an anonymous class or a lambda of a type. */
    List<Reference> localSubtypes(String type) {
        return localSubtypes.getOrDefault(type, List.of());
    }

    /** Returns the project's classes without object file: those beside object files or nodes. */
    private Map<String, ClassFile> filesOfWhole(List<String> holders) throws IOException {
        Set<String> names = new TreeSet<>(space.projectClasses());
        for (String holder : holders) {
            if (!covered.contains(holder) && !names.contains(holder)) {
                names.addAll(space.classesBeside(holder));
            }
        }
        names.removeAll(covered);
        Map<String, ClassFile> files = new TreeMap<>();
        names.forEach(name ->
                wholeClasses.readable(name).flatMap(this::inItsPlace).ifPresent(file -> files.put(file.name(), file)));
        return files;
    }

    /**
     * A jar can hold classes in a directory that another place of the class path begins with, as {@code BOOT-INF/classes}
     * does. Such a class has a name of its own, and may have an object file.
     */
    private Optional<ClassFile> inItsPlace(ClassFile file) {
        return covered.contains(file.name()) ? Optional.empty() : wholeClasses.readable(file.name());
    }

    /**
     * Adds classes without object file that extend classes with one: calls can reach them although no code names them.
     */
    private void addWholeSubtypes(Map<String, ClassFile> files) {
        boolean found = true;
        while (found) {
            List<String> subtypes = new ArrayList<>();
            files.forEach((name, file) -> {
                if (file.supertypes().stream().anyMatch(types::containsKey)) {
                    types.put(name, TypeInfo.of(name, file, false));
                    subtypes.add(name);
                }
            });
            found = !subtypes.isEmpty();
            subtypes.forEach(files::remove);
        }
    }

    /** Adds the classes of libraries that the project extends, because they call the project's methods. */
    private void addLibraryAncestors() {
        ArrayDeque<String> open = new ArrayDeque<>();
        types.values().forEach(type -> open.addAll(type.supertypes()));
        while (!open.isEmpty()) {
            String name = open.remove();
            if (!types.containsKey(name) && space.sight(name) instanceof ClassSpace.Sight.Found) {
                wholeClasses.readable(name).ifPresent(file -> {
                    types.put(name, TypeInfo.of(name, file, true));
                    open.addAll(file.supertypes());
                });
            }
        }
    }

    /** Whether the code of a type is known by its members. */
    private boolean isKnown(String name) {
        TypeInfo type = types.get(name);
        return type != null && !type.isOneUnit();
    }

    /** The project's classes without object file. */
    WholeHierarchy wholeHierarchy() {
        return wholeHierarchy;
    }

    /** Returns the type of a name if it is the project's, or a library's that the project extends. */
    @Nullable
    TypeInfo type(String name) {
        return types.get(name);
    }

    @Nullable
    Placed unit(Reference id) {
        return units.get(id);
    }

    /** Returns a class without object file, with all such classes that it can reach through such classes. */
    WholeClasses.Closure closure(String name) {
        return wholeClasses.closure(name);
    }

    /** Returns what the class path has of a class that is not the project's. */
    ClassSpace.Sight sight(String name) {
        return space.sight(name);
    }

    /** Whether a class is the JDK's. */
    boolean isOfJdk(String name) {
        return space.isOfJdk(name);
    }

    /** Whether the stamps of the class path show every change in what was read so far. */
    boolean isStamped() {
        return space.isStamped();
    }

    /** Returns the content of a resource; null if there is none. */
    byte @Nullable [] resource(String name) throws IOException {
        return space.read(name);
    }

    /** Returns a type and all its known supertypes, the type first. */
    Set<TypeInfo> ancestors(TypeInfo type) {
        Set<TypeInfo> found = new LinkedHashSet<>();
        ArrayDeque<TypeInfo> open = new ArrayDeque<>(List.of(type));
        while (!open.isEmpty()) {
            TypeInfo next = open.remove();
            if (found.add(next)) {
                next.supertypes().stream()
                        .map(types::get)
                        .filter(Objects::nonNull)
                        .forEach(open::add);
            }
        }
        return found;
    }

    /** Returns a type and all its subtypes. */
    static Set<TypeInfo> descendants(TypeInfo type) {
        Set<TypeInfo> found = new LinkedHashSet<>();
        ArrayDeque<TypeInfo> open = new ArrayDeque<>(List.of(type));
        while (!open.isEmpty()) {
            TypeInfo next = open.remove();
            if (found.add(next)) {
                open.addAll(next.subtypes());
            }
        }
        return found;
    }

    /**
     * Returns all classes that extend a type, directly or not, wherever they are: also the libraries' own, and those of a
     * type that is the JDK's. Reads all classes the first time.
     *
     * @throws UncheckedIOException if a jar cannot be read
     */
    Set<String> allSubtypes(String type) {
        if (allSubtypes == null) {
            allSubtypes = readAllSubtypes();
        }
        Set<String> found = new TreeSet<>();
        ArrayDeque<String> open = new ArrayDeque<>(Set.of(type));
        while (!open.isEmpty()) {
            for (String subtype : allSubtypes.getOrDefault(open.remove(), Set.of())) {
                if (found.add(subtype)) {
                    open.add(subtype);
                }
            }
        }
        return found;
    }

    /**
     * Returns the types that a value of a library's type may be of or hold, although no code names them: a file can name
     * the class of a value if an annotation of Jackson allows it.
     */
    Set<String> namedByData(String type) {
        if (!(space.sight(type) instanceof ClassSpace.Sight.Found) || wholeClasses.isOfPlatform(type)) {
            return Set.of();
        }
        Set<String> found = new TreeSet<>();
        wholeClasses.readable(type).ifPresent(file -> {
            found.addAll(file.fieldTypes());
            found.addAll(file.supertypes());
            found.removeIf(this::isOfJdk);
            if (file.types().contains(NAMING_CLASSES)) {
                found.addAll(allSubtypes(type));
                List.copyOf(found).forEach(each -> found.addAll(allSubtypes(each)));
            }
        });
        return found;
    }

    private Map<String, Set<String>> readAllSubtypes() {
        Map<String, Set<String>> found = new HashMap<>();
        types.values().forEach(type -> addTo(found, type.name(), type.supertypes()));
        try {
            for (String name : new TreeSet<>(space.classes())) {
                // An object file does not name the JDK's types; local classes are part of what contains them.
                boolean isLocal = covered.contains(name) && !types.containsKey(name);
                if (!isLocal && !wholeClasses.isOfPlatform(name)) {
                    wholeClasses.readable(name).ifPresent(file -> addTo(found, file.name(), file.supertypes()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the class path", e);
        }
        return found;
    }

    private static void addTo(Map<String, Set<String>> found, String name, Collection<String> supertypes) {
        supertypes.forEach(
                each -> found.computeIfAbsent(each, any -> new TreeSet<>()).add(name));
    }

    List<String> warnings() {
        return warnings;
    }

    @Override
    public void close() {
        space.close();
    }
}
