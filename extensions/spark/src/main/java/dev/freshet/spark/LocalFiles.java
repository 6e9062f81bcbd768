package dev.freshet.spark;

import com.dynatrace.hash4j.hashing.HashStream128;
import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hashing;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The files of a table on this machine. Listing them loads no class of Hadoop. */
final class LocalFiles implements TableFiles {
    private static final int BUFFER = 1 << 18;

    private final Path table;
    private final LocalSwap swap;

    LocalFiles(Path table) {
        this.table = table;
        swap = new LocalSwap(table);
    }

    @Override
    public boolean exists() throws IOException {
        return swap.exists();
    }

    @Override
    public Optional<List<TableFile>> list() throws IOException {
        if (!swap.exists()) {
            return Optional.empty();
        }
        List<TableFile> files = new ArrayList<>();
        if (Files.isRegularFile(table)) {
            files.add(file("", table, table.getFileName().toString()));
            return Optional.of(files);
        }
        try {
            Files.walkFileTree(table, visitor(files));
        } catch (NoSuchFileException e) {
            // Another process has replaced the table while it was listed, so the list mixes two tables.
            return swap.exists() ? list() : Optional.empty();
        }
        files.sort(TableFile.BY_PATH);
        return Optional.of(files);
    }

    private FileVisitor<Path> visitor(List<TableFile> files) {
        return new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                boolean isHidden = !directory.equals(table)
                        && TableFile.isHidden(directory.getFileName().toString());
                return isHidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                String name = file.getFileName().toString();
                if (!TableFile.isHidden(name)) {
                    files.add(file(directory(file), file, name));
                }
                return FileVisitResult.CONTINUE;
            }
        };
    }

    private String directory(Path file) {
        String directory = table.relativize(file.getParent()).toString().replace('\\', '/');
        return directory.isEmpty() ? "" : directory + "/";
    }

    private static TableFile file(String directory, Path file, String name) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            Map<String, Object> seen = Files.readAttributes(file, "unix:size,lastModifiedTime,ctime,ino");
            Instant modified = time(seen, "lastModifiedTime");
            Instant changed = time(seen, "ctime");
            String mark = seen.get("size") + " " + modified + " " + changed + " " + seen.get("ino");
            return new TableFile(directory, name, mark, changed.isAfter(modified) ? changed : modified);
        }
        BasicFileAttributes seen = Files.readAttributes(file, BasicFileAttributes.class);
        Instant modified = seen.lastModifiedTime().toInstant();
        return new TableFile(directory, name, seen.size() + " " + modified, modified);
    }

    private static Instant time(Map<String, Object> seen, String attribute) {
        return ((FileTime) Objects.requireNonNull(seen.get(attribute), "it was asked for")).toInstant();
    }

    @Override
    public String digest(TableFile file) throws IOException {
        Path path = Files.isDirectory(table, LinkOption.NOFOLLOW_LINKS) || Files.isDirectory(table)
                ? table.resolve(file.path())
                : table;
        try (InputStream in = Files.newInputStream(path)) {
            return digest(in);
        }
    }

    /** Returns the digest of a stream's content. */
    static String digest(InputStream in) throws IOException {
        HashStream128 hash = Hashing.xxh3_128().hashStream();
        byte[] buffer = new byte[BUFFER];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            hash.putBytes(buffer, 0, read);
        }
        HashValue128 value = hash.get();
        HexFormat hex = HexFormat.of();
        return "xxh3:" + hex.toHexDigits(value.getMostSignificantBits())
                + hex.toHexDigits(value.getLeastSignificantBits());
    }

    @Override
    public TableReplacement replace() throws IOException {
        return swap.begin();
    }
}
