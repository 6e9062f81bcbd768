package dev.freshet.runtime.state.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is added to a journal is read again. */
final class PartJournalTest {
    @TempDir
    Path directory;

    private static PartJournal.Part part(String key, String stamp) {
        return new PartJournal.Part("out", key, "facts", "source", stamp, "digest");
    }

    @Test
    void notedPart_replacesTheOne_thatWasAdded_alsoForTheNextReader() {
        Path file = directory.resolve("parts.jsonl");
        try (PartJournal journal = PartJournal.open(file)) {
            journal.add(List.of(part("a", "1"), part("b", "1")));
            journal.note(part("a", "2"));
            assertThat(journal.part("out", "a")).contains(part("a", "2"));
        }
        try (PartJournal journal = PartJournal.open(file)) {
            assertThat(journal.part("out", "a")).contains(part("a", "2"));
            assertThat(journal.part("out", "b")).contains(part("b", "1"));
        }
    }
}
