package dev.freshet.oracle.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The edits that were found, by kind. */
final class Found {
    final SortedMap<String, List<Edit>> byKind = new TreeMap<>();

    void add(String kind, Replacement... replacements) {
        add(Edit.of(kind, replacements));
    }

    void add(String kind, List<Replacement> replacements) {
        add(kind, replacements.toArray(Replacement[]::new));
    }

    void add(String kind, Map<String, String> added, List<String> removed, List<Replacement> replacements) {
        add(new Edit(kind, replacements, added, removed));
    }

    /** Edits of what does not stand in the text are no edits. */
    private void add(Edit edit) {
        if (edit.replacements().stream().anyMatch(each -> each.start() < 0 || each.end() < each.start())) {
            return;
        }
        byKind.computeIfAbsent(edit.kind(), key -> new ArrayList<>()).add(edit);
    }
}
