package dev.freshet.spark;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** Operations on a whole directory of this machine. */
final class LocalTree {
    private LocalTree() {}

    /**
     * Makes the files that Spark has written durable, and deletes Hadoop's checksum files, because of which an edited
     * file could not be read.
     */
    static void complete(Path root) throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (file.getFileName().toString().endsWith(".crc")) {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.force(true);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                sync(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Makes the names in a directory durable, if the system supports this. */
    static void sync(Path directory) {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Some systems do not open directories; names are durable there in any case.
            return;
        }
    }

    /** Returns the only file with rows. */
    static Path onlyFile(Path root) throws IOException {
        List<Path> files = new ArrayList<>();
        try (var found = Files.newDirectoryStream(root)) {
            found.forEach(file -> {
                if (!TableFile.isHidden(file.getFileName().toString())) {
                    files.add(file);
                }
            });
        }
        if (files.size() != 1) {
            throw new IOException("Spark wrote " + files.size() + " files where one was expected");
        }
        return files.get(0);
    }

    /** Deletes a file or directory, if it exists. */
    static void delete(Path root) throws IOException {
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                    Files.deleteIfExists(directory);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (NoSuchFileException e) {
            // Nothing is left.
            return;
        }
    }
}
