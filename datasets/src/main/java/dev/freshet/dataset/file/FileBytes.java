package dev.freshet.dataset.file;

import dev.freshet.dataset.DatasetException;
import dev.freshet.dataset.RawFile;
import dev.freshet.dataset.Stamp;
import dev.freshet.dataset.Storage;
import dev.freshet.dataset.StoredContent.Digested;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The stored bytes of a file. */
final class FileBytes implements RawFile {
    private final FileContent content;

    FileBytes(FileContent content) {
        this.content = content;
    }

    @Override
    public String location() {
        return content.location();
    }

    private Storage storage() {
        return content.file().storage();
    }

    private String key() {
        return content.file().key();
    }

    @Override
    public boolean holds(long size, String digest) throws IOException {
        Instant moment = Instant.now();
        Optional<Storage.Entry> entry = storage().stat(key());
        if (entry.isEmpty() || entry.get().size() != size) {
            return false;
        }
        Stamp stamp = entry.get().stamp();
        boolean isKnown = content.digested()
                .filter(known -> known.stamp().equals(stamp.text()))
                .isPresent();
        boolean isSame = (isKnown || content.path().isPresent())
                && digest(stamp).equals(digest)
                && storage().stat(key()).map(Storage.Entry::stamp).equals(Optional.of(stamp));
        if (isSame) {
            content.digested(Digested.of(stamp, digest, moment));
        }
        return isSame;
    }

    private String digest(Stamp stamp) throws IOException {
        try {
            return content.digest(stamp);
        } catch (DatasetException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw e;
        }
    }

    @Override
    public Reading read() throws IOException {
        Instant moment = Instant.now();
        return new OpenBytes(storage().read(key()), moment);
    }

    /** Bytes that are being read. */
    private final class OpenBytes implements Reading {
        private final InputStream in;
        private @Nullable Digested known;

        OpenBytes(Storage.Content stored, Instant moment) {
            in = new DigestingInputStream(stored, moment, (stamp, digested) -> {
                known = digested;
                content.digested(digested);
            });
        }

        @Override
        public InputStream stream() {
            return in;
        }

        @Override
        public Optional<String> digest() {
            return Optional.ofNullable(known).map(Digested::digest);
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    @Override
    public Writing replace() throws IOException {
        return content.replaceDurably();
    }

    @Override
    public String reading(IOException failure) {
        return storage().reading(failure, key());
    }

    @Override
    public String writing(IOException failure) {
        return storage().writing(failure, key());
    }
}
