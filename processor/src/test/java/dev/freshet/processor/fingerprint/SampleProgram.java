package dev.freshet.processor.fingerprint;

import dev.freshet.fingerprint.ClassPath;
import dev.freshet.fingerprint.LinkedCode;
import dev.freshet.fingerprint.Linker;
import dev.freshet.fingerprint.NodeCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;

/** A program of three modules, to be packed in every way: nodes, a helper that they call, and what only the helper calls. */
final class SampleProgram {
    static final List<String> MODULES = List.of("demo", "help", "base");

    private static final String FLOW = """
            package demo;
            public final class Flow {
                public static int helped(int in) { return help.Rates.of(in); }
                public static int alone(int in) { return in + Own.MORE.length(); }
            }
            """;
    private static final String OWN = """
            package demo;
            final class Own { static final StringBuilder MORE = new StringBuilder("x"); }
            """;
    /** The node is called on an object, which the program makes. */
    private static final String KEEPER = """
            package demo;
            public class Keeper {
                public int kept(int in) { return in + 1; }
            }
            """;

    private static final String STARTER = """
            package demo;
            public final class Starter {
                static final Keeper KEEPER = new Keeper();
            }
            """;
    private static final String LINK = """
            package demo;
            import dev.freshet.fingerprint.*;
            import java.nio.file.Path;
            import java.util.*;
            /** Prints what {@code SampleProgram.linked} returns; with a directory, what the cache there returns. */
            public final class Link {
                public static void main(String[] arguments) {
                    List<NodeCode> nodes = new ArrayList<>();
                    for (String name : List.of("Flow.helped", "Flow.alone", "Keeper.kept")) {
                        nodes.add(new NodeCode("demo/" + name + "(I)I", List.of(), List.of(), List.of(), "", false));
                    }
                    ClassPath.Seen seen = ClassPath.of(Link.class).look();
                    if (arguments.length > 0) {
                        System.out.println(new LinkCache(Path.of(arguments[0])).link("demo", nodes, seen).fingerprints());
                        return;
                    }
                    try (Linker linker = new Linker(seen.classPath(), nodes)) {
                        for (NodeCode node : nodes) {
                            LinkedCode code = linker.link(node);
                            System.out.println(node.method() + " " + code.fingerprint() + code.unknown());
                        }
                    }
                }
            }
            """;
    private static final String RATES = """
            package help;
            public class Rates {
                public static int of(int in) { return in * Table.RATES[0] + base.Base.more(); }
            }
            """;
    private static final String TABLE = """
            package help;
            class Table { static final int[] RATES = {2}; }
            """;
    private static final String BASE = """
            package base;
            public class Base {
                public static int more() { return "1".length(); }
            }
            """;

    static final List<NodeCode> NODES = List.of(node("Flow.helped"), node("Flow.alone"), node("Keeper.kept"));

    final Path directory;

    SampleProgram(Path directory) throws IOException {
        this.directory = directory;
        write("demo/demo/Flow.java", FLOW);
        write("demo/demo/Own.java", OWN);
        write("demo/demo/Keeper.java", KEEPER);
        write("demo/demo/Starter.java", STARTER);
        write("demo/demo/Link.java", LINK);
        write("demo/module-info.java", "module demo { requires help; requires dev.freshet.fingerprint; }");
        write("help/help/Rates.java", RATES);
        write("help/help/Table.java", TABLE);
        write("help/module-info.java", "module help { exports help; requires base; }");
        write("base/base/Base.java", BASE);
        write("base/module-info.java", "module base { exports base; }");
    }

    private void write(String name, String text) throws IOException {
        Path file = directory.resolve("src").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    void edit(String name, String before, String after) throws IOException {
        Path file = directory.resolve("src").resolve(name);
        String text = Files.readString(file);
        if (!text.contains(before)) {
            throw new IllegalArgumentException(name + " has no " + before);
        }
        Files.writeString(file, text.replace(before, after));
    }

    /** The class directories of the modules, in order. */
    List<Path> compile(String name) throws IOException {
        List<Path> classes = new ArrayList<>();
        for (String module : MODULES) {
            classes.add(directory.resolve(name).resolve(module));
        }
        for (int i = classes.size() - 1; i >= 0; i--) {
            List<Path> sources = MutationTest.files(directory.resolve("src").resolve(MODULES.get(i))).stream()
                    .filter(file -> !file.endsWith("module-info.java"))
                    .toList();
            SourceCompiler.compile(sources, classes.get(i), classes.subList(i + 1, classes.size()));
        }
        return classes;
    }

    static void deleteObjectFiles(Path classes) throws IOException {
        for (Path file : MutationTest.files(classes)) {
            if (file.toString().endsWith(".fp")) {
                Files.delete(file);
            }
        }
    }

    /** How a jar is packed. */
    record Packing(boolean isStored, long millis, String manifest) {
        static final Packing PLAIN = new Packing(false, 1_700_000_000_000L, "");
    }

    /** A jar of the files in directories, of which the first counts. */
    static Path jar(Path jar, Packing packing, List<Path> classes) throws IOException {
        Files.createDirectories(jar.getParent());
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        if (!packing.manifest().isEmpty()) {
            String[] words = packing.manifest().split(": ");
            manifest.getMainAttributes().put(new Attributes.Name(words[0]), words[1]);
        }
        SortedMap<String, Path> files = new TreeMap<>();
        for (Path directory : classes) {
            for (Path file : MutationTest.files(directory)) {
                files.putIfAbsent(directory.relativize(file).toString(), file);
            }
        }
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.setLevel(Deflater.BEST_SPEED);
            for (var file : files.entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setLastModifiedTime(FileTime.fromMillis(packing.millis()));
                byte[] bytes = Files.readAllBytes(file.getValue());
                if (packing.isStored()) {
                    CRC32 check = new CRC32();
                    check.update(bytes);
                    entry.setMethod(ZipEntry.STORED);
                    entry.setSize(bytes.length);
                    entry.setCrc(check.getValue());
                }
                out.putNextEntry(entry);
                out.write(bytes);
            }
        }
        return jar;
    }

    static NodeCode node(String method) {
        return new NodeCode("demo/" + method + "(I)I", List.of(), List.of(), List.of(), "", false);
    }

    /** Fingerprints of the nodes, or why they are unknown. */
    static String linked(ClassPath classPath) {
        StringBuilder text = new StringBuilder();
        try (Linker linker = new Linker(classPath, NODES)) {
            for (NodeCode node : NODES) {
                LinkedCode code = linker.link(node);
                text.append(node.method())
                        .append(' ')
                        .append(code.fingerprint())
                        .append(code.unknown())
                        .append('\n');
            }
        }
        return text.toString();
    }

    static String linked(List<Path> classPath) {
        return linked(ClassPath.of(classPath));
    }

    /** The fingerprint of the node that calls the helper. */
    static String helped(String linked) {
        return linked.lines().findFirst().orElseThrow();
    }
}
