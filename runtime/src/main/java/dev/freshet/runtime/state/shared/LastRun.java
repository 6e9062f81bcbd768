package dev.freshet.runtime.state.shared;

import dev.freshet.dataset.Private;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The last run of a checkout that had the checkout's lock. The next one knows that it is dead, and need not wait until
 * its heartbeat is too old. The id of the checkout does not say that: a checkout can be copied while it is in use, as
 * caches of CI servers do.
 */
final class LastRun {
    private final Path file;

    LastRun(Path file) {
        this.file = file;
    }

    /** Takes down a run in place of the last one, which is returned; empty if there was none. */
    String replace(String runId) throws IOException {
        String last;
        try {
            last = Files.readString(file);
        } catch (NoSuchFileException e) {
            last = "";
        }
        Private.createDirectoryOf(file);
        Private.write(file, runId);
        return last;
    }
}
