package dev.freshet.dataset.file;

import dev.freshet.dataset.Stamp;
import dev.freshet.dataset.Storage;
import java.io.FilterInputStream;
import java.io.IOException;
import java.util.function.BiConsumer;

/** Digests content while it is read. */
final class DigestingInputStream extends FilterInputStream {
    private final Storage.Content content;
    private final BiConsumer<Stamp, String> known;
    private final ContentDigest digest = new ContentDigest();

    /** @param known receives the stamp and the digest after the last byte, unless the content changed in the meantime */
    DigestingInputStream(Storage.Content content, BiConsumer<Stamp, String> known) {
        super(content.stream());
        this.content = content;
        this.known = known;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int count = super.read(bytes, from, length);
        if (count > 0) {
            digest.add(bytes, from, count);
        } else if (count < 0) {
            content.stamp().ifPresent(stamp -> known.accept(stamp, digest.text()));
        }
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        return readNBytes((int) Math.min(count, Integer.MAX_VALUE)).length;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
