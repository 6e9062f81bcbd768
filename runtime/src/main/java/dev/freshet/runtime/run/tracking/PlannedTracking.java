package dev.freshet.runtime.run.tracking;

import dev.freshet.runtime.change.Decision;
import dev.freshet.runtime.change.Reason;
import dev.freshet.runtime.run.RunPlan;
import java.util.List;
import java.util.Optional;

/** Runs the planned nodes, whatever they make, and records nothing. */
record PlannedTracking(RunPlan plan) implements Tracking {
    @Override
    public boolean isCertain(int node) {
        return plan.decision(node) instanceof Decision.Stale;
    }

    @Override
    public boolean mayRun(int node) {
        return isCertain(node);
    }

    @Override
    public boolean isKeptBack(int node) {
        return plan.decision(node) instanceof Decision.KeptBack;
    }

    @Override
    public boolean isInMemory(int node) {
        return !isCertain(node);
    }

    @Override
    public Optional<List<Reason>> reasons(int node) {
        return plan.decision(node) instanceof Decision.Stale stale ? Optional.of(stale.reasons()) : Optional.empty();
    }
}
