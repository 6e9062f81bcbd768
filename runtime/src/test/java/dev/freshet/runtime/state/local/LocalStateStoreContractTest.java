package dev.freshet.runtime.state.local;

import dev.freshet.runtime.state.StateStore;
import dev.freshet.runtime.state.StateStoreContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The state of one checkout keeps to what every state keeps to. */
final class LocalStateStoreContractTest extends StateStoreContract {
    private Path directory() {
        return checkouts.resolve("checkout");
    }

    private Path journal() {
        return directory().resolve(LocalStateStore.JOURNAL);
    }

    private Path saved() {
        return checkouts.resolve("saved");
    }

    @Override
    protected StateStore open(String checkout, String runId) {
        return LocalStateStore.open(directory(), warning -> {});
    }

    @Override
    protected void damage() throws IOException {
        Files.copy(journal(), saved());
        String text = Files.readString(journal(), StandardCharsets.ISO_8859_1);
        Files.writeString(
                journal(), text.replaceFirst("\"key\":\"key\"", "\"key\":\"kex\""), StandardCharsets.ISO_8859_1);
    }

    @Override
    protected void restore() throws IOException {
        Files.move(saved(), journal(), StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    protected void makeUnusable() throws IOException {
        Files.writeString(directory(), "no directory");
    }

    @Override
    protected void makeUsable() throws IOException {
        if (Files.isRegularFile(directory())) {
            Files.delete(directory());
        }
    }
}
