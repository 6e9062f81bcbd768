package dev.freshet.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TemporaryFileReplacementTest {
    @Test
    void committed_isSent_andLeavesNoFile(@TempDir Path directory) throws IOException {
        try (Replacement replacement =
                new TemporaryFileReplacement(directory, file -> Stamp.identifying(Files.readString(file)))) {
            replacement.out().write("content".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            assertThat(replacement.commit()).contains(Stamp.identifying("content"));
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void uncommitted_isNotSent_andLeavesNoFile(@TempDir Path directory) throws IOException {
        try (Replacement replacement = new TemporaryFileReplacement(directory, file -> {
            throw new IOException("sent");
        })) {
            replacement.out().write(new byte[200_000]);
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void fullDisk_isNamed() throws IOException {
        Path small = Files.createDirectory(Jimfs.newFileSystem(Configuration.unix().toBuilder()
                        .setMaxSize(200_000)
                        .setBlockSize(1000)
                        .build())
                .getPath("/small"));
        try (Replacement replacement = new TemporaryFileReplacement(small, file -> Stamp.identifying("never"))) {
            assertThat(catchThrowable(() -> replacement.out().write(new byte[1_000_000])))
                    .hasMessage("the temporary file in /small cannot be written: the disk is full");
        }
        try (Stream<Path> left = Files.list(small)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void missingDirectory_isNamed() {
        assertThat(catchThrowable(
                        () -> new TemporaryFileReplacement(Path.of("/none"), file -> Stamp.identifying("never"))))
                .hasMessage("the temporary file in /none cannot be written: no such directory");
    }
}
