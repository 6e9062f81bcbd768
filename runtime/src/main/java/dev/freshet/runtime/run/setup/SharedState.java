package dev.freshet.runtime.run.setup;

import dev.freshet.dataset.backend.StateBackend;
import dev.freshet.runtime.change.detection.Secrets;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * A project's shared state.
 *
 * @param shown its place as written in the setting
 * @param secrets turns secrets into texts that everybody with the team's key can compare
 * @param timeToLive how long a run may be without a heartbeat before other runs treat it as dead
 */
public record SharedState(String shown, Optional<Secrets> secrets, Duration timeToLive, Opening opening) {
    /** Connects to the state. */
    public interface Opening {
        /** Opens the state, and creates it if there is none. */
        StateBackend open() throws IOException;
    }
}
