package dev.freshet.runtime.run;

import dev.freshet.runtime.change.ChangeDetector;
import dev.freshet.runtime.change.Decision;
import dev.freshet.runtime.change.NodeRecords;
import dev.freshet.runtime.change.Reason;
import dev.freshet.runtime.state.NodeRecord;
import dev.freshet.runtime.state.StateRecord;
import dev.freshet.runtime.state.StateStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Decides what a run does and records what it did. */
interface Tracking {
    /** Runs everything and records nothing. */
    Tracking NONE = new Tracking() {
        @Override
        public boolean maySkip() {
            return false;
        }

        @Override
        public Optional<List<Reason>> reasons(int node) {
            return Optional.of(List.of());
        }

        @Override
        public List<String> finished(int node, Duration duration) {
            return List.of();
        }
    };

    /** Runs nothing, because all is fresh. */
    static Tracking nothing() {
        return new Tracking() {
            @Override
            public Optional<List<Reason>> reasons(int node) {
                return Optional.empty();
            }

            @Override
            public List<String> finished(int node, Duration duration) {
                return List.of();
            }
        };
    }

    /** Whether nodes may be skipped. */
    default boolean maySkip() {
        return true;
    }

    /** Why a node must run; empty if it need not. To be asked once, when all nodes before it are settled. */
    Optional<List<Reason>> reasons(int node);

    /**
     * A node has run and saved its outputs.
     *
     * @return its inputs that were changed by others meanwhile
     */
    List<String> finished(int node, Duration duration);

    /** What was recorded so far. */
    default List<NodeRecord> records() {
        return List.of();
    }

    /** Tracking against the state of earlier runs, whose lock the caller holds. */
    static Tracking of(ChangeDetector detector, StateStore store) {
        return new Stateful(detector, store);
    }

    /** See {@link #of}. */
    final class Stateful implements Tracking {
        private final ChangeDetector detector;
        private final StateStore store;
        /** Records of nodes that made nothing durable; they can wait for the next that did. */
        private final List<StateRecord> waiting = new ArrayList<>();

        private final List<NodeRecord> records = new CopyOnWriteArrayList<>();

        private Stateful(ChangeDetector detector, StateStore store) {
            this.detector = detector;
            this.store = store;
        }

        @Override
        public Optional<List<Reason>> reasons(int node) {
            return detector.decide(node) instanceof Decision.Stale stale
                    ? Optional.of(stale.reasons())
                    : Optional.empty();
        }

        @Override
        public List<String> finished(int node, Duration duration) {
            Optional<NodeRecord> record = detector.finished(node, new NodeRecords.Timing(Instant.now(), duration));
            if (record.isEmpty()) {
                return detector.changedInputs(node);
            }
            records.add(record.get());
            synchronized (waiting) {
                waiting.addAll(detector.takeStamps());
                waiting.add(record.get());
                if (!detector.isOnDemand(node)) {
                    store.append(waiting);
                    waiting.clear();
                }
            }
            return List.of();
        }

        @Override
        public List<NodeRecord> records() {
            return records;
        }
    }
}
