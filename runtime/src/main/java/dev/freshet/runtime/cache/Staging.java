package dev.freshet.runtime.cache;

import dev.freshet.config.KnownSecrets;
import dev.freshet.dataset.RawFile;
import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Verified files that are ready to replace outputs. Those that are not committed are discarded on close. */
final class Staging implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Staging.class);

    private final SortedMap<Integer, Staged> files = new TreeMap<>();
    private boolean isClosed;

    private record Staged(RawFile target, RawFile.Writing writing) {}

    /**
     * Adds a file.
     *
     * @param index its place in the order of commits
     * @throws CancellationException if nobody waits for the files any more; the file is discarded
     */
    synchronized void add(int index, RawFile target, RawFile.Writing writing) {
        if (isClosed) {
            discard(writing);
            throw new CancellationException("the transfer was stopped");
        }
        files.put(index, new Staged(target, writing));
    }

    /** Returns the number of files. */
    synchronized int size() {
        return files.size();
    }

    /** Replaces the outputs, in the order of their indexes. */
    synchronized void commit() throws CacheFault {
        for (Staged file : files.values()) {
            try {
                file.writing().commit();
            } catch (IOException e) {
                throw Blobs.unwritable(file.target(), e);
            }
        }
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        files.values().forEach(file -> discard(file.writing()));
    }

    /** Closes a file; a temporary file that cannot be deleted stays. */
    static void discard(RawFile.Writing writing) {
        try {
            writing.close();
        } catch (IOException e) {
            LOGGER.debug("a temporary file stays: {}", KnownSecrets.masked(e));
        }
    }
}
