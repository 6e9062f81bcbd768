package dev.freshet.avro;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.file.Codec;
import org.apache.avro.file.CodecFactory;

/** Passes a codec to Avro's writer, whose own codecs need native code. */
final class CodecOfFile extends CodecFactory {
    private final BlockCodec codec;

    CodecOfFile(BlockCodec codec) {
        this.codec = codec;
    }

    @Override
    protected Codec createInstance() {
        return new Wrapped(codec);
    }

    private static final class Wrapped extends Codec {
        private final BlockCodec codec;

        Wrapped(BlockCodec codec) {
            this.codec = codec;
        }

        @Override
        public String getName() {
            return codec.word();
        }

        @Override
        public ByteBuffer compress(ByteBuffer content) throws IOException {
            return ByteBuffer.wrap(codec.compress(bytes(content)));
        }

        @Override
        public ByteBuffer decompress(ByteBuffer compressed) throws IOException {
            return ByteBuffer.wrap(codec.decompress(bytes(compressed)));
        }

        private static byte[] bytes(ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return bytes;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Wrapped wrapped && wrapped.codec == codec;
        }

        @Override
        public int hashCode() {
            return codec.hashCode();
        }
    }
}
