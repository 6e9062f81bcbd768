package dev.freshet.dataset.file;

import dev.freshet.dataset.Stamp;
import dev.freshet.dataset.Storage;
import dev.freshet.dataset.StoredContent.Digested;
import java.io.FilterInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.function.BiConsumer;

/** Digests content while it is read. */
final class DigestingInputStream extends FilterInputStream {
    private final Storage.Content content;
    private final Instant moment;
    private final BiConsumer<Stamp, Digested> known;
    private final ContentDigest digest = new ContentDigest();

    /**
     * @param moment when the content was not yet open
     * @param known receives the stamp and the digest after the last byte, unless the content changed in the meantime
     */
    DigestingInputStream(Storage.Content content, Instant moment, BiConsumer<Stamp, Digested> known) {
        super(content.stream());
        this.content = content;
        this.moment = moment;
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
            content.stamp().ifPresent(stamp -> known.accept(stamp, Digested.of(stamp, digest.text(), moment)));
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
