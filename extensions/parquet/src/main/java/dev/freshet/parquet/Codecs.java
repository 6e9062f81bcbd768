package dev.freshet.parquet;

import io.airlift.compress.Compressor;
import io.airlift.compress.Decompressor;
import io.airlift.compress.MalformedInputException;
import io.airlift.compress.lz4.Lz4Compressor;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.snappy.SnappyCompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.airlift.compress.zstd.ZstdCompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.brotli.dec.BrotliInputStream;

/** Compresses and decompresses pages without Hadoop and without native code. */
final class Codecs implements CompressionCodecFactory {
    /** The codecs by their names in the catalog. */
    static final Map<String, CompressionCodecName> BY_WORD = words();

    private static Map<String, CompressionCodecName> words() {
        Map<String, CompressionCodecName> words = new LinkedHashMap<>();
        words.put("none", CompressionCodecName.UNCOMPRESSED);
        words.put("gzip", CompressionCodecName.GZIP);
        words.put("snappy", CompressionCodecName.SNAPPY);
        words.put("zstd", CompressionCodecName.ZSTD);
        words.put("lz4", CompressionCodecName.LZ4_RAW);
        return Collections.unmodifiableMap(words);
    }

    /** A compression. */
    private interface Codec {
        byte[] compress(byte[] content) throws IOException;

        byte[] decompress(byte[] compressed, int size) throws IOException;
    }

    private static Codec codec(CompressionCodecName name) {
        return switch (name) {
            case UNCOMPRESSED -> new Stored();
            case GZIP -> new Gzip();
            case SNAPPY -> new Blocks(new SnappyCompressor(), new SnappyDecompressor());
            case ZSTD -> new Blocks(new ZstdCompressor(), new ZstdDecompressor());
            case LZ4_RAW -> new Blocks(new Lz4Compressor(), new Lz4Decompressor());
            case LZ4 -> new HadoopLz4();
            case BROTLI -> new Brotli();
            default ->
                throw new UnreadableFile("the file is compressed with " + name + ", which cannot be read; "
                        + String.join(", ", BY_WORD.keySet()) + " and brotli can");
        };
    }

    private record Stored() implements Codec {
        @Override
        public byte[] compress(byte[] content) {
            return content;
        }

        @Override
        public byte[] decompress(byte[] compressed, int size) {
            return compressed;
        }
    }

    private record Gzip() implements Codec {
        @Override
        public byte[] compress(byte[] content) throws IOException {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
                gzip.write(content);
            }
            return out.toByteArray();
        }

        @Override
        public byte[] decompress(byte[] compressed, int size) throws IOException {
            try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
                byte[] content = in.readNBytes(size);
                if (in.read() >= 0) {
                    throw damaged();
                }
                return content;
            }
        }
    }

    /** Is read only. */
    private record Brotli() implements Codec {
        @Override
        public byte[] compress(byte[] content) {
            throw new UnsupportedOperationException();
        }

        @Override
        public byte[] decompress(byte[] compressed, int size) throws IOException {
            try (BrotliInputStream in = new BrotliInputStream(new ByteArrayInputStream(compressed))) {
                byte[] content = in.readNBytes(size);
                if (in.read() >= 0) {
                    throw damaged();
                }
                return content;
            }
        }
    }

    /**
     * LZ4 as Hadoop writes it: blocks, each with its size before and after compression. Some writers use the same name
     * for a plain block. Is read only.
     */
    private record HadoopLz4() implements Codec {
        private static final int SIZES = 8;

        @Override
        public byte[] compress(byte[] content) {
            throw new UnsupportedOperationException();
        }

        @Override
        public byte[] decompress(byte[] compressed, int size) {
            ByteBuffer in = ByteBuffer.wrap(compressed);
            byte[] out = new byte[size];
            int at = 0;
            while (in.remaining() >= SIZES) {
                int unpacked = in.getInt();
                int packed = in.getInt();
                if (unpacked < 0 || unpacked > size - at || packed < 0 || packed > in.remaining()) {
                    return plain(compressed, size);
                }
                try {
                    int length = new Lz4Decompressor().decompress(compressed, in.position(), packed, out, at, unpacked);
                    if (length != unpacked) {
                        return plain(compressed, size);
                    }
                } catch (MalformedInputException e) {
                    return plain(compressed, size);
                }
                at += unpacked;
                in.position(in.position() + packed);
            }
            return at == size && !in.hasRemaining() ? out : plain(compressed, size);
        }

        private static byte[] plain(byte[] compressed, int size) {
            return new Blocks(new Lz4Compressor(), new Lz4Decompressor()).decompress(compressed, size);
        }
    }

    private record Blocks(Compressor compressor, Decompressor decompressor) implements Codec {
        @Override
        public byte[] compress(byte[] content) {
            byte[] out = new byte[compressor.maxCompressedLength(content.length)];
            int length = compressor.compress(content, 0, content.length, out, 0, out.length);
            return Arrays.copyOf(out, length);
        }

        @Override
        public byte[] decompress(byte[] compressed, int size) {
            byte[] out = new byte[size];
            int length = decompressor.decompress(compressed, 0, compressed.length, out, 0, size);
            return Arrays.copyOf(out, length);
        }
    }

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName name) {
        Codec codec = codec(name);
        return new BytesInputCompressor() {
            @Override
            public BytesInput compress(BytesInput content) throws IOException {
                return BytesInput.from(codec.compress(content.toInputStream().readAllBytes()));
            }

            @Override
            public CompressionCodecName getCodecName() {
                return name;
            }

            @Override
            public void release() {}
        };
    }

    private static UnreadableFile damaged() {
        return new UnreadableFile("the file is damaged: a page has another size than it says");
    }

    /** A page without values has no bytes, in whatever compression. */
    private static byte[] unpacked(Codec codec, byte[] compressed, int size) throws IOException {
        byte[] content = compressed.length == 0 ? compressed : codec.decompress(compressed, size);
        if (content.length != size) {
            throw damaged();
        }
        return content;
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName name) {
        Codec codec = codec(name);
        return new BytesInputDecompressor() {
            @Override
            public BytesInput decompress(BytesInput compressed, int size) throws IOException {
                return BytesInput.from(
                        unpacked(codec, compressed.toInputStream().readAllBytes(), size));
            }

            @Override
            public void decompress(ByteBuffer compressed, int length, ByteBuffer out, int size) throws IOException {
                byte[] bytes = new byte[length];
                compressed.get(bytes);
                out.put(unpacked(codec, bytes, size));
            }

            @Override
            public void release() {}
        };
    }

    @Override
    public void release() {}
}
