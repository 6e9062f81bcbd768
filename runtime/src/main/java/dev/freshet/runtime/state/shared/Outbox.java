package dev.freshet.runtime.state.shared;

import dev.freshet.dataset.FileFault;
import dev.freshet.runtime.state.StateException;
import dev.freshet.runtime.state.StateRecord;
import dev.freshet.runtime.state.local.Journal;
import dev.freshet.runtime.state.local.StateCodec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Entries that are durable in the checkout and not yet part of the shared log. Results keep their claims, so that one
 * whose claim was taken over meanwhile does not count later. It is emptied when all entries are part of the log, so
 * after a crash some may be in the log already. Used by the holder of the lock of the checkout.
 */
final class Outbox {
    private final Path file;
    private Journal journal;

    Outbox(Path file) {
        this.file = file;
        journal = new Journal(file);
    }

    /** Returns all entries of the file. To be called before entries are added. */
    List<StateRecord> read() {
        journal = new Journal(file);
        try {
            return journal.read().texts().stream().map(StateCodec::read).toList();
        } catch (IOException | IllegalArgumentException e) {
            throw failure("read", e);
        }
    }

    /** Adds entries. They are durable when this method returns. */
    void add(List<? extends StateRecord> records) {
        try {
            journal.append(records.stream().map(StateCodec::write).toList(), true);
        } catch (IOException e) {
            throw failure("write", e);
        }
    }

    /** All entries are part of the shared log. */
    void clear() {
        try {
            journal.delete();
        } catch (IOException e) {
            throw failure("write", e);
        }
    }

    private StateException failure(String what, Exception e) {
        String reason = e instanceof IOException io ? FileFault.reason(io) : String.valueOf(e.getMessage());
        return new StateException("cannot " + what + " the state in " + file + ": " + reason, e);
    }
}
