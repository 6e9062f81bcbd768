package dev.freshet.excel;

import static dev.freshet.excel.Xlsx.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.dataset.MalformedContent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parts of workbooks whose content is not the one of their checksum. The JDK reads them without a word. */
final class ChecksumsTest {
    private static final byte[] WHOLE = Xlsx.rows(row(1, "n") + row(2, "<c><v>12345</v></c>"));

    @TempDir
    Path directory;

    private static Map<String, byte[]> parts() throws IOException {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(WHOLE))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                parts.put(entry.getName(), zip.readAllBytes());
            }
        }
        return parts;
    }

    /** Returns the workbook without compression, so that any byte of a part can be another one. */
    private static byte[] stored(Map<String, byte[]> parts) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                CRC32 checksum = new CRC32();
                checksum.update(part.getValue());
                ZipEntry entry = new ZipEntry(part.getKey());
                entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(part.getValue().length);
                entry.setCrc(checksum.getValue());
                zip.putNextEntry(entry);
                zip.write(part.getValue());
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }

    private Path file(byte[] content) throws IOException {
        return Files.write(directory.resolve("f.xlsx"), content);
    }

    private static byte[] with(byte[] file, byte[] part, int at) {
        String all = new String(file, StandardCharsets.ISO_8859_1);
        int start = all.indexOf(new String(part, StandardCharsets.ISO_8859_1));
        byte[] changed = file.clone();
        changed[start + at] ^= 1;
        return changed;
    }

    @Test
    void partOfAnotherContent_isRefused_wherever() throws IOException {
        Map<String, byte[]> parts = parts();
        byte[] whole = stored(parts);
        PackedFile.check(file(whole), 1 << 20);
        assertThat(parts).hasSizeGreaterThan(5);
        for (Map.Entry<String, byte[]> part : parts.entrySet()) {
            for (int at : new int[] {0, part.getValue().length / 2, part.getValue().length - 1}) {
                Path changed = file(with(whole, part.getValue(), at));
                assertThatThrownBy(() -> PackedFile.check(changed, 1 << 20))
                        .as("byte %d of %s", at, part.getKey())
                        .isInstanceOf(MalformedContent.class)
                        .hasMessage("the file is damaged: the checksum of " + part.getKey() + " is wrong");
            }
        }
    }
}
