package dev.freshet.runtime.state.local;

import dev.freshet.dataset.Private;
import dev.freshet.runtime.state.StateDamagedException;
import dev.freshet.runtime.state.StateException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * An append-only file of lines with checksums: {@code <8 hex digits of CRC-32C> <text>}. The first line is the header.
 * An incomplete last append, as after a crash, is dropped; any other damage is an error.
 */
public final class Journal {
    private static final String FORMAT = "freshet-state 2";
    private static final int CHECKSUM = 8;

    private final Path file;
    /** The header of the file that was read. A different one means that the file was replaced. */
    private String header = "";
    /** The length of the intact content that has been read. */
    private long length;

    private long lines;

    /**
     * What a read has found.
     *
     * @param whole whether the texts are those of the whole file, and not only the lines added since the last read
     * @param texts the lines
     * @param warning what to tell the user; empty if nothing was lost
     */
    public record Read(boolean whole, List<String> texts, String warning) {}

    /** Prepares to read and write a file, which need not exist. */
    public Journal(Path file) {
        this.file = file;
    }

    /** Returns the number of lines after the header. */
    long lines() {
        return lines;
    }

    /** Reads the lines added since the last read, or the whole file if it was replaced. */
    public Read read() throws IOException {
        return Uninterrupted.call(this::readOnce);
    }

