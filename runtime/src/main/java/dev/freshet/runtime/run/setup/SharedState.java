package dev.freshet.runtime.run.setup;

import dev.freshet.dataset.backend.StateBackend;
import dev.freshet.runtime.change.detection.Secrets;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * The state that a project shares.
 *
 * @param shown its place as it is written
 * @param secrets makes texts for secrets that everybody with the team's key can compare
 * @param timeToLive after which others take a run without a heartbeat for dead
 */
public record SharedState(String shown, Optional<Secrets> secrets, Duration timeToLive, Opening opening) {
    /** Connects to the state. */
    public interface Opening {
        /** Opens the state, and creates it if there is none. */
        StateBackend open() throws IOException;
    }
}
