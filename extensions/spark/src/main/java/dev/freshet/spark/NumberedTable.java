package dev.freshet.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A table in an object store, which cannot rename a directory in one step. Each save writes to a new directory in
 * {@code PATH/_freshet}; then a small object, {@code PATH/_freshet/N.table}, names that directory. The object with the
 * highest number determines the table. The files of the previous save are kept, because somebody may still read them;
 * older ones are deleted. Without such objects, {@code PATH} itself is the table.
 */
record NumberedTable(FileSystem system, Path table) implements HadoopTable {
    private static final Pattern NUMBERED = Pattern.compile("(\\d{10})\\.table");

    private Path directory() {
        return new Path(table, "_freshet");
    }

    @Override
    public Optional<Path> current() throws IOException {
        OptionalLong newest = newest();
        if (newest.isPresent()) {
            return Optional.of(named(newest.getAsLong()));
        }
        return hasRows(table) ? Optional.of(table) : Optional.empty();
    }

    /** Returns whether a directory has rows; saves that were not committed do not count. */
    private boolean hasRows(Path path) throws IOException {
        try {
            if (system.getFileStatus(path).isFile()) {
                return true;
            }
            for (FileStatus status : system.listStatus(path)) {
                if (!status.getPath().getName().equals(directory().getName())) {
                    return true;
                }
            }
            return false;
        } catch (FileNotFoundException e) {
            return false;
        }
    }

    private OptionalLong newest() throws IOException {
        return numbers().stream().mapToLong(Long::longValue).max();
    }

    private List<Long> numbers() throws IOException {
        List<Long> numbers = new ArrayList<>();
        try {
            for (FileStatus status : system.listStatus(directory())) {
                Matcher numbered = NUMBERED.matcher(status.getPath().getName());
                if (numbered.matches()) {
                    numbers.add(Long.parseLong(numbered.group(1)));
                }
            }
        } catch (FileNotFoundException e) {
            return List.of();
        }
        return numbers;
    }

    private Path object(long number) {
        return new Path(directory(), String.format(java.util.Locale.ROOT, "%010d.table", number));
    }

    private Path named(long number) throws IOException {
        try (var in = system.open(object(number))) {
            return new Path(directory(), new String(in.readAllBytes(), StandardCharsets.UTF_8).strip());
        }
    }

    static Path onlyFile(FileSystem system, Path directory) throws IOException {
        List<Path> files = new ArrayList<>();
        for (FileStatus status : system.listStatus(directory)) {
            if (!TableFile.isHidden(status.getPath().getName())) {
                files.add(status.getPath());
            }
        }
        if (files.size() != 1) {
            throw new IOException("Spark wrote " + files.size() + " files where one was expected");
        }
        return files.get(0);
    }

    @Override
    public TableReplacement replace() throws IOException {
        return new Save("rows-" + UUID.randomUUID());
    }

    private final class Save implements TableReplacement {
        private final Path rows;
        private String made;
        private boolean isCommitted;

        Save(String name) {
            rows = new Path(directory(), name);
            made = name;
        }

        @Override
        public String uri() {
            return rows.toString();
        }

        @Override
        public void stage(boolean isOneFile) throws IOException {
            if (isOneFile) {
                made = rows.getName() + "/" + onlyFile(system, rows).getName();
            }
        }

        /**
         * Commits by one new object. Object stores show only complete objects, and an existing object is never
         * replaced.
         */
        @Override
        public void commit() throws IOException {
            long before = newest().orElse(0);
            try (FSDataOutputStream out = system.create(object(before + 1), false)) {
                out.write(made.getBytes(StandardCharsets.UTF_8));
            }
            isCommitted = true;
            deleteOlder(before);
        }

        private void deleteOlder(long before) throws IOException {
            for (long number : numbers()) {
                if (number < before) {
                    Path old = named(number);
                    system.delete(old.getParent().equals(directory()) ? old : old.getParent(), true);
                    system.delete(object(number), false);
                }
            }
        }

        @Override
        public void close() throws IOException {
            if (!isCommitted) {
                system.delete(rows, true);
            }
        }
    }
}
