package dev.freshet.runtime.run.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class RunFilesTest {
    @Test
    void reportThatTheDiskHasNoRoomFor_leavesNothing() throws IOException {
        try (FileSystem small = Jimfs.newFileSystem(Configuration.unix().toBuilder()
                .setAttributeViews("basic", "posix")
                .setMaxSize(8 * 1024)
                .setBlockSize(512)
                .build())) {
            Path state = small.getPath("/project/.freshet");
            RunFiles files = new RunFiles(state);
            assertThatThrownBy(() -> files.write("run", Map.of("run", "x".repeat(20_000)), 10))
                    .isInstanceOf(IOException.class);
            try (Stream<Path> left = Files.list(state.resolve("runs"))) {
                assertThat(left).isEmpty();
            }
        }
    }
}
