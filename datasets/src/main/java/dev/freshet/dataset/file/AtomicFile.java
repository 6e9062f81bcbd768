package dev.freshet.dataset.file;

import dev.freshet.dataset.Replacement;
import dev.freshet.dataset.Scratch;
import dev.freshet.dataset.Stamp;
import dev.freshet.fingerprint.Tick;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Replaces a file atomically. The content goes to a temporary file in the same directory and is forced to the disk;
 * then a rename gives it the final name. A crash at any moment leaves the old file or the new one. The modification
 * time is set one tick back, so that the next change always results in a different time.
 */
final class AtomicFile implements Replacement {
    private static final int BUFFER = 1 << 16;
    private static final String TEMPORARY = ".tmp";

    private final Path target;
    private final Path temporary;
    private final FileChannel channel;
    private final OutputStream out;
    private boolean isStaged;
    private boolean isOver;

    private AtomicFile(Path target, Path temporary) throws IOException {
        this.target = target;
        this.temporary = temporary;
        channel = FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
    }

    /** Starts to write the new content of a file. */
    static AtomicFile replacing(Path file) throws IOException {
        Path target = target(file);
        requireReplaceable(target);
        Path directory = directory(target);
        createDurably(directory);
        return new AtomicFile(target, Scratch.in(directory, "." + target.getFileName()));
    }

    /** Returns the file itself, if it is not one yet or a link. */
    private static Path target(Path file) throws IOException {
        return Files.isSymbolicLink(file) && Files.exists(file) ? file.toRealPath() : file;
    }

    /** Replaces a file atomically with another one, which is complete and durable. */
    static Optional<Stamp> move(Path from, Path to) throws IOException {
        Path target = target(to);
        requireReplaceable(target);
        createDurably(directory(target));
        keepPermissions(target, from);
        try {
            Files.move(from, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            // A link leads to another disk.
            return copied(from, to);
        }
        force(directory(target));
        return stamp(target);
    }

    private static Optional<Stamp> copied(Path from, Path to) throws IOException {
        Optional<Stamp> stamp;
        try (AtomicFile copy = replacing(to)) {
            Files.copy(from, copy.out);
            stamp = copy.commit();
        }
        Files.delete(from);
        return stamp;
    }

    /** Returns whether a file is the temporary file of a replacement that is open or was never committed. */
    static boolean isTemporary(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith(".") && name.endsWith(TEMPORARY);
    }

    /** Creates a file atomically; returns false if it already exists. */
    static boolean create(Path file, byte[] content) throws IOException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (AtomicFile created = replacing(file)) {
            created.out.write(content);
            created.prepare();
            // A rename would replace a file that another process creates at the same time.
            Files.createLink(created.target, created.temporary);
            force(directory(created.target));
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (UnsupportedOperationException e) {
            throw new IOException("the file system has no hard links, which are needed to create a file atomically", e);
        }
    }

    /** Deletes a file durably, if it exists. */
    static void delete(Path file) throws IOException {
        if (Files.deleteIfExists(file)) {
            force(directory(file));
        }
    }

    private static Path directory(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a directory");
    }

    @Override
    public OutputStream out() {
        return out;
    }

    @Override
    public Optional<Stamp> commit() throws IOException {
        prepare();
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        isOver = true;
        force(directory(target));
        return stamp(target);
    }

    @Override
    public void stage() throws IOException {
        if (!isStaged) {
            out.flush();
            channel.force(true);
            channel.close();
            isStaged = true;
        }
    }

    private void prepare() throws IOException {
        stage();
        keepPermissions(target, temporary);
        Files.setLastModifiedTime(temporary, FileTime.from(Instant.now().minus(Tick.LENGTH)));
    }

    private static Optional<Stamp> stamp(Path file) {
        try {
            return Optional.of(FileStamp.of(file).stamp());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        if (!isOver) {
            isOver = true;
            channel.close();
            Files.deleteIfExists(temporary);
        }
    }

    /** Creates a directory durably: a crash that loses the directory's name loses the files in it. */
    private static void createDurably(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        Path parent = directory.getParent();
        if (parent != null) {
            createDurably(parent);
        }
        Files.createDirectories(directory);
        if (parent != null) {
            force(parent);
        }
    }

    private static void keepPermissions(Path from, Path to) throws IOException {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(from);
            if (!permissions.equals(Files.getPosixFilePermissions(to))) {
                Files.setPosixFilePermissions(to, permissions);
            }
        } catch (NoSuchFileException | UnsupportedOperationException e) {
            // A new file, or a file system without permissions.
        }
    }

    /** Refuses a target that is write-protected, because a rename would replace it all the same. */
    private static void requireReplaceable(Path target) throws IOException {
        if (Files.exists(target)) {
            FileStorage.requireFile(target);
        }
        if (Files.exists(target) && !Files.isWritable(target)) {
            throw new AccessDeniedException(target.toString());
        }
    }

    /** Makes the new name durable. File systems that cannot open a directory do not need this. */
    private static void force(Path directory) {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException | UnsupportedOperationException notSupported) {
            // Windows and some virtual file systems refuse to open directories.
        }
    }
}
