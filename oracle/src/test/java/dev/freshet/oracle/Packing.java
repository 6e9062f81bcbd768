package dev.freshet.oracle;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The ways in which a class path entry can be put down. None may make a difference to a fingerprint. */
enum Packing {
    STORED("classes", 1_500_000_000_000L, ZipEntry.STORED),
    DEFLATED("classes", 1_500_000_000_000L, ZipEntry.DEFLATED),
    LATER("classes", 1_700_000_000_000L, ZipEntry.DEFLATED),
    RENAMED("other-1.0", 1_500_000_000_000L, ZipEntry.DEFLATED);

    private final String name;
    private final long time;
    private final int method;

    Packing(String name, long time, int method) {
        this.name = name;
        this.time = time;
        this.method = method;
    }

    Path write(Classes classes, Path directory, int number) throws IOException {
        Path jar = Files.createDirectories(directory).resolve(name + number + ".jar");
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> file : classes.files().entrySet()) {
                zip.putNextEntry(entry(file.getKey(), file.getValue()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }
        return jar;
    }

    private ZipEntry entry(String path, byte[] bytes) {
        ZipEntry entry = new ZipEntry(path);
        entry.setTime(time);
        entry.setMethod(method);
        if (method == ZipEntry.STORED) {
            CRC32 crc = new CRC32();
            crc.update(bytes);
            entry.setCrc(crc.getValue());
            entry.setSize(bytes.length);
        }
        return entry;
    }
}
