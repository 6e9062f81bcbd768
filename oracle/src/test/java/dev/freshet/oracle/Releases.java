package dev.freshet.oracle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Releases of libraries, whose sources Maven has copied into a directory. */
public final class Releases {
    private static final Path DIRECTORY = Path.of("target/releases");
    private static final String SUFFIX = "-sources.jar";
    private static final Map<String, List<String>> VERSIONS = Map.ofEntries(
            Map.entry("commons-codec", List.of("1.15", "1.16.0", "1.17.1")),
            Map.entry("commons-collections4", List.of("4.4", "4.5.0")),
            Map.entry("commons-csv", List.of("1.8", "1.9.0", "1.10.0")),
            Map.entry("commons-lang3", List.of("3.12.0", "3.13.0", "3.14.0", "3.17.0")),
            Map.entry("commons-text", List.of("1.9", "1.10.0", "1.11.0", "1.12.0")),
            Map.entry("fastcsv", List.of("3.4.0", "3.7.0", "4.0.0", "4.4.0")),
            Map.entry("guava", List.of("33.2.1-jre", "33.3.1-jre", "33.4.0-jre")),
            Map.entry("gson", List.of("2.9.0", "2.9.1", "2.10.1")),
            Map.entry("jackson-core", List.of("2.12.0", "2.12.7", "2.13.5")),
            Map.entry("javapoet", List.of("0.6.0", "0.10.0")),
            Map.entry("joda-time", List.of("2.10.14", "2.12.0", "2.12.7", "2.13.0")),
            Map.entry("picocli", List.of("4.7.6", "4.7.7")),
            Map.entry("RoaringBitmap", List.of("1.0.0", "1.2.0", "1.3.0")),
            Map.entry("snakeyaml-engine", List.of("2.7", "2.9", "2.10", "3.0.1")));

    private Releases() {}

    /** A release and the next. */
    record Pair(String library, String before, String after) {
        @Override
        public String toString() {
            return library + " " + before + " to " + after;
        }
    }

    /** The pairs whose sources are there, of libraries that begin with a name. */
    static List<Pair> pairs(String prefix) {
        return new TreeMap<>(VERSIONS)
                .entrySet().stream()
                        .filter(library -> library.getKey().startsWith(prefix))
                        .filter(library -> compiles(library.getKey()))
                        .flatMap(library -> pairs(library.getKey(), library.getValue()))
                        .filter(pair -> Files.exists(jar(pair.library, pair.before))
                                && Files.exists(jar(pair.library, pair.after)))
                        .toList();
    }

    /** Lists of commons-collections4 have methods whose types are not those of {@code SequencedCollection}. */
    private static boolean compiles(String library) {
        return !library.equals("commons-collections4") || Runtime.version().feature() < 21;
    }

    private static Stream<Pair> pairs(String library, List<String> versions) {
        return Stream.iterate(1, i -> i < versions.size(), i -> i + 1)
                .map(i -> new Pair(library, versions.get(i - 1), versions.get(i)));
    }

    private static Path jar(String library, String version) {
        return DIRECTORY.resolve(library + "-" + version + SUFFIX);
    }

    /** The sources of a release, which Maven must have fetched. */
    public static Version read(String library, String version) throws IOException {
        SortedMap<String, String> sources = new TreeMap<>();
        try (InputStream in = Files.newInputStream(jar(library, version));
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = entry.getName();
                if (name.endsWith(".java") && !name.endsWith("module-info.java") && !name.startsWith("META-INF/")) {
                    sources.put(name, new String(zip.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        return Version.of(sources);
    }

    /** What the libraries themselves need. */
    public static List<Path> libraries() throws IOException {
        Path directory = DIRECTORY.resolve("lib");
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> jars = Files.list(directory)) {
            return jars.sorted().toList();
        }
    }
}
