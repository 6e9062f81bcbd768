package dev.freshet.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A table in a file system that renames directories in one step. A save works beside the table, in {@code
 * .NAME.freshet-ID}, as {@link LocalSwap} does. There are no locks, so a save counts as dead if its commit takes too
 * long.
 *
 * @param commit how long the renames of a commit may take
 */
record RenamedTable(FileSystem system, Path table, Duration commit) implements HadoopTable {
    private static final String OLD = "old";
    private static final String NEW = "new";
    private static final long SAVE_MILLIS = 7L * 24 * 60 * 60 * 1000;

    @Override
    public Optional<Path> current() throws IOException {
        if (system.exists(table)) {
            return Optional.of(table);
        }
        for (FileStatus work : works()) {
            takeBack(new Path(work.getPath(), OLD));
        }
        return system.exists(table) ? Optional.of(table) : Optional.empty();
    }

    private void takeBack(Path old) throws IOException {
        long end = System.nanoTime() + commit.toNanos();
        while (system.exists(old) && !system.exists(table)) {
            if (System.nanoTime() - end > 0) {
                system.rename(old, table);
                return;
            }
            pause();
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the table was replaced", e);
        }
    }

    private List<FileStatus> works() throws IOException {
        List<FileStatus> works = new ArrayList<>();
        try {
            for (FileStatus status : system.listStatus(table.getParent())) {
                if (status.getPath().getName().startsWith("." + table.getName() + ".freshet-")) {
                    works.add(status);
                }
            }
        } catch (FileNotFoundException e) {
            // Without the directory there is no table in it.
            return List.of();
        }
        return works;
    }

    @Override
    public TableReplacement replace() throws IOException {
        current();
        long now = System.currentTimeMillis();
        for (FileStatus work : works()) {
            if (now - work.getModificationTime() > SAVE_MILLIS) {
                system.delete(work.getPath(), true);
            }
        }
        Path work = new Path(table.getParent(), "." + table.getName() + ".freshet-" + UUID.randomUUID());
        system.mkdirs(work);
        return new Swap(work);
    }

    private final class Swap implements TableReplacement {
        private final Path work;
        private Path made;

        Swap(Path work) {
            this.work = work;
            made = new Path(work, NEW);
        }

        @Override
        public String uri() {
            return new Path(work, NEW).toString();
        }

        @Override
        public void stage(boolean isOneFile) throws IOException {
            made = isOneFile ? NumberedTable.onlyFile(system, made) : made;
        }

        @Override
        public void commit() throws IOException {
            Path old = new Path(work, OLD);
            boolean isReplaced = system.exists(table);
            if (isReplaced) {
                rename(table, old);
            }
            try {
                rename(made, table);
            } catch (IOException e) {
                if (isReplaced) {
                    rename(old, table);
                }
                throw e;
            }
        }

        private void rename(Path from, Path to) throws IOException {
            if (!system.rename(from, to)) {
                throw new IOException(from + " cannot be renamed to " + to);
            }
        }

        @Override
        public void close() throws IOException {
            system.delete(work, true);
        }
    }
}
