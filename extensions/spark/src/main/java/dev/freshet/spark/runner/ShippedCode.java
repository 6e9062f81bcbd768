package dev.freshet.spark.runner;

import dev.freshet.dataset.Scratch;
import dev.freshet.runtime.worker.CodeEntry;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The class path of the workers, as files for Spark to ship: jars unchanged, directories packed. Their names begin with
 * digests, so that two versions of a jar are two files.
 *
 * @param files in the order of the class path
 * @param entries the entries that a worker must have
 */
record ShippedCode(List<Path> files, List<CodeEntry> entries) {
    private static final int DIGITS = 12;
    private static final String JAR = ".jar";

    /**
     * Copies a class path, so that later changes of its jars have no effect on the run.
     *
     * @param leftOut the names of jars that are not shipped
     */
    static ShippedCode of(List<Path> classPath, Pattern leftOut) {
        try {
            Path directory = Scratch.createDirectory("freshet-code-");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> Scratch.delete(directory)));
            List<Path> files = new ArrayList<>();
            for (Path path : classPath) {
                if (!leftOut.matcher(String.valueOf(path.getFileName())).matches()) {
                    files.add(copied(path, directory));
                }
            }
            return new ShippedCode(List.copyOf(files), CodeEntry.of(files));
        } catch (IOException e) {
            throw new UncheckedIOException("the class path cannot be copied for Spark", e);
        }
    }

    private static Path copied(Path path, Path directory) throws IOException {
        Path copy = Files.createTempFile(directory, "copy", JAR);
        String name = String.valueOf(path.getFileName());
        if (Files.isDirectory(path)) {
            pack(path, copy);
            name += JAR;
        } else {
            try (OutputStream out = Files.newOutputStream(copy)) {
                Files.copy(path, out);
            }
        }
        String digest = CodeEntry.of(List.of(copy)).get(0).sha256().substring(0, DIGITS);
        // Two entries may have equal content; each keeps its position.
        Path named = directory.resolve(digest + "-" + name.replaceAll("[^A-Za-z0-9._-]", "_"));
        return Files.exists(named) ? named : Files.move(copy, named);
    }

    /** Packs a directory into a jar. Equal files give equal jars. */
    private static void pack(Path directory, Path jar) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                JarEntry entry =
                        new JarEntry(directory.relativize(file).toString().replace('\\', '/'));
                entry.setTime(0);
                out.putNextEntry(entry);
                Files.copy(file, out);
                out.closeEntry();
            }
        }
    }

    List<String> names() {
        return files.stream().map(file -> file.getFileName().toString()).toList();
    }
}
