package dev.freshet.dataset.file;

import dev.freshet.dataset.LimitedInputStream;
import dev.freshet.dataset.Replacement;
import dev.freshet.dataset.Stamp;
import dev.freshet.dataset.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Stores contents in a Java file system. Keys are paths with the separators of the file system; relative ones start
 * from a directory.
 */
public final class FileStorage implements Storage {
    private final Path directory;

    public FileStorage(Path directory) {
        this.directory = directory;
    }

    private Path file(String key) {
        return directory.resolve(key);
    }

    @Override
    public Optional<Entry> stat(String key) throws IOException {
        try {
            FileStamp stamp = FileStamp.of(file(key));
            return Optional.of(
                    new Entry(key, stamp.size(), stamp.stamp(), stamp.stamp().modified()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Returns true for a directory too, because reading it gives a better message. */
    @Override
    public boolean exists(String key) {
        return Files.exists(file(key));
    }

    @Override
    public Content read(String key) throws IOException {
        Path file = file(key);
        requireFile(file);
        Optional<FileStamp> before = stampBefore(file);
        return new OpenContent(file, before, Files.newInputStream(file));
    }

    private static Optional<FileStamp> stampBefore(Path file) throws IOException {
        try {
            return Optional.of(FileStamp.of(file));
        } catch (IOException e) {
            // Opening the file gives a better message.
            return Optional.empty();
        }
    }

    /** @param before the stamp of the file before it was opened; empty if it could not be read */
    private record OpenContent(Path file, Optional<FileStamp> before, InputStream stream) implements Content {
        @Override
        public Optional<Stamp> stamp() throws IOException {
            return before.isPresent() && FileStamp.of(file).equals(before.get())
                    ? before.map(FileStamp::stamp)
                    : Optional.empty();
        }
    }

    /** A pipe would block whoever opens it, and a device has no end. */
    static void requireFile(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        if (attributes.isDirectory()) {
            throw new FileSystemException(file.toString(), null, "is a directory");
        }
        if (attributes.isOther()) {
            throw new FileSystemException(file.toString(), null, "is a pipe or a device, and not a file");
        }
    }

    @Override
    public InputStream read(String key, long from, long length) throws IOException {
        Path file = file(key);
        requireFile(file);
        SeekableByteChannel channel = Files.newByteChannel(file);
        try {
            return new LimitedInputStream(Channels.newInputStream(channel.position(from)), length);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public Replacement replace(String key) throws IOException {
        return AtomicFile.replacing(file(key));
    }

    @Override
    public Optional<Stamp> move(String from, String to) throws IOException {
        return AtomicFile.move(file(from), file(to));
    }

    @Override
    public boolean create(String key, byte[] content) throws IOException {
        return AtomicFile.create(file(key), content);
    }

    @Override
    public List<Entry> list(String prefix) throws IOException {
        String separator = directory.getFileSystem().getSeparator();
        String start = prefix.replace("/", separator);
        String above = start.substring(0, start.lastIndexOf(separator) + 1);
        Path root = file(above);
        List<Entry> entries = new ArrayList<>();
        if (Files.isDirectory(root)) {
            for (Path file : ExistingFiles.below(root)) {
                String key = above + root.relativize(file);
                if (key.startsWith(start) && !AtomicFile.isTemporary(file)) {
                    // A file that another process has deleted meanwhile is not there.
                    entry(key, file).ifPresent(entries::add);
                }
            }
        }
        entries.sort(Comparator.comparing(Entry::key));
        return entries;
    }

    /** Returns the entry of a file. A link to a missing file has one, too, so that a node that reads it gets an error. */
    private Optional<Entry> entry(String key, Path file) throws IOException {
        if (Files.isRegularFile(file)) {
            return stat(key);
        }
        boolean isDangling = Files.isSymbolicLink(file) && !Files.exists(file);
        return isDangling
                ? Optional.of(new Entry(key, 0, new Stamp("dangling", Instant.EPOCH), Instant.EPOCH))
                : Optional.empty();
    }

    @Override
    public void delete(String key) throws IOException {
        Path file = file(key);
        if (Files.exists(file)) {
            requireFile(file);
        }
        AtomicFile.delete(file);
    }

    @Override
    public Optional<Path> path(String key) {
        Path file = file(key);
        return file.getFileSystem().equals(FileSystems.getDefault()) ? Optional.of(file) : Optional.empty();
    }

    @Override
    public boolean isDenied(IOException failure) {
        return failure instanceof AccessDeniedException || FileErrors.isReadOnly(failure);
    }

    @Override
    public String reading(IOException failure, String key) {
        return FileErrors.reading(failure, file(key));
    }

    @Override
    public String writing(IOException failure, String key) {
        return FileErrors.writing(failure, file(key));
    }
}
