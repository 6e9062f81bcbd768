package dev.freshet.runtime.run;

/** See {@link Runner#sequential}. */
final class SequentialRunner implements Runner {
    static final SequentialRunner INSTANCE = new SequentialRunner();

    private SequentialRunner() {}

    @Override
    public void run(Execution execution) {
        int count = execution.graph().nodeCount();
        for (int node = 0; node < count && !execution.isStopped(); node++) {
            execution.execute(node);
        }
    }
}
