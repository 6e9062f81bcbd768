package dev.freshet.parquet;

import dev.freshet.dataset.MalformedContent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The last bytes of a file, which give the position of its schema. */
final class Footer {
    private static final int MAGIC = 4;
    private static final int TAIL = 8;

    private Footer() {}

    /**
     * Checks that a file begins and ends as Parquet files do.
     *
     * @throws MalformedContent if the file does not
     */
    static void check(Path file) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            long size = channel.size();
            if (size == 0) {
                throw new MalformedContent("", "the file is empty; a Parquet file is expected");
            }
            String begin = text(channel, 0, (int) Math.min(MAGIC, size));
            if (!begin.equals("PAR1")) {
                throw new MalformedContent(
                        "", begin.equals("PARE") ? "the file is encrypted" : "the file is not a Parquet file");
            }
            if (size < MAGIC + TAIL || !text(channel, size - MAGIC, MAGIC).equals("PAR1")) {
                throw new MalformedContent(
                        "", "the end of the file is missing: the file was not written or copied completely");
            }
            int length = bytes(channel, size - TAIL, MAGIC)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .getInt(0);
            if (length <= 0 || length > size - TAIL - MAGIC) {
                throw new MalformedContent(
                        "", "the file is damaged: it gives its schema a length of " + length + " bytes");
            }
        }
    }

    private static String text(SeekableByteChannel channel, long from, int length) throws IOException {
        return new String(bytes(channel, from, length).array(), StandardCharsets.ISO_8859_1);
    }

    private static ByteBuffer bytes(SeekableByteChannel channel, long from, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        channel.position(from);
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
            // A short file has fewer bytes.
        }
        return bytes;
    }
}
