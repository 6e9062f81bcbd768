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
        try {
            write(temporary, bytes);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            // What is left of it would be on a disk that is full.
            Files.deleteIfExists(temporary);
            throw e;
        }
        forceNames(directory(file));
    }

    private static void write(Path file, ByteBuffer bytes) throws IOException {
        try (FileChannel channel = Private.open(file)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
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
