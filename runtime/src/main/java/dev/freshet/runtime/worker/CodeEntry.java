package dev.freshet.runtime.worker;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A jar or directory of a class path, identified by its content.
 *
 * @param name the name of the file, without directories
 * @param sha256 the digest of the file; for a directory, of the names and digests of all files in it
 */
public record CodeEntry(String name, String sha256) {
    private static final int BUFFER = 1 << 16;
    private static final int SHOWN = 12;

    /** Returns the entries of a class path, in order. */
    public static List<CodeEntry> of(List<Path> classPath) {
        return classPath.stream().map(CodeEntry::of).toList();
    }

    /** Returns the entries of this process. */
    static List<CodeEntry> own() {
        List<Path> paths = new ArrayList<>();
        for (String path : System.getProperty("java.class.path", "").split(File.pathSeparator)) {
            if (!path.isEmpty() && Files.exists(Path.of(path))) {
                paths.add(Path.of(path));
            }
        }
        return of(paths);
    }

    private static CodeEntry of(Path path) {
        try {
            return new CodeEntry(
                    String.valueOf(path.getFileName()), Files.isDirectory(path) ? ofDirectory(path) : ofFile(path));
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be read", e);
        }
    }

    private static String ofDirectory(Path directory) throws IOException {
        MessageDigest all = newDigest();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String line = directory.relativize(file).toString().replace('\\', '/') + "\n" + ofFile(file) + "\n";
                all.update(line.getBytes(StandardCharsets.UTF_8));
            }
        }
        return HexFormat.of().formatHex(all.digest());
    }

    private static String ofFile(Path file) throws IOException {
        MessageDigest digest = newDigest();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Returns the first difference between the code of a worker and the code of its run; empty if there is none. */
    static Optional<String> mismatch(List<CodeEntry> worker, List<CodeEntry> run) {
        for (int i = 0; i < Math.max(worker.size(), run.size()); i++) {
            if (i >= worker.size()) {
                return Optional.of("has no " + run.get(i).name() + ", which the run has");
            }
            if (i >= run.size()) {
                return Optional.of("has " + worker.get(i).name() + " on its class path, which the run does not have");
            }
            if (!worker.get(i).equals(run.get(i))) {
                return Optional.of("has " + worker.get(i).described() + " where the run has "
                        + run.get(i).described() + "; the run was planned for that code, so start it again");
            }
        }
        return Optional.empty();
    }

    private String described() {
        return name + " (SHA-256 " + sha256.substring(0, Math.min(SHOWN, sha256.length())) + "...)";
    }
}
