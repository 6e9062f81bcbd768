package dev.freshet.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A file with any kind of value in any column. */
record SqliteDatabase(Path file) implements TestDatabase {
    @Override
    public String url() {
        return "jdbc:sqlite:" + file;
    }

    @Override
    public String user() {
        return "";
    }

    @Override
    public String unknown() {
        return "jdbc:sqlite:/nowhere/at/all";
    }

    @Override
    public String refused(int port) {
        throw new UnsupportedOperationException("SQLite has no server");
    }

    @Override
    public String connections() {
        throw new UnsupportedOperationException("SQLite has no server");
    }

    /** The descriptors of this process that are the file; none where the system does not show them. */
    @Override
    public List<String> open() {
        Path descriptors = Path.of("/proc/self/fd");
        if (!Files.isDirectory(descriptors)) {
            return List.of();
        }
        try (Stream<Path> links = Files.list(descriptors)) {
            return links.map(SqliteDatabase::target)
                    .filter(file.toAbsolutePath().toString()::equals)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    @Override
    public String kill() {
        throw new UnsupportedOperationException("SQLite has no server");
    }
}
