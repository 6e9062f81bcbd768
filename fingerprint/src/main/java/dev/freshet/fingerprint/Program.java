package dev.freshet.fingerprint;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * All code on a class path: units from object files that fit their class files, and whole classes where there is none.
 * Of classes that come twice the first counts, as for the JVM.
 */
final class Program implements AutoCloseable {
    private static final String CLASS = ".class";
    /** Freshet's own packages: as with the JDK, a new version alone makes nothing run again. */
    private static final Pattern FRESHET = Pattern.compile("dev/freshet/(?:runtime/.*|config/.*|fingerprint/.*|[^/]*)");

    /** Marks a unit that contains a local class of the type that follows. */
    private static final String SUBTYPE = "@subtype ";

    /** A unit and where it is written. */
    record Placed(CodeUnit unit, String source) {}

    private final List<ClassPathEntry> entries;
    private final Map<String, TypeInfo> types = new TreeMap<>();
    private final Map<String, Placed> units = new HashMap<>();
    private final Map<String, ClassFile> wholeClasses = new HashMap<>();
    private final Map<String, @Nullable ClassPathEntry> libraries = new HashMap<>();
    private final Map<String, List<String>> localSubtypes = new HashMap<>();
    private final Set<String> covered = new HashSet<>();
    private final List<String> warnings = new ArrayList<>();

    Program(ClassPath classPath) {
        entries = classPath.open();
        try {
            List<ClassPathEntry> project =
                    entries.stream().filter(ClassPathEntry::isProject).toList();
            for (ClassPathEntry entry : project) {
                readObjects(entry);
            }
            for (ClassPathEntry entry : project) {
                readUncovered(entry);
            }
            readLibraryAncestors();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the class path", e);
        }
        connect();
    }

    /** Code that has just been compiled. */
    Program(List<ObjectFile> compilation) {
        entries = List.of();
        compilation.forEach(this::add);
        connect();
    }

    private void connect() {
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

    private void readObjects(ClassPathEntry entry) throws IOException {
        for (String name : entry.names()) {
            if (!name.startsWith(ObjectFile.DIRECTORY)) {
                continue;
            }
            try {
                ObjectFile file = ObjectFile.read(new ByteArrayInputStream(entry.read(name)));
                if (fits(file, entry)) {
                    add(file);
                }
            } catch (IOException e) {
                warnings.add(entry.path() + "/" + name + ": " + e.getMessage());
            }
        }
    }

    /** Whether the class files are those that were compiled together with the object file. */
    private boolean fits(ObjectFile file, ClassPathEntry entry) throws IOException {
        for (Map.Entry<String, String> recorded : file.classFiles().entrySet()) {
            byte[] bytes = entry.read(recorded.getKey() + CLASS);
            if (bytes == null
                    || (!recorded.getValue().equals("-") && !Digest.of(bytes).equals(recorded.getValue()))) {
                return false;
            }
        }
        return file.classFiles().keySet().stream().noneMatch(covered::contains);
    }

    private void add(ObjectFile file) {
        covered.addAll(file.classFiles().keySet());
        for (ClassUnits type : file.classes()) {
            types.put(type.name(), TypeInfo.of(type));
            type.units().forEach(unit -> {
                units.put(unit.id(), new Placed(unit, file.source()));
                addLocalSubtypes(unit);
            });
        }
    }

    private void addLocalSubtypes(CodeUnit unit) {
        for (String mark : unit.references()) {
            if (mark.charAt(0) != '@') {
                return;
            }
            if (mark.startsWith(SUBTYPE)) {
                localSubtypes
                        .computeIfAbsent(mark.substring(SUBTYPE.length()), type -> new ArrayList<>())
                        .add(unit.id());
            }
        }
    }

    /** The units that have a local class, an anonymous one or a lambda of a type: its code is part of them. */
    List<String> localSubtypes(String type) {
        return localSubtypes.getOrDefault(type, List.of());
    }

    private void readUncovered(ClassPathEntry entry) throws IOException {
        for (String name : entry.names()) {
            String type = name.endsWith(CLASS) ? name.substring(0, name.length() - CLASS.length()) : "";
            if (type.isEmpty()
                    || type.endsWith("-info")
                    || FRESHET.matcher(type).matches()
                    || name.startsWith("META-INF/")
                    || !covered.add(type)) {
                continue;
            }
            try {
                ClassFile file = ClassFile.read(Objects.requireNonNull(entry.read(name)));
                wholeClasses.put(type, file);
                types.put(type, TypeInfo.of(type, file, false));
            } catch (IllegalArgumentException e) {
                warnings.add(entry.path() + "/" + name + ": " + e.getMessage());
            }
        }
    }

    /** Classes of libraries that the project extends: through them the project's methods are called. */
    private void readLibraryAncestors() throws IOException {
        ArrayDeque<String> open = new ArrayDeque<>();
        types.values().forEach(type -> open.addAll(type.supertypes()));
        while (!open.isEmpty()) {
            String name = open.remove();
            ClassPathEntry library = types.containsKey(name) ? null : library(name);
            if (library != null) {
                ClassFile file = ClassFile.read(Objects.requireNonNull(library.read(name + CLASS)));
                types.put(name, TypeInfo.of(name, file, true));
                open.addAll(file.supertypes());
            }
        }
    }

    /** The type of that name if it is the project's, or a library's that the project extends. */
    @Nullable
    TypeInfo type(String name) {
        return types.get(name);
    }

    @Nullable
    Placed unit(String id) {
        return units.get(id);
    }

    /** A class of the project that has no object file. */
    ClassFile wholeClass(String name) {
        return Objects.requireNonNull(wholeClasses.get(name), name);
    }

    /** The library that a class comes from; null if it comes from the JDK. */
    @Nullable
    ClassPathEntry library(String type) {
        if (!libraries.containsKey(type)) {
            libraries.put(type, FRESHET.matcher(type).matches() ? null : findLibrary(type));
        }
        return libraries.get(type);
    }

    /** The name of a library's file, the same on every machine; of equal names all but the first have a number. */
    String nameOf(ClassPathEntry library) {
        Path name = Objects.requireNonNull(library.path().getFileName(), "a jar has a name");
        long earlier = entries.subList(0, entries.indexOf(library)).stream()
                .filter(entry -> name.equals(entry.path().getFileName()))
                .count();
        return earlier == 0 ? name.toString() : name + " (" + (earlier + 1) + ")";
    }

    private @Nullable ClassPathEntry findLibrary(String type) {
        return entries.stream()
                .filter(entry -> !entry.isProject() && entry.contains(type + CLASS))
                .findFirst()
                .orElse(null);
    }

    /** The content of a resource; null if there is none. */
    byte @Nullable [] resource(String name) throws IOException {
        for (ClassPathEntry entry : entries) {
            byte[] bytes = entry.read(name);
            if (bytes != null) {
                return bytes;
            }
        }
        return null;
    }

    /** A type and all its supertypes that are known, it first. */
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

    /** A type and all its subtypes. */
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

    List<String> warnings() {
        return warnings;
    }

    @Override
    public void close() {
        for (ClassPathEntry entry : entries) {
            try {
                entry.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
