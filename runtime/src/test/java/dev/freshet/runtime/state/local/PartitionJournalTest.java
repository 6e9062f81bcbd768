package dev.freshet.runtime.state.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.freshet.runtime.state.StateException;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is added to a journal is read again. */
final class PartitionJournalTest {
    @TempDir
    Path directory;

    private static PartitionJournal.Partition partition(String key, String stamp) {
        return new PartitionJournal.Partition("out", key, "facts", "source", stamp, "digest", "");
    }

    @Test
    void notedPart_replacesTheOne_thatWasAdded_alsoForTheNextReader() {
        Path file = directory.resolve("partitions.jsonl");
        try (PartitionJournal journal = PartitionJournal.open(file)) {
            journal.add(List.of(partition("a", "1"), partition("b", "1")));
            journal.note(partition("a", "2"));
            assertThat(journal.partition("out", "a")).contains(partition("a", "2"));
        }
        try (PartitionJournal journal = PartitionJournal.open(file)) {
            assertThat(journal.partition("out", "a")).contains(partition("a", "2"));
            assertThat(journal.partition("out", "b")).contains(partition("b", "1"));
        }
    }

    @Test
    void diskWithoutSpace_isToldAsForDatasets() throws IOException {
        try (FileSystem disk = Jimfs.newFileSystem(Configuration.unix().toBuilder()
                .setAttributeViews("basic", "posix")
                .setMaxSize(10_000)
                .setBlockSize(1000)
                .build())) {
            Path file = disk.getPath("/work/partitions.jsonl");
            try (PartitionJournal journal = PartitionJournal.open(file)) {
                assertThatThrownBy(() -> journal.add(List.of(partition("x".repeat(20_000), "1"))))
                        .isInstanceOf(StateException.class)
                        .hasMessage("cannot write the state in " + file + ": the disk is full");
            }
        }
    }
}
