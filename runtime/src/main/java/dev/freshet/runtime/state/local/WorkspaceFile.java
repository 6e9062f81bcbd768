package dev.freshet.runtime.state.local;

import dev.freshet.dataset.FileFault;
import dev.freshet.runtime.state.StateException;
import dev.freshet.runtime.state.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The file that says what distinguishes a checkout from others: its id and its key, a line each. */
final class WorkspaceFile {
    private static final int KEY_BYTES = 32;

    private final Path file;
    private @Nullable Workspace workspace;

    WorkspaceFile(Path file) {
        this.file = file;
    }

    /** Returns what the file says. As long as {@link #keep} was never called, each process has its own. */
    synchronized Workspace get() {
        Workspace known = workspace;
        if (known == null) {
            try {
                known = read();
            } catch (NoSuchFileException e) {
                byte[] key = new byte[KEY_BYTES];
                new SecureRandom().nextBytes(key);
                known = new Workspace(
                        UUID.randomUUID().toString(), HexFormat.of().formatHex(key));
            } catch (IOException e) {
                throw new StateException("cannot read " + file + ": " + FileFault.reason(e), e);
            }
            workspace = known;
        }
        return known;
    }

    private Workspace read() throws IOException {
        List<String> lines = Files.readAllLines(file);
        if (lines.size() < 2) {
            throw new StateException(file + " is damaged; delete it, so that everything runs again", null);
        }
        return new Workspace(lines.get(0), lines.get(1));
    }

    /** Makes sure that there is a file. The caller holds the lock of the state. */
    synchronized void keep() throws IOException {
        if (Files.exists(file)) {
            workspace = read();
            return;
        }
        Workspace made = get();
        WholeFile.replace(file, made.id() + "\n" + made.key() + "\n");
    }
}
