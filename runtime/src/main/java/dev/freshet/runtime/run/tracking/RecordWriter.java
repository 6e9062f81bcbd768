package dev.freshet.runtime.run.tracking;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.freshet.runtime.change.detection.ChangeDetector;
import dev.freshet.runtime.state.NodeRecord;
import dev.freshet.runtime.state.StateRecord;
import dev.freshet.runtime.state.StateStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * Writes what a run records. The records of nodes that stored nothing wait, and are written together with the next
 * record of a node that stored something. Safe for use by several threads.
 */
final class RecordWriter {
    private final StateStore store;
    private final RunIdentity identity;
    private final ChangeDetector detector;

    @GuardedBy("this")
    private final List<StateRecord> waiting = new ArrayList<>();

    @GuardedBy("this")
    private boolean isIdentified;

    private final List<NodeRecord> records = new CopyOnWriteArrayList<>();

    RecordWriter(StateStore store, RunIdentity identity, ChangeDetector detector) {
        this.store = store;
        this.identity = identity;
        this.detector = detector;
    }

    /** Returns the results of this run that were recorded so far. */
    List<NodeRecord> records() {
        return records;
    }

    /** A result was not accepted. */
    void remove(NodeRecord record) {
        records.remove(record);
    }

    /** Writes entries that others made. */
    synchronized void write(List<? extends StateRecord> entries) {
        waiting.addAll(detector.takeStamps());
        waiting.addAll(entries);
        writeAll();
    }

    /** Adds the record of a node, which waits if the node stored nothing. */
    synchronized void add(NodeRecord record, boolean storedNothing) {
        records.add(record);
        waiting.addAll(detector.takeStamps());
        if (!isIdentified) {
            waiting.add(identity.record());
            isIdentified = true;
        }
        waiting.add(record);
        if (!storedNothing) {
            writeAll();
        }
    }

    /** Writes all records that wait. */
    synchronized void writeAll() {
        store.append(waiting);
        waiting.clear();
    }

    /** Withdraws records, and writes the entries that say so. */
    synchronized void withdraw(Predicate<NodeRecord> withdrawn, List<? extends StateRecord> entries) {
        records.removeIf(withdrawn);
        List<StateRecord> all = new ArrayList<>(waiting);
        all.addAll(entries);
        store.append(all);
        waiting.clear();
    }
}
