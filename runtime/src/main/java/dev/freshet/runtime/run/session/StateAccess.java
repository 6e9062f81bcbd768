package dev.freshet.runtime.run.session;

import dev.freshet.dataset.backend.StateBackend;
import dev.freshet.runtime.run.setup.RunDescription;
import dev.freshet.runtime.run.setup.SharedState;
import dev.freshet.runtime.state.StateException;
import dev.freshet.runtime.state.StateStore;
import dev.freshet.runtime.state.local.LocalStateStore;
import dev.freshet.runtime.state.shared.SharedStateStore;
import java.io.IOException;
import java.util.Optional;

/** Opens the state of a run: the state of its checkout, or the project's shared state. */
final class StateAccess {
    private final RunDescription run;

    StateAccess(RunDescription run) {
        this.run = run;
    }

    /** @throws StateException if the state exists but cannot be read, or cannot be reached */
    StateStore open() {
        return run.team().state().isEmpty()
                ? LocalStateStore.open(run.state(), run.warnings())
                : shared(run.team().state().get());
    }

    /** Opens the shared state; empty if the project shares none. */
    Optional<SharedStateStore> openShared() {
        return run.team().state().map(this::shared);
    }

    private SharedStateStore shared(SharedState state) {
        SharedStateStore.Settings settings =
                new SharedStateStore.Settings(state.shown(), run.policy().runId(), state.timeToLive(), run.warnings());
        if (run.team().isOffline()) {
            return SharedStateStore.offline(run.state(), settings);
        }
        try {
            StateBackend backend = state.opening().open();
            return SharedStateStore.open(run.state(), backend, settings);
        } catch (IOException e) {
            throw new StateException(e.getMessage() + "; to run without the shared state, give --offline", e);
        }
    }
}
