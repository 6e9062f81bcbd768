package dev.freshet.dataset.backend;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A user of a state: knows all texts up to an entry, and appends. Its bases are all texts, one a line, so that whoever
 * starts from a base knows as much.
 */
final class Follower {
    private final StateBackend backend;
    private final List<String> texts;

    Follower(StateBackend backend) {
        this(backend, List.of());
    }

    /** @param known the texts up to an entry, from an earlier process */
    Follower(StateBackend backend, List<String> known) {
        this.backend = backend;
        texts = new ArrayList<>(known);
    }

    List<String> texts() {
        return texts;
    }

    /** Reads on, and returns this. */
    Follower read() throws IOException {
        StateBackend.Contents contents = backend.read(texts.size());
        if (contents.base().isPresent()) {
            StateBackend.Entry base = contents.base().get();
            texts.clear();
            texts.addAll(base.text().lines().toList());
            require(base.number() == texts.size(), "the base is that of its number");
        }
        for (StateBackend.Entry entry : contents.entries()) {
            texts.add(entry.text());
            require(entry.number() == texts.size(), "entry " + entry.number() + " follows " + (texts.size() - 1));
        }
        return this;
    }

    private static void require(boolean isSo, String what) {
        if (!isSo) {
            throw new AssertionError("not so: " + what);
        }
    }

    /** Tries to append once. */
    boolean tryAppend(String text) throws IOException {
        if (!backend.append(texts.size() + 1, text)) {
            return false;
        }
        texts.add(text);
        return true;
    }

    /** Reads and appends until it succeeds; returns the number. */
    long append(String text) throws IOException {
        do {
            read();
        } while (!tryAppend(text));
        return texts.size();
    }

    /** Makes a base of all that is known. */
    boolean compact() throws IOException {
        return backend.compact(new StateBackend.Entry(texts.size(), String.join("\n", texts)));
    }
}
