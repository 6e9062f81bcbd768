package dev.freshet.oracle;

import dev.freshet.oracle.bytecode.Program;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A program as it was built: one directory of the class path for each module, the upper first.
 *
 * @param program the byte code that is in it
 */
record Build(List<Classes> modules, Program program) {
    static Build of(List<Classes> modules) {
        return new Build(modules, Program.of(modules.stream().map(Build::bytes).toList()));
    }

    /** Class files and resources, as the class path has them. */
    List<SortedMap<String, byte[]>> classPath() {
        return modules.stream().map(Build::bytes).toList();
    }

    private static SortedMap<String, byte[]> bytes(Classes classes) {
        SortedMap<String, byte[]> files = new TreeMap<>(classes.files());
        files.keySet().removeIf(file -> file.startsWith("META-INF/freshet/"));
        return files;
    }

    static Build clean(Version version, Compiler compiler) {
        Classes lower = compiler.compile(version.module(true), Classes.none(), List.of());
        Classes upper = compiler.compile(version.module(false), Classes.none(), List.of(lower));
        return of(version, upper, lower);
    }

    /** A clean build of a later version, which compiles the lower module again only if its sources changed. */
    Build cleanAfter(Version before, Version after, Compiler compiler) {
        if (!before.module(true).equals(after.module(true))) {
            return clean(after, compiler);
        }
        Classes upper = compiler.compile(after.module(false), Classes.none(), List.of(lower()));
        return of(after, upper, lower());
    }

    private static Build of(Version version, Classes upper, Classes lower) {
        Classes all = upper.with(version.resources());
        return of(version.hasModules() ? List.of(all, lower) : List.of(all));
    }

    /** Compiles the changed files only, over what this build has written. */
    Build files(Version before, Version after, Compiler compiler) {
        Map<String, String> changed = after.changedSince(before);
        TreeSet<String> gone = new TreeSet<>(before.sources().keySet());
        gone.removeAll(after.sources().keySet());
        gone.addAll(changed.keySet());
        Classes lower = part(true, changed, after, lower().without(gone), List.of(), compiler);
        Classes upper = part(false, changed, after, upper().without(gone), List.of(lower), compiler);
        return of(after, upper, lower);
    }

    private static Classes part(
            boolean isLower,
            Map<String, String> changed,
            Version after,
            Classes over,
            List<Classes> against,
            Compiler compiler) {
        Map<String, String> sources = new TreeMap<>(after.module(isLower));
        sources.keySet().retainAll(changed.keySet());
        return compiler.compile(sources, over, against);
    }

    /** As if the modules only were compiled that have changed files. */
    Build changedModules(Version before, Version after, Build clean) {
        boolean isSameUpper = before.module(false).equals(after.module(false));
        return of(after, isSameUpper ? upper() : clean.upper(), clean.lower());
    }

    /** Whether every file is the same. */
    boolean isSame(Build other) {
        return isSame(upper(), other.upper()) && isSame(lower(), other.lower());
    }

    private static boolean isSame(Classes one, Classes other) {
        return one == other
                || one.files().keySet().equals(other.files().keySet())
                        && one.files().entrySet().stream()
                                .allMatch(file -> Arrays.equals(
                                        file.getValue(), other.files().get(file.getKey())));
    }

    private Classes upper() {
        return modules.get(0);
    }

    private Classes lower() {
        return modules.size() == 1 ? Classes.none() : modules.get(1);
    }

    /** The same as by a compiler that writes no object files. */
    Build withoutObjectFiles() {
        return new Build(modules.stream().map(Classes::withoutObjectFiles).toList(), program);
    }
}
