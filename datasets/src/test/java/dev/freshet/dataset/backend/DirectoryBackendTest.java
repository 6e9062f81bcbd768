package dev.freshet.dataset.backend;

import dev.freshet.dataset.file.FileStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** A state in a shared directory. */
final class DirectoryBackendTest extends StateBackendContract {
    @TempDir
    Path directory;

    private int states;

    @Override
    protected StateAddress create() throws IOException {
        states++;
        return StateAddress.create(directory.resolve("project" + states), "../state" + states, Map.of());
    }

    private static Path state(StateAddress address) {
        return address.project().resolve(address.state()).normalize();
    }

    @Override
    protected StateBackend openForReading(StateAddress address) throws IOException {
        Path state = state(address);
        return StorageBackend.open(new ReadOnlyStorage(new FileStorage(state)), "", state.toString());
    }

    @Override
    protected void damage(StateAddress address, long number) throws IOException {
        Path entry = state(address).resolve(Keys.log(1, number));
        byte[] content = Files.readAllBytes(entry);
        content[content.length - 1]++;
        Files.write(entry, content);
    }

    @Override
    protected boolean age(StateAddress address) throws IOException {
        age(state(address).resolve(Keys.OBJECTS), 9);
        age(state(address).resolve(Keys.UNNEEDED), 8);
        age(state(address).resolve(Keys.SESSIONS), 8);
        return true;
    }

    private static void age(Path directory, int days) throws IOException {
        if (Files.isDirectory(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(days))));
                }
            }
        }
    }

    @Override
    protected void makeNewer(StateAddress address) throws IOException {
        Path format = state(address).resolve("format");
        Files.writeString(format, Files.readString(format).replace("state 1 ", "state 2 "));
    }
}
