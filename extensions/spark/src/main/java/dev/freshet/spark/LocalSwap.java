package dev.freshet.spark;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Replaces a directory or file of this machine.
 *
 * <p>A save works in a directory beside the table, {@code .NAME.freshet-ID}: The saving process holds the lock of
 * {@code lock} as long as it lives. Spark writes to {@code new}, and the commit moves the table to {@code old} and then
 * {@code new} to the table's place. A process that dies between these moves leaves no table, but {@code old} and a free
 * lock: the next process that looks for the table moves {@code old} back. If the lock is held, the second move is about
 * to happen.
 */
final class LocalSwap {
    private static final String LOCK = "lock";
    private static final String NEW = "new";
    private static final String OLD = "old";

    /**
     * The directories of this process's saves. They are not opened again, since a process loses its locks on a file
     * when it closes a second channel to it.
     */
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private final Path table;

    LocalSwap(Path table) {
        this.table = table;
    }

    /** Returns whether there is a table, after undoing the saves of dead processes. */
    boolean exists() throws IOException {
        if (Files.exists(table)) {
            return true;
        }
        for (Path work : works()) {
            if (Files.exists(work.resolve(OLD))) {
                takeBack(work);
            }
        }
        return Files.exists(table);
    }

    private Path parent() {
        return Objects.requireNonNull(table.toAbsolutePath().getParent(), "a table is in a directory");
    }

    private String prefix() {
        return "." + table.getFileName() + ".freshet-";
    }

    private List<Path> works() throws IOException {
        List<Path> works = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(
                parent(), file -> file.getFileName().toString().startsWith(prefix()))) {
            found.forEach(works::add);
        } catch (NoSuchFileException e) {
            // Without the directory there is no table in it.
            return List.of();
        }
        return works;
    }

    /** Waits for a living process to end its commit; undoes the save of a dead one. */
    private void takeBack(Path work) throws IOException {
        if (OWN.contains(work)) {
            synchronized (LocalSwap.class) {
                // The commit of this process holds the monitor from its first move to its last.
                return;
            }
        }
        try (FileChannel channel = FileChannel.open(work.resolve(LOCK), StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (lock.isValid() && !Files.exists(table)) {
                Files.move(work.resolve(OLD), table, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (NoSuchFileException e) {
            // The commit has ended, or another process has undone it.
            return;
        }
    }

    /** Deletes the save directories of dead processes. */
    private void sweep() throws IOException {
        exists();
        for (Path work : works()) {
            if (OWN.contains(work)) {
                continue;
            }
            try (FileChannel channel = FileChannel.open(work.resolve(LOCK), StandardOpenOption.WRITE);
                    FileLock lock = channel.tryLock()) {
                if (lock != null) {
                    LocalTree.delete(work);
                }
            } catch (NoSuchFileException e) {
                // Another process deletes it, or is about to create its lock.
            }
        }
    }

    TableReplacement begin() throws IOException {
        Files.createDirectories(parent());
        sweep();
        Path work = parent().resolve(prefix() + UUID.randomUUID());
        OWN.add(work);
        Files.createDirectory(work);
        // Other processes must not find the lock before it is held.
        Path unseen = work.resolve(LOCK + "-new");
        FileChannel channel = FileChannel.open(unseen, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        channel.lock();
        Files.move(unseen, work.resolve(LOCK), StandardCopyOption.ATOMIC_MOVE);
        return new Swap(work, channel);
    }

    /** Makes one replacement at a time in this process, since threads of one process share the locks of files. */
    private static synchronized void swapAlone(Swap swap) throws IOException {
        swap.swap();
    }

    private final class Swap implements TableReplacement {
        private final Path work;
        private final FileChannel lock;
        private Path made;

        Swap(Path work, FileChannel lock) {
            this.work = work;
            this.lock = lock;
            made = work.resolve(NEW);
        }

        @Override
        public String uri() {
            return new TablePlace.Local("", work.resolve(NEW)).uri();
        }

        @Override
        public void stage(boolean isOneFile) throws IOException {
            LocalTree.complete(made);
            if (isOneFile) {
                made = LocalTree.onlyFile(made);
            }
            LocalTree.sync(parent());
        }

        @Override
        public void commit() throws IOException {
            swapAlone(this);
            LocalTree.sync(parent());
        }

        private void swap() throws IOException {
            if (Files.isRegularFile(made) && !Files.isDirectory(table)) {
                // A file takes the place of a file in one step.
                move(made, table);
                return;
            }
            Path old = work.resolve(OLD);
            boolean isReplaced = Files.exists(table);
            if (isReplaced) {
                move(table, old);
            }
            try {
                move(made, table);
            } catch (IOException e) {
                if (isReplaced) {
                    move(old, table);
                }
                throw e;
            }
        }

        private static void move(Path from, Path to) throws IOException {
            try {
                Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                throw new IOException("the directory of the table must be on one file system", e);
            }
        }

        @Override
        public void close() throws IOException {
            try {
                LocalTree.delete(work);
            } finally {
                lock.close();
                OWN.remove(work);
            }
        }
    }
}
