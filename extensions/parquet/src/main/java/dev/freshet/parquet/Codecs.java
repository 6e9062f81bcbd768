package dev.freshet.parquet;

import io.airlift.compress.Compressor;
import io.airlift.compress.Decompressor;
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
            default ->
                throw new UnreadableFile("the file is compressed with " + name + ", which cannot be read; "
                        + String.join(", ", BY_WORD.keySet()) + " can");
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
                return in.readNBytes(size);
            }
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

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName name) {
        Codec codec = codec(name);
        return new BytesInputDecompressor() {
            @Override
            public BytesInput decompress(BytesInput compressed, int size) throws IOException {
                byte[] content = codec.decompress(compressed.toInputStream().readAllBytes(), size);
                if (content.length != size) {
                    throw new UnreadableFile("a page of the file is damaged");
                }
                return BytesInput.from(content);
            }

            @Override
            public void decompress(ByteBuffer compressed, int length, ByteBuffer out, int size) throws IOException {
                byte[] bytes = new byte[length];
                compressed.get(bytes);
                out.put(codec.decompress(bytes, size));
            }

            @Override
            public void release() {}
        };
    }

    @Override
    public void release() {}
}
