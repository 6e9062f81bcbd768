package dev.freshet.runtime.run.partition;

import java.util.Optional;
import java.util.function.Supplier;

/** A partition plan that is computed at most once, on first use. Safe for use by several threads. */
public final class AskedOnce implements Supplier<Optional<KnownPartitions>> {
    private final Supplier<Optional<KnownPartitions>> asked;
    private Optional<KnownPartitions> answer = Optional.empty();
    private boolean isAnswered;

    public AskedOnce(Supplier<Optional<KnownPartitions>> asked) {
        this.asked = asked;
    }

    @Override
    public synchronized Optional<KnownPartitions> get() {
        if (!isAnswered) {
            answer = asked.get();
            isAnswered = true;
        }
        return answer;
    }
}
