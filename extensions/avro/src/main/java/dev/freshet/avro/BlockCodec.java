package dev.freshet.avro;

import dev.freshet.dataset.MalformedContent;
import io.airlift.compress.bzip2.BZip2HadoopStreams;
import io.airlift.compress.snappy.SnappyCompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.airlift.compress.zstd.ZstdInputStream;
import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZInputStream;
import org.tukaani.xz.XZOutputStream;

/** A compression of blocks, without native code. */
enum BlockCodec {
    DEFLATE("deflate") {
        @Override
        byte[] compress(byte[] content) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
            try (OutputStream out = new DeflaterOutputStream(bytes, deflater)) {
                out.write(content);
            } finally {
                deflater.end();
            }
            return bytes.toByteArray();
        }

        @Override
        byte[] decompress(byte[] compressed) throws IOException {
            Inflater inflater = new Inflater(true);
            try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(compressed), inflater)) {
                byte[] content = in.readAllBytes();
                if (inflater.getRemaining() > CHECKSUM_OF_ZLIB) {
                    throw new IOException("bytes after the end of a block");
                }
                return content;
            } finally {
                inflater.end();
            }
        }
    },
    NULL("null") {
        @Override
        byte[] compress(byte[] content) {
            return content;
        }

        @Override
        byte[] decompress(byte[] compressed) {
            return compressed;
        }
    },
    SNAPPY("snappy") {
        @Override
        byte[] compress(byte[] content) {
            SnappyCompressor snappy = new SnappyCompressor();
            byte[] out = new byte[snappy.maxCompressedLength(content.length) + Integer.BYTES];
            int length = snappy.compress(content, 0, content.length, out, 0, out.length - Integer.BYTES);
            ByteBuffer.wrap(out).putInt(length, checksum(content));
            return Arrays.copyOf(out, length + Integer.BYTES);
        }

        @Override
        byte[] decompress(byte[] compressed) throws IOException {
            int length = compressed.length - Integer.BYTES;
            if (length < 0) {
                throw new EOFException();
            }
            int size = SnappyDecompressor.getUncompressedLength(compressed, 0);
            if (size < 0 || size / MOST_TIMES > compressed.length) {
                throw new IOException("an implausible size");
            }
            byte[] content = new byte[size];
            int count = new SnappyDecompressor().decompress(compressed, 0, length, content, 0, content.length);
            if (count != content.length || ByteBuffer.wrap(compressed).getInt(length) != checksum(content)) {
                throw new IOException("wrong checksum");
            }
            return content;
        }
    },
    ZSTANDARD("zstandard") {
        @Override
        byte[] compress(byte[] content) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (OutputStream out = new ZstdOutputStream(bytes)) {
                out.write(content);
            }
            return bytes.toByteArray();
        }

        @Override
        byte[] decompress(byte[] compressed) throws IOException {
            try (InputStream in = new ZstdInputStream(new ByteArrayInputStream(compressed))) {
                return in.readAllBytes();
            }
        }
    },
    BZIP2("bzip2") {
        @Override
        byte[] compress(byte[] content) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (OutputStream out = new BZip2HadoopStreams().createOutputStream(bytes)) {
                out.write(content);
            }
            return bytes.toByteArray();
        }

        @Override
        byte[] decompress(byte[] compressed) throws IOException {
            try (InputStream in = new BZip2HadoopStreams().createInputStream(new ByteArrayInputStream(compressed))) {
                return in.readAllBytes();
            }
        }
    },
    XZ("xz") {
        @Override
        byte[] compress(byte[] content) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (OutputStream out = new XZOutputStream(bytes, new LZMA2Options())) {
                out.write(content);
            }
            return bytes.toByteArray();
        }

        @Override
        byte[] decompress(byte[] compressed) throws IOException {
            try (InputStream in = new XZInputStream(new ByteArrayInputStream(compressed))) {
                return in.readAllBytes();
            }
        }
    };

    /** The limit on how much snappy can compress: a copy of 64 bytes takes 3. */
    private static final int MOST_TIMES = 64;

    /** Avro for Python leaves the rest of zlib's checksum behind a block. */
    private static final int CHECKSUM_OF_ZLIB = 4;

    static final List<String> WORDS =
            Arrays.stream(values()).map(codec -> codec.word).toList();

    private final String word;

    BlockCodec(String word) {
        this.word = word;
    }

    /**
     * Returns the codec with a name.
     *
     * @throws MalformedContent if there is none
     */
    static BlockCodec of(String word) {
        Optional<BlockCodec> known =
                Arrays.stream(values()).filter(codec -> codec.word.equals(word)).findFirst();
        return known.orElseThrow(() -> new MalformedContent(
                "",
                "the file is compressed with " + word + ", which cannot be read; " + String.join(", ", WORDS)
                        + " can"));
    }

    String word() {
        return word;
    }

    abstract byte[] compress(byte[] content) throws IOException;

    /** @throws IOException if the block is damaged; so does every exception of the libraries mean */
    abstract byte[] decompress(byte[] compressed) throws IOException;

    private static int checksum(byte[] content) {
        CRC32 checksum = new CRC32();
        checksum.update(content);
        return (int) checksum.getValue();
    }
}
