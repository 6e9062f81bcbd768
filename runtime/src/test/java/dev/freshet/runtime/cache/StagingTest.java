package dev.freshet.runtime.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.dataset.RawFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that wait for the others of their result. */
final class StagingTest {
    @TempDir
    private Path root;

    private RawFile target(String name) {
        return (RawFile)
                new CacheFixture(root).contents("b", name).get(name).raw().orElseThrow();
    }

    private static RawFile.Writing written(RawFile target) throws Exception {
        RawFile.Writing writing = target.replace();
        writing.out().write("new".getBytes(StandardCharsets.UTF_8));
        writing.stage();
        return writing;
    }

    @Test
    void files_replaceNothing_untilTheyAreCommitted() throws Exception {
        CacheFixture at = new CacheFixture(root);
        at.write("b", "1.txt", "old");
        try (Staging staging = new Staging()) {
            staging.add(0, target("1.txt"), written(target("1.txt")));
            assertThat(at.read("b", "1.txt")).isEqualTo("old");
        }
        assertThat(at.files("b")).isEqualTo(Map.of("1.txt", "old"));
        try (Staging staging = new Staging()) {
            staging.add(0, target("1.txt"), written(target("1.txt")));
            staging.commit();
        }
        assertThat(at.files("b")).isEqualTo(Map.of("1.txt", "new"));
    }

    @Test
    void fileThatComesTooLate_isDiscarded() throws Exception {
        CacheFixture at = new CacheFixture(root);
        at.write("b", "1.txt", "old");
        Staging staging = new Staging();
        staging.close();
        RawFile.Writing late = written(target("1.txt"));
        assertThatThrownBy(() -> staging.add(0, target("1.txt"), late)).isInstanceOf(CancellationException.class);
        assertThat(at.files("b")).isEqualTo(Map.of("1.txt", "old"));
    }
}
