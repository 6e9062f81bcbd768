package dev.freshet.excel;

import dev.freshet.dataset.MalformedContent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Checks a file before it is read: it must be a workbook, and must not decompress to an implausible size. */
final class PackedFile {
    private static final int MAGIC = 4;
    private static final int ZIP = 0x504b0304;
    private static final int OLE2 = 0xd0cf11e0;

    /** The highest plausible ratio of decompressed to compressed size. Sheets have ratios of 5 to 50. */
    private static final long MOST_TIMES = 300;

    /** Below this decompressed size, any ratio is harmless. */
    private static final long HARMLESS = 16 << 20;

    private PackedFile() {}

    static void check(Path file, long mostBytes) throws IOException {
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "is a directory");
        }
        requireZip(file);
        try (ZipFile zip = new ZipFile(file.toFile())) {
            long total = 0;
            for (ZipEntry entry : Collections.list(zip.entries())) {
                total += unpacked(zip, entry, mostBytes - total);
            }
        } catch (ZipException | IllegalArgumentException e) {
            throw new MalformedContent("", "the file is damaged, or its end is missing", e);
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException e) {
            throw new MalformedContent("", "the file is damaged", e);
        }
    }

    private static void requireZip(Path file) throws IOException {
        int magic = 0;
        try (InputStream in = Files.newInputStream(file)) {
            byte[] begin = in.readNBytes(MAGIC);
            if (begin.length == 0) {
                throw new MalformedContent("", "the file is empty; an Excel workbook is expected");
            }
            for (byte b : begin) {
                magic = (magic << 8) | (b & 0xff);
            }
        }
        if (magic == OLE2) {
            throw new MalformedContent(
                    "", "the file is encrypted or in the old xls form; save it as xlsx without a password");
        }
        if (magic != ZIP) {
            throw new MalformedContent("", "the file is not an Excel workbook (xlsx)");
        }
    }

    /** Decompresses an entry to count its bytes and to check them, because what the file says can be wrong. */
    private static long unpacked(ZipFile zip, ZipEntry entry, long most) throws IOException {
        byte[] buffer = new byte[1 << 16];
        CRC32 checksum = new CRC32();
        long packed = Math.max(1, entry.getCompressedSize());
        long size = 0;
        try (InputStream in = zip.getInputStream(entry)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                size += count;
                checksum.update(buffer, 0, count);
                if (size > most) {
                    throw new MalformedContent(
                            "",
                            "the decompressed workbook is larger than the option \"max-size\" allows: "
                                    + entry.getName());
                }
                if (size > HARMLESS && size / packed > MOST_TIMES) {
                    throw new MalformedContent(
                            "",
                            "the workbook decompresses to more than " + MOST_TIMES
                                    + " times its size, as a zip bomb does: " + entry.getName());
                }
            }
        }
        if (checksum.getValue() != entry.getCrc() || size != entry.getSize()) {
            throw new MalformedContent("", "the file is damaged: the checksum of " + entry.getName() + " is wrong");
        }
        return size;
    }
}
