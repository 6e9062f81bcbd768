package dev.freshet.dataset.file;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Warnings that nobody has taken yet, each once. */
final class Warnings {
    private final Set<String> all = new LinkedHashSet<>();

    synchronized void add(String warning) {
        all.add(warning);
    }

    synchronized List<String> take() {
        List<String> taken = List.copyOf(all);
        all.clear();
        return taken;
    }
}
