package dev.freshet.runtime.state.local;

import dev.freshet.dataset.Private;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/**
 * Replaces files of the state as a whole. The caller sees to it that nobody else replaces the same file at the same
 * time.
 */
final class WholeFile {
    private WholeFile() {}

    /** Writes a file, which need not exist, durably; a crash leaves the old file or the new one. */
    static void replace(Path file, String text) throws IOException {
        Private.createDirectories(directory(file));
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        // Left by a process that was killed, or a link to somewhere else.
        Files.deleteIfExists(temporary);
        try (FileChannel channel = Private.open(temporary)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceNames(directory(file));
    }

    static Path directory(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a directory");
    }

    /** Makes durable which files a directory has. */
    static void forceNames(Path directory) {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException | UnsupportedOperationException notSupported) {
            // Windows and some virtual file systems refuse to open directories.
        }
    }
}