    private Read readOnce() throws IOException {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            boolean whole = length > 0;
            forget();
            return new Read(whole, List.of(), "");
        }
        int headerEnd = endOfLine(bytes, 0);
        String first = headerEnd < 0 ? "" : new String(bytes, 0, headerEnd, StandardCharsets.UTF_8);
        boolean whole = !first.equals(header) || bytes.length < length;
        if (whole) {
            forget();
            String format = headerEnd < 0 ? null : text(bytes, 0, headerEnd);
            if (format == null) {
                return headerless(bytes, headerEnd);
            }
            requireFormat(format);
            header = first;
            length = headerEnd + 1L;
        }
        return lines(bytes, whole);
    }

    private void forget() {
        header = "";
        length = 0;
        lines = 0;
    }

    /** Only a file without any entry can lack its header. */
    private Read headerless(byte[] bytes, int headerEnd) {
        if (headerEnd >= 0 && endOfLine(bytes, headerEnd + 1) >= 0) {
            throw damaged(1, "its first line is damaged");
        }
        return new Read(true, List.of(), bytes.length == 0 ? "" : lost());
    }

    private void requireFormat(String text) {
        if (!text.startsWith(FORMAT + " ")) {
            throw new StateException(
                    file + " was written by another version of Freshet (" + text
                            + "); use that version, or delete the file, so that everything runs again",
                    null);
        }
    }

    private Read lines(byte[] bytes, boolean whole) {
        List<String> texts = new ArrayList<>();
        int from = (int) length;
        String warning = "";
        while (from < bytes.length) {
            int end = endOfLine(bytes, from);
            String text = end < 0 ? null : text(bytes, from, end);
            if (text == null) {
                if (hasSoundBeginning(bytes, from) || (end >= 0 && hasSoundLine(bytes, end + 1))) {
                    throw damaged(lines + 2, "its checksum is wrong");
                }
                warning = lost();
                break;
            }
            texts.add(text);
            lines++;
            from = end + 1;
        }
        length = from;
        return new Read(whole, texts, warning);
    }

    private static boolean hasSoundLine(byte[] bytes, int from) {
        for (int start = from; start < bytes.length; ) {
            int end = endOfLine(bytes, start);
            if (end < 0) {
                return false;
            }
            if (text(bytes, start, end) != null) {
                return true;
            }
            start = end + 1;
        }
        return false;
    }

    /**
     * Returns whether an intact line begins here and other bytes follow it. A crash never damages the end of a line and
     * then continues.
     */
    private static boolean hasSoundBeginning(byte[] bytes, int from) {
        int start = from + CHECKSUM + 1;
        if (start >= bytes.length) {
            return false;
        }
        String written = new String(bytes, from, CHECKSUM, StandardCharsets.ISO_8859_1);
        CRC32C checksum = new CRC32C();
        for (int i = start; i < bytes.length - 1; i++) {
            checksum.update(bytes[i]);
            if (bytes[i] == '}' && written.equals(hex(checksum.getValue()))) {
                return true;
            }
        }
        return false;
    }

    private String lost() {
        return file + " ends in an incomplete entry, as after a crash; the entry's node will run again";
    }

    private StateDamagedException damaged(long line, String problem) {
        return new StateDamagedException(file + ":" + line + ": the state of earlier runs is damaged: " + problem
                + "; restore the file, or delete it with the command \"clean\", so that everything runs again");
    }

    private static int endOfLine(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** Returns the text of a line; null if its checksum is wrong. */
    private static @Nullable String text(byte[] bytes, int from, int end) {
        int start = from + CHECKSUM + 1;
        if (start > end || bytes[start - 1] != ' ') {
            return null;
        }
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, start, end - start);
        String written = new String(bytes, from, CHECKSUM, StandardCharsets.ISO_8859_1);
        if (!written.equals(hex(checksum.getValue()))) {
            return null;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, start, end - start))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static String hex(long checksum) {
        return HexFormat.of().toHexDigits((int) checksum);
    }

    private static String line(String text) {
        CRC32C checksum = new CRC32C();
        checksum.update(text.getBytes(StandardCharsets.UTF_8));
        return hex(checksum.getValue()) + " " + text + "\n";
    }

    private static String newHeader() {
        return line(FORMAT + " " + UUID.randomUUID());
    }

    /**
     * Returns whether the file still begins with the content that was read. Another process may have emptied or
     * replaced it.
     */
    boolean isAsRead() throws IOException {
        return Uninterrupted.call(this::isAsReadNow);
    }

    private boolean isAsReadNow() throws IOException {
        if (length == 0) {
            return true;
        }
        ByteBuffer first = ByteBuffer.allocate(header.getBytes(StandardCharsets.UTF_8).length);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            int read = 0;
            while (read >= 0 && first.hasRemaining()) {
                read = channel.read(first);
            }
            return channel.size() >= length && new String(first.array(), StandardCharsets.UTF_8).equals(header);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** Appends lines in one write. If this fails, the file stays as it was. */
    public void append(List<String> texts, boolean durable) throws IOException {
        Uninterrupted.call(() -> {
            appendOnce(texts, durable);
            return texts;
        });
    }

    private void appendOnce(List<String> texts, boolean durable) throws IOException {
        boolean fresh = length == 0;
        StringBuilder added = new StringBuilder(fresh ? newHeader() : "");
        texts.forEach(text -> added.append(line(text)));
        if (fresh) {
            Private.createDirectories(WholeFile.directory(file));
        }
        try (FileChannel channel = Private.open(file)) {
            if (channel.size() > length) {
                channel.truncate(length);
            }
            write(channel, added.toString(), durable);
        }
        if (fresh) {
            header = added.substring(0, added.indexOf("\n"));
            WholeFile.forceNames(WholeFile.directory(file));
        }
        lines += texts.size();
    }

    private void write(FileChannel channel, String text, boolean durable) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        long end = length + bytes.remaining();
        try {
            channel.position(length);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            if (durable) {
                channel.force(false);
            }
        } catch (IOException e) {
            try {
                channel.truncate(length);
            } catch (IOException cleanup) {
                e.addSuppressed(cleanup);
            }
            throw e;
        }
        length = end;
    }

    /** Deletes the file. */
    public void delete() throws IOException {
        Files.deleteIfExists(file);
        forget();
    }

    /** Replaces the file with these lines. A crash leaves the old file or the new one. */
    public void replace(List<String> texts) throws IOException {
        Uninterrupted.call(() -> {
            replaceOnce(texts);
            return texts;
        });
    }

    private void replaceOnce(List<String> texts) throws IOException {
        String start = newHeader();
        StringBuilder all = new StringBuilder(start);
        texts.forEach(text -> all.append(line(text)));
        String whole = all.toString();
        WholeFile.replace(file, whole);
        header = start.substring(0, start.length() - 1);
        length = whole.getBytes(StandardCharsets.UTF_8).length;
        lines = texts.size();
    }
}
