package dev.freshet.runtime.state.shared;

import dev.freshet.dataset.FileFault;
import dev.freshet.dataset.Private;
import dev.freshet.fingerprint.Digest;
import dev.freshet.runtime.state.StateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Remembers which state was at which place, so that a run without a connection finds its copy. */
final class KnownStates {
    private final Path directory;

    /** @param directory where the checkout keeps its copies */
    KnownStates(Path directory) {
        this.directory = directory;
    }

    private Path file(String place) {
        return directory.resolve("places").resolve(new Digest().add(place).hex());
    }

    /** Returns the id of the state that was last at a place; {@code unknown} if there was none. */
    String id(String place) {
        try {
            return Files.readString(file(place));
        } catch (NoSuchFileException e) {
            return "unknown";
        } catch (IOException e) {
            throw new StateException("cannot read " + file(place) + ": " + FileFault.reason(e), e);
        }
    }

    /** Takes in which state is at a place. The caller holds the lock of the checkout. */
    void keep(String place, String id) throws IOException {
        if (!id(place).equals(id)) {
            Private.createDirectories(directory.resolve("places"));
            Private.write(file(place), id);
        }
    }
}
