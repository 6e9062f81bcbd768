package dev.freshet.parquet;

import dev.freshet.dataset.MalformedContent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.schema.MessageType;

/** The last bytes of a file, which give the position of its schema. */
final class Footer {
    private static final int MAGIC = 4;
    private static final int TAIL = 8;

    private Footer() {}

    /**
     * Checks that a file begins and ends as Parquet files do, and that the numbers of rows at its end agree.
     *
     * @return the number of rows
     * @throws MalformedContent if the file does not
     */
    static long rows(Path file) throws IOException {
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
            return rows(bytes(channel, size - TAIL - length, length).array());
        }
    }

    private static long rows(byte[] footer) {
        try {
            return Util.readFileMetaData(new ByteArrayInputStream(footer)).getNum_rows();
        } catch (IOException | RuntimeException e) {
            throw new MalformedContent("", "the file is damaged: its schema cannot be read", e);
        }
    }

    /**
     * Checks that a file's number of rows, those of its row groups and those of their columns agree.
     *
     * @throws MalformedContent if they do not
     */
    static void requireCounts(ParquetFileReader file, long rows) {
        MessageType schema = file.getFooter().getFileMetaData().getSchema();
        long sum = 0;
        for (BlockMetaData group : file.getRowGroups()) {
            sum += group.getRowCount();
            for (ColumnChunkMetaData column : group.getColumns()) {
                boolean isFlat = schema.getMaxRepetitionLevel(column.getPath().toArray()) == 0;
                long values = column.getValueCount();
                if (group.getRowCount() < 0
                        || values < group.getRowCount()
                        || (isFlat && values != group.getRowCount())) {
                    throw new MalformedContent(
                            "",
                            "the file is damaged: a row group has " + group.getRowCount() + " rows, but column "
                                    + column.getPath().toDotString() + " has " + values + " values");
                }
            }
        }
        if (sum != rows) {
            throw new MalformedContent(
                    "", "the file is damaged: it has " + rows + " rows, but its row groups have " + sum);
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
