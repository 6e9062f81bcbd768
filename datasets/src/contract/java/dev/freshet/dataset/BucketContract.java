package dev.freshet.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.dataset.file.FileContent;
import dev.freshet.dataset.file.FileLocation;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every storage keeps to that is no file system. */
public abstract class BucketContract extends StorageContract {
    @Test
    final void stagedContentOfADeadRun_isDeletedByTheNextThatPublishes() throws Exception {
        Storage storage = storage();
        String alive = Scratch.ending();
        String dead = Scratch.ending().replaceAll("-\\d+\\.tmp$", "-1.tmp");
        for (String name : List.of(alive, dead)) {
            try (Replacement replacement = storage.stage("d/of other nodes", name)) {
                replacement.out().write(bytes("x"));
                replacement.commit();
            }
        }
        String name = Scratch.ending();
        try (Replacement replacement = storage.stage("d/k", name)) {
            replacement.out().write(bytes("new"));
            replacement.commit();
        }
        new FileContent("k", new FileLocation(storage, "d/k", "d/k")).publish(name, Optional.empty());
        assertThat(read(storage, "d/k")).isEqualTo(bytes("new"));
        assertThat(read(storage, Storage.staged("d/of other nodes", alive))).isEqualTo(bytes("x"));
        assertThatThrownBy(() -> read(storage, Storage.staged("d/of other nodes", dead)))
                .isInstanceOf(NoSuchFileException.class);
    }
}
