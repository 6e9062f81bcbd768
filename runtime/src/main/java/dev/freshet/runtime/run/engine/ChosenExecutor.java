package dev.freshet.runtime.run.engine;

import dev.freshet.runtime.run.NodeCall;
import dev.freshet.runtime.run.NodeExecutor;
import dev.freshet.runtime.run.ProcessBound;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Calls the nodes that cannot leave this process here, and has another executor call the others. */
final class ChosenExecutor implements NodeExecutor {
    private final NodeExecutor elsewhere;
    private final ProcessBound bound;

    ChosenExecutor(NodeExecutor elsewhere, ProcessBound bound) {
        this.elsewhere = elsewhere;
        this.bound = bound;
    }

    /** Whether the executor of a node loads its stored inputs and saves its stored outputs itself. */
    boolean storesItself(int node) {
        return elsewhere.storesItself() && !bound.isHere(node);
    }

    private NodeExecutor of(NodeCall call) {
        return elsewhere.storesItself() && bound.isHere(call.node()) ? IN_PROCESS : elsewhere;
    }

    @Override
    public boolean storesItself() {
        return elsewhere.storesItself();
    }

    @Override
    public Duration timeToEnd() {
        return elsewhere.timeToEnd();
    }

    @Override
    public void prepare(NodeCall call) throws Exception {
        of(call).prepare(call);
    }

    @Override
    public @Nullable Object[] execute(NodeCall call) throws Exception {
        return of(call).execute(call);
    }

    @Override
    public void close() {
        elsewhere.close();
    }
}
