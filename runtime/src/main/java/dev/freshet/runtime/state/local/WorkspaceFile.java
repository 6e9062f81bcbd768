package dev.freshet.runtime.state.local;

import dev.freshet.runtime.state.StateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.UUID;

/** The file with the id of a checkout. The id distinguishes the files of the checkout from those of others. */
final class WorkspaceFile {
    private final Path file;
    private String id = "";

    WorkspaceFile(Path file) {
        this.file = file;
    }

    /** Returns the id. As long as {@link #keep} was never called, each process has another one. */
    synchronized String id() {
        if (id.isEmpty()) {
            try {
                id = Files.readString(file).strip();
            } catch (NoSuchFileException e) {
                id = UUID.randomUUID().toString();
            } catch (IOException e) {
                throw new StateException("cannot read " + file + ": " + e.getMessage(), e);
            }
        }
        return id;
    }

    /** Makes sure that the file has an id. The caller holds the lock of the state. */
    synchronized void keep() throws IOException {
        if (Files.exists(file)) {
            id = Files.readString(file).strip();
        } else {
            WholeFile.replace(file, id() + "\n");
        }
    }
}
