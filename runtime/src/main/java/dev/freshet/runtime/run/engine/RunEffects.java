package dev.freshet.runtime.run.engine;

import dev.freshet.runtime.change.Reason;
import dev.freshet.runtime.run.progress.NodeEffects;

/** Implements the effects of changed node states in one run. */
record RunEffects(Delivery delivery, Outcomes outcomes, Decider decider, Endings endings) implements NodeEffects {
    @Override
    public boolean isToBeMade(int dataset) {
        return delivery.isToBeMade(dataset);
    }

    @Override
    public boolean isStored(int dataset) {
        return delivery.isStored(dataset);
    }

    @Override
    public boolean isUpToDate(int node) {
        return outcomes.isUpToDate(node);
    }

    @Override
    public boolean isGiven(int node) {
        return outcomes.isGiven(node);
    }

    @Override
    public void demand(int node, Reason reason) {
        decider.demand(node, reason);
    }

    @Override
    public void readsOnDemand(int node, int producer) {
        decider.readsOnDemand(node, producer);
    }

    @Override
    public void fail(int node, Throwable cause) {
        endings.fail(node, cause);
    }

    @Override
    public void block(int node, int by) {
        endings.block(node, by);
    }

    @Override
    public boolean giveUp(int node) {
        return endings.giveUp(node);
    }

    @Override
    public void notStarted(int node) {
        endings.notStarted(node);
    }

    @Override
    public void leaveBehind(int node) {
        endings.leaveBehind(node);
    }
}
