package dev.freshet.runtime.state.shared;

import dev.freshet.config.KnownSecrets;
import dev.freshet.dataset.FileFault;
import dev.freshet.dataset.backend.StateBackend;
import dev.freshet.runtime.state.StateException;
import dev.freshet.runtime.state.local.Journal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A copy of the shared log in the checkout, so that only new entries are read from the backend, and that a run without
 * a connection knows what was known. It holds nothing that the backend does not have, so damage only costs time.
 */
final class Mirror {
    private static final Logger LOGGER = LoggerFactory.getLogger(Mirror.class);

    private final Path file;
    private Journal journal;
    /** The number of the last entry in the file. */
    private long written;

    /** Entries that were read while somebody else could have written the file. */
    private final List<StateBackend.Entry> unwritten = new ArrayList<>();

    /** Whether the first of these stands for all before it. */
    private boolean startsWithBase;

    private boolean isOwned;

    Mirror(Path file) {
        this.file = file;
        journal = new Journal(file);
    }

    /** Returns what the file has. */
    StateBackend.Contents read() {
        List<StateBackend.Entry> entries = entries();
        return entries.isEmpty()
                ? new StateBackend.Contents(Optional.empty(), entries)
                : new StateBackend.Contents(Optional.of(entries.get(0)), entries.subList(1, entries.size()));
    }

    private List<StateBackend.Entry> entries() {
        try {
            List<StateBackend.Entry> entries =
                    journal.read().texts().stream().map(Mirror::entry).toList();
            written = entries.isEmpty() ? 0 : entries.get(entries.size() - 1).number();
            return entries;
        } catch (IOException | StateException | IllegalArgumentException e) {
            LOGGER.debug("the copy of the shared state is made anew: {}", KnownSecrets.masked(e));
            forget();
            return List.of();
        }
    }

    /** Deletes the file. */
    void forget() {
        written = 0;
        try {
            journal.delete();
        } catch (IOException e) {
            throw new StateException(
                    "cannot delete the copy of the shared state in " + file + ": " + FileFault.reason(e), e);
        }
    }

    private static StateBackend.Entry entry(String text) {
        int space = text.indexOf(' ');
        if (space < 0) {
            throw new IllegalArgumentException("no number");
        }
        return new StateBackend.Entry(
                Long.parseLong(text.substring(0, space)),
                text.substring(space + 1).replace('\0', '\n'));
    }

    /** The text is JSON without control characters, so one can stand for the ends of lines. */
    private static String text(StateBackend.Entry entry) {
        return entry.number() + " " + entry.text().replace('\n', '\0');
    }

    /**
     * Returns the sequences of entries that are known, none empty. The first of a sequence stands for all before it.
     */
    List<List<StateBackend.Entry>> copies() {
        List<StateBackend.Entry> stored = new ArrayList<>(new Mirror(file).entries());
        List<List<StateBackend.Entry>> copies = new ArrayList<>();
        if (startsWithBase) {
            copies.add(List.copyOf(unwritten));
        } else {
            stored.addAll(unwritten);
        }
        copies.add(stored);
        copies.removeIf(List::isEmpty);
        return copies;
    }

    /** From now on, only this process writes the file. */
    void own(boolean isOwn) {
        isOwned = isOwn;
        if (isOwn) {
            journal = new Journal(file);
            entries();
            write();
        }
    }

    /** Takes in what was read from the backend, or written to it. */
    void take(StateBackend.Contents contents) {
        contents.base().ifPresent(base -> {
            unwritten.clear();
            unwritten.add(base);
            startsWithBase = true;
        });
        unwritten.addAll(contents.entries());
        if (isOwned) {
            write();
        }
    }

    /** The first entry of a file stands for all before it. */
    private void write() {
        boolean hasGap = !unwritten.isEmpty() && unwritten.get(0).number() > written + 1;
        List<String> texts = unwritten.stream()
                .filter(entry -> entry.number() > written)
                .map(Mirror::text)
                .toList();
        try {
            if (hasGap && startsWithBase) {
                journal.replace(texts);
            } else if (hasGap) {
                throw new IOException("the copy was replaced");
            } else if (!texts.isEmpty()) {
                journal.append(texts, false);
            }
            written = texts.isEmpty()
                    ? written
                    : unwritten.get(unwritten.size() - 1).number();
        } catch (IOException e) {
            LOGGER.debug("the copy of the shared state was not extended: {}", KnownSecrets.masked(e));
            isOwned = false;
            forget();
        }
        unwritten.clear();
        startsWithBase = false;
    }

    /** Replaces the file with one entry that stands for all. */
    void compact(StateBackend.Entry base) {
        unwritten.clear();
        unwritten.add(base);
        startsWithBase = true;
        written = 0;
        if (isOwned) {
            write();
        }
    }
}
