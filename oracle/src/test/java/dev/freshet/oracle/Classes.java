package dev.freshet.oracle;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a compilation has written: a directory of a class path, in memory.
 *
 * @param files by their path
 * @param sources for each file, the source file that it was made of
 */
record Classes(SortedMap<String, byte[]> files, SortedMap<String, String> sources) {
    private static final String OBJECT_FILES = "META-INF/freshet/fp/";

    static Classes none() {
        return new Classes(new TreeMap<>(), new TreeMap<>());
    }

    Classes copy() {
        return new Classes(new TreeMap<>(files), new TreeMap<>(sources));
    }

    /** Without what was made of a source file, as builds do before they compile it again. */
    Classes without(Iterable<String> sourceFiles) {
        Classes rest = copy();
        for (String source : sourceFiles) {
            rest.sources.values().removeIf(source::equals);
        }
        rest.files.keySet().removeIf(file -> sources.containsKey(file) && !rest.sources.containsKey(file));
        rest.files.keySet().removeIf(file -> file.startsWith(OBJECT_FILES) && !rest.files.containsKey(topLevel(file)));
        return rest;
    }

    private static String topLevel(String objectFile) {
        String name = objectFile.substring(OBJECT_FILES.length(), objectFile.length() - ".fp".length());
        return name.replace('.', '/') + ".class";
    }

    Classes withoutObjectFiles() {
        Classes rest = copy();
        rest.files.keySet().removeIf(file -> file.startsWith(OBJECT_FILES));
        return rest;
    }

    Classes with(Map<String, byte[]> resources) {
        Classes more = copy();
        more.files.putAll(resources);
        return more;
    }

    /** Class files only. */
    SortedMap<String, byte[]> classFiles() {
        SortedMap<String, byte[]> found = new TreeMap<>(files);
        found.keySet().removeIf(file -> !file.endsWith(".class"));
        return Collections.unmodifiableSortedMap(found);
    }
}
