package dev.freshet.dataset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/**
 * Files and directories that only their owner can use, whatever the umask of the process is. A file that is a symbolic
 * link is not followed.
 */
public final class Private {
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwx------");
    private static final FileAttribute<?>[] NONE = {};

    private Private() {}

    /** Returns the attributes with which a directory is created. */
    static FileAttribute<?>[] directory(Path path) {
        return isPosix(path) ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(DIRECTORY)} : NONE;
    }

    private static FileAttribute<?>[] file(Path path) {
        return isPosix(path) ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(FILE)} : NONE;
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** Creates a directory with those above it, as far as they do not exist; those get the same permissions. */
    public static Path createDirectories(Path path) throws IOException {
        return Files.createDirectories(path, directory(path));
    }

    /** Creates the directory of a file in the same way. */
    public static Path createDirectoryOf(Path file) throws IOException {
        return createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a directory"));
    }

    /**
     * Opens a file for writing, and creates it if it does not exist.
     *
     * @throws IOException if it is a symbolic link, or cannot be opened
     */
    public static FileChannel open(Path file) throws IOException {
        return FileChannel.open(
                file,
                Set.<OpenOption>of(
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        LinkOption.NOFOLLOW_LINKS),
                file(file));
    }

    /** Writes a text to a file, in place of what is there. */
    public static void write(Path file, String text) throws IOException {
        try (FileChannel channel = open(file)) {
            channel.truncate(0);
            write(channel, text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Adds a text to the end of a file. */
    public static void append(Path file, String text) throws IOException {
        try (FileChannel channel = open(file)) {
            channel.position(channel.size());
            write(channel, text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void write(FileChannel channel, byte[] content) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Writes a file that must not exist yet. */
    public static void create(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, Set.<OpenOption>of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), file(file))) {
            write(channel, content);
        }
    }
}
