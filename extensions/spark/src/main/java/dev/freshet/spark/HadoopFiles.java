package dev.freshet.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.EtagSource;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileChecksum;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The files of a table in a file system of Hadoop other than the local one. Listing them starts no session. Digests
 * come from the checksums or ETags of the file system; only files without either are read.
 */
final class HadoopFiles implements TableFiles {
    private final Path table;
    private final SessionSettings settings;

    HadoopFiles(String uri, SessionSettings settings) {
        table = new Path(uri);
        this.settings = settings;
    }

    private FileSystem system() throws IOException {
        Configuration configuration = new Configuration();
        settings.hadoop().forEach(configuration::set);
        try {
            return FileSystem.get(URI.create(table.toString()), configuration);
        } catch (IOException | RuntimeException e) {
            throw new IOException(
                    "the file system of " + table.toUri().getScheme() + ": cannot be opened: "
                            + SparkErrors.describe(e),
                    e);
        }
    }

    private HadoopTable layout() throws IOException {
        return HadoopTable.of(system(), table);
    }

    @Override
    public boolean exists() throws IOException {
        return layout().current().isPresent();
    }

    @Override
    public String readable(String uri) throws IOException {
        return layout().current().map(Path::toString).orElse(uri);
    }

    @Override
    public Optional<List<TableFile>> list() throws IOException {
        FileSystem system = system();
        Optional<Path> root = HadoopTable.of(system, table).current();
        if (root.isEmpty()) {
            return Optional.empty();
        }
        try {
            FileStatus status = system.getFileStatus(root.get());
            List<TableFile> files = new ArrayList<>();
            if (status.isFile()) {
                files.add(file("", status));
            } else {
                add(system, root.get(), "", files);
            }
            files.sort(TableFile.BY_PATH);
            return Optional.of(files);
        } catch (FileNotFoundException e) {
            // Another process has replaced the table while it was listed.
            return exists() ? list() : Optional.empty();
        }
    }

    private static void add(FileSystem system, Path directory, String name, List<TableFile> to) throws IOException {
        for (FileStatus status : system.listStatus(directory)) {
            String own = status.getPath().getName();
            if (TableFile.isHidden(own)) {
                continue;
            }
            if (status.isDirectory()) {
                add(system, status.getPath(), name + own + "/", to);
            } else {
                to.add(file(name, status));
            }
        }
    }

    /** Describes a file. Different contents have different ETags. */
    private static TableFile file(String directory, FileStatus status) {
        String etag = status instanceof EtagSource source ? source.getEtag() : null;
        String name = status.getPath().getName();
        if (etag != null && !etag.isEmpty()) {
            return new TableFile(directory, name, status.getLen() + " etag " + etag, Instant.EPOCH);
        }
        long modified = status.getModificationTime();
        return new TableFile(directory, name, status.getLen() + " " + modified, Instant.ofEpochMilli(modified));
    }

    @Override
    public String digest(TableFile file) throws IOException {
        if (file.mark().contains(" etag ")) {
            return file.mark();
        }
        FileSystem system = system();
        Path root = HadoopTable.of(system, table).current().orElse(table);
        Path path = system.getFileStatus(root).isFile() ? root : new Path(root, file.path());
        FileChecksum checksum = system.getFileChecksum(path);
        if (checksum != null) {
            return checksum.toString();
        }
        try (FSDataInputStream in = system.open(path)) {
            return LocalFiles.digest(in);
        }
    }

    @Override
    public TableReplacement replace() throws IOException {
        return layout().replace();
    }
}
