package dev.freshet.runtime.state.shared;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.freshet.runtime.state.ForgottenNode;
import dev.freshet.runtime.state.NodeRecord;
import dev.freshet.runtime.state.RunRecord;
import dev.freshet.runtime.state.StateRecord;
import dev.freshet.runtime.state.StateStore;
import dev.freshet.runtime.state.local.LocalStateStore;
import dev.freshet.runtime.state.local.StateView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The results that a checkout knows: those in the shared log, those of the checkout alone, and those that are not yet
 * part of the log. The last ones come after all in the log. Whether a result of the checkout alone came before or after
 * one in the log is known by the clocks only. Safe for use by several threads.
 */
final class KnownResults {
    private final SharedLog log;
    private final LocalStateStore local;

    @GuardedBy("this")
    private final StateView pending = new StateView();

    /** Slots that are forgotten, although the log does not say so yet. */
    @GuardedBy("this")
    private final Set<String> forgotten = new HashSet<>();

    KnownResults(SharedLog log, LocalStateStore local) {
        this.log = log;
        this.local = local;
    }

    /** Takes in entries that are not yet part of the log, in place of those before. */
    synchronized void setPending(List<StateRecord> records) {
        pending.clear();
        forgotten.clear();
        addPending(records);
    }

    /** Takes in further entries that are not yet part of the log. */
    synchronized void addPending(List<StateRecord> records) {
        for (StateRecord record : records) {
            pending.add(Publisher.withoutClaim(record));
            if (record instanceof ForgottenNode node) {
                forgotten.add(node.slot());
            }
        }
    }

    private synchronized boolean isKept(NodeRecord inLog) {
        return !forgotten.contains(inLog.slot());
    }

    /** Returns the entries of the log, and those that are not yet part of it. */
    List<StateRecord> sharedEntries() {
        Set<StateRecord> all = new LinkedHashSet<>(log.known(StateView::entries));
        all.addAll(pending(StateView::entries));
        return List.copyOf(all);
    }

    private synchronized <T> T pending(Function<StateView, T> question) {
        return question.apply(pending);
    }

    private Optional<NodeRecord> latest(
            Function<StateView, Optional<NodeRecord>> shared, Function<StateStore, Optional<NodeRecord>> own) {
        return pending(shared)
                .or(() -> Stream.of(log.known(shared).filter(this::isKept), own.apply(local))
                        .flatMap(Optional::stream)
                        .max(Comparator.comparing(NodeRecord::finished)));
    }

    private List<NodeRecord> all(
            Function<StateView, List<NodeRecord>> shared, Function<StateStore, List<NodeRecord>> own) {
        List<NodeRecord> all = new ArrayList<>(pending(shared));
        List<NodeRecord> inLog = log.known(shared).stream().filter(this::isKept).toList();
        List<NodeRecord> ofCheckout = own.apply(local);
        if (ofCheckout.isEmpty()) {
            all.addAll(inLog);
        } else {
            Stream.concat(inLog.stream(), ofCheckout.stream())
                    .sorted(Comparator.comparing(NodeRecord::finished).reversed())
                    .forEach(all::add);
        }
        return all;
    }

    /** See {@link StateStore#slot}. */
    Optional<NodeRecord> slot(String slot) {
        return latest(view -> view.slot(slot), store -> store.slot(slot));
    }

    /** See {@link StateStore#history}. */
    List<NodeRecord> history(String slot) {
        return all(view -> view.history(slot), store -> store.history(slot));
    }

    /** See {@link StateStore#results}. */
    List<NodeRecord> results(String key) {
        return all(view -> view.results(key), store -> store.results(key));
    }

    /** See {@link StateStore#resultsOfCode}. */
    List<NodeRecord> resultsOfCode(String code) {
        return all(view -> view.resultsOfCode(code), store -> store.resultsOfCode(code));
    }

    /** See {@link StateStore#isForgotten}. */
    boolean isForgotten(String slot) {
        Function<StateView, Boolean> shared = view -> view.isForgotten(slot);
        return slot(slot).isEmpty() && (pending(shared) || log.known(shared) || local.isForgotten(slot));
    }

    /** See {@link StateStore#node}. */
    Optional<NodeRecord> node(String pipeline, String node) {
        return latest(view -> view.node(pipeline, node), store -> store.node(pipeline, node));
    }

    /** See {@link StateStore#nodes}. */
    Collection<NodeRecord> nodes(String pipeline) {
        Map<String, NodeRecord> byName = new LinkedHashMap<>();
        Stream.concat(
                        log.known(view -> view.nodes(pipeline)).stream().filter(this::isKept),
                        local.nodes(pipeline).stream())
                .sorted(Comparator.comparing(NodeRecord::finished))
                .forEach(record -> byName.put(record.node(), record));
        pending(view -> view.nodes(pipeline)).forEach(record -> byName.put(record.node(), record));
        return byName.values();
    }

    /** See {@link StateStore#run}. */
    Optional<RunRecord> run(String runId) {
        return pending(view -> view.run(runId))
                .or(() -> log.known(view -> view.run(runId)))
                .or(() -> local.run(runId));
    }

    /** The results that nodes are compared with, except those of the checkout alone. */
    List<NodeRecord> latestShared() {
        List<NodeRecord> all = new ArrayList<>(pending(StateView::latest));
        all.addAll(log.known(StateView::latest));
        return all;
    }
}
