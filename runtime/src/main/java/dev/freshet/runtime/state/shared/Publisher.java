package dev.freshet.runtime.state.shared;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.freshet.config.KnownSecrets;
import dev.freshet.runtime.state.Claim;
import dev.freshet.runtime.state.ClaimAnswer;
import dev.freshet.runtime.state.ClaimedResult;
import dev.freshet.runtime.state.ForgottenNode;
import dev.freshet.runtime.state.NodeRecord;
import dev.freshet.runtime.state.Release;
import dev.freshet.runtime.state.RunRecord;
import dev.freshet.runtime.state.StampRecord;
import dev.freshet.runtime.state.StateException;
import dev.freshet.runtime.state.StateRecord;
import dev.freshet.runtime.state.local.LocalStateStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes entries of one run to the shared log. An entry is durable in the checkout first; the run goes on while it is
 * being shared. What cannot be shared stays in the outbox for the next run.
 */
final class Publisher implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Publisher.class);

    private final Parts parts;
    private final LocalStateStore local;
    private final SharedLog log;
    private final Outbox outbox;
    private final SharedStateStore.Settings settings;
    private final KnownResults results;
    private final LogWriter writer;
    private final Access access;

    @GuardedBy("this")
    private final List<Sent> sent = new ArrayList<>();

    /** The claims of this run in force, by node. */
    @GuardedBy("this")
    private final Map<String, String> claims = new HashMap<>();

    /** By result of this run on its way to the log, the answer to what it was sent with. */
    @GuardedBy("this")
    private final IdentityHashMap<NodeRecord, CompletableFuture<List<NodeRecord>>> answers = new IdentityHashMap<>();

    /** Slots that are forgotten, and have no result since, as far as entries are on their way. */
    @GuardedBy("this")
    private final Set<String> forgotten = new HashSet<>();

    @GuardedBy("this")
    private final List<NodeRecord> superseded = new ArrayList<>();

    @GuardedBy("this")
    private @Nullable Heartbeat heartbeat;

    @GuardedBy("this")
    private @Nullable StateException failure;

    /** What a run may do with the shared state. */
    enum Access {
        WRITE,
        /** What the run makes counts in its checkout, like a private result; it sees what others work on. */
        READ,
        /** What the run makes is shared later. */
        OFFLINE
    }

    /**
     * Entries on their way to the log.
     *
     * @param isOwn whether this run made them, and not an earlier one
     */
    private record Sent(boolean isOwn, CompletableFuture<List<NodeRecord>> answer) {}

    Publisher(Parts parts, SharedStateStore.Settings settings, Access access) {
        this.parts = parts;
        local = parts.local();
        log = parts.log();
        outbox = parts.outbox();
        results = parts.results();
        this.settings = settings;
        this.access = access;
        writer = new LogWriter(parts);
    }

    /** The entries of an outbox that the log does not have. */
    static List<StateRecord> unpublished(List<StateRecord> outbox, SharedLog log) {
        return outbox.stream()
                .filter(record -> !isKnown(withoutClaim(record), log))
                .toList();
    }

    private static boolean isKnown(StateRecord record, SharedLog log) {
        if (record instanceof RunRecord run) {
            return log.known(view -> view.run(run.runId())).isPresent();
        }
        return record instanceof NodeRecord result
                && log.known(view -> view.history(result.slot())).stream()
                        .anyMatch(known -> known.runId().equals(result.runId())
                                && known.node().equals(result.node())
                                && known.finished().equals(result.finished()));
    }

    /** What a record says once it counts. */
    static StateRecord withoutClaim(StateRecord record) {
        return record instanceof ClaimedResult claimed ? claimed.result() : record;
    }

    /** Takes up what an earlier run could not share. */
    void resume(List<StateRecord> unpublished) {
        unpublished.forEach(this::isRepeated);
        if (unpublished.isEmpty()) {
            outbox.clear();
        } else {
            send(unpublished, false);
        }
    }

    ClaimAnswer claim(Claim wanted, long revision) {
        if (access != Access.WRITE) {
            return log.conflicting(wanted)
                    .filter(held -> access == Access.READ)
                    .<ClaimAnswer>map(ClaimAnswer.Held::new)
                    .orElseGet(() -> new ClaimAnswer.Granted("", false));
        }
        try {
            beat();
            ClaimAnswer answer = await(writer.claim(wanted, revision));
            if (answer instanceof ClaimAnswer.Granted granted
                    && !granted.claim().isEmpty()) {
                synchronized (this) {
                    claims.put(node(wanted.pipeline(), wanted.node()), granted.claim());
                }
            }
            return answer;
        } catch (IOException e) {
            throw parts.failure(e);
        }
    }

    private static String node(String pipeline, String node) {
        return pipeline + " " + node;
    }

    private static <T> T await(CompletableFuture<T> answer) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private synchronized void beat() throws IOException {
        if (heartbeat == null) {
            heartbeat = Heartbeat.start(parts.backend(), settings.runId(), settings.timeToLive());
        }
    }

    /** Returns whether a claim is in force, as far as this is known. */
    boolean isInForce(String claim) {
        Heartbeat current;
        synchronized (this) {
            current = heartbeat;
        }
        if (claim.isEmpty() || current == null) {
            return true;
        }
        try {
            current.lookAfterPause(log::readNews);
        } catch (IOException e) {
            LOGGER.debug("nobody knows whether claim {} is in force: {}", claim, KnownSecrets.masked(e));
        }
        return log.claims().stream().anyMatch(known -> known.id().equals(claim));
    }

    /** See {@link dev.freshet.runtime.state.StateStore#accepted}. */
    CompletableFuture<Boolean> accepted(NodeRecord result) {
        CompletableFuture<List<NodeRecord>> answer;
        synchronized (this) {
            answer = answers.get(result);
        }
        return answer == null
                ? CompletableFuture.completedFuture(true)
                : answer.thenApply(left -> !left.contains(result));
    }

    /** Whether an entry says nothing that an earlier one on its way does not say. */
    private synchronized boolean isRepeated(StateRecord record) {
        if (withoutClaim(record) instanceof NodeRecord result) {
            forgotten.remove(result.slot());
        }
        return record instanceof ForgottenNode node && !forgotten.add(node.slot());
    }

    void append(List<? extends StateRecord> records) {
        List<StateRecord> own = new ArrayList<>();
        List<StampRecord> stamps = new ArrayList<>();
        List<StateRecord> shared = new ArrayList<>();
        for (StateRecord record : records) {
            if (record instanceof StampRecord stamp) {
                stamps.add(stamp);
            } else if (access == Access.READ || (record instanceof NodeRecord result && result.isPrivate())) {
                own.add(record);
            } else if (!isRepeated(record)) {
                shared.add(record);
                if (record instanceof RunRecord || record instanceof ForgottenNode) {
                    own.add(record);
                }
            }
        }
        local.append(own.stream().filter(record -> !(record instanceof Release)).toList());
        own.forEach(record -> {
            if (record instanceof NodeRecord result) {
                releaseOf(result);
            }
        });
        if (!shared.isEmpty()) {
            share(shared);
        }
        local.note(stamps);
    }

    private void share(List<StateRecord> records) {
        List<StateRecord> claimed = records.stream().map(this::claimed).toList();
        List<StateRecord> kept =
                claimed.stream().filter(record -> !(record instanceof Release)).toList();
        if (!kept.isEmpty()) {
            outbox.add(kept);
        }
        synchronized (this) {
            claimed.forEach(record -> {
                if (record instanceof ClaimedResult result) {
                    claims.values().remove(result.claim());
                }
            });
        }
        send(claimed, true);
    }

    private void send(List<StateRecord> records, boolean isOwn) {
        results.addPending(records);
        if (access != Access.WRITE) {
            return;
        }
        synchronized (this) {
            CompletableFuture<List<NodeRecord>> answer = writer.record(records);
            sent.add(new Sent(isOwn, answer));
            if (isOwn) {
                records.forEach(record -> {
                    if (withoutClaim(record) instanceof NodeRecord result) {
                        answers.put(result, answer);
                    }
                });
            }
        }
    }

    private synchronized StateRecord claimed(StateRecord record) {
        if (record instanceof NodeRecord result) {
            String claim = claims.get(node(result.pipeline(), result.node()));
            return claim == null ? result : new ClaimedResult(claim, result);
        }
        return record;
    }

    private void releaseOf(NodeRecord result) {
        String claim;
        synchronized (this) {
            claim = claims.remove(node(result.pipeline(), result.node()));
        }
        if (claim != null) {
            Future<?> unused = writer.record(List.of(new Release(claim)));
        }
    }

    void release(String claim) {
        if (claim.isEmpty()) {
            return;
        }
        synchronized (this) {
            claims.values().remove(claim);
        }
        Future<?> unused = writer.record(List.of(new Release(claim)));
    }

    private synchronized void fail(StateException e) {
        if (failure == null) {
            failure = e;
        }
    }

    List<NodeRecord> flush() {
        writer.flush();
        List<Sent> waiting;
        synchronized (this) {
            waiting = List.copyOf(sent);
            sent.clear();
            answers.clear();
        }
        waiting.forEach(this::settle);
        synchronized (this) {
            return List.copyOf(superseded);
        }
    }

    private void settle(Sent one) {
        try {
            List<NodeRecord> left = await(one.answer());
            if (one.isOwn()) {
                synchronized (this) {
                    superseded.addAll(left);
                }
            } else if (!left.isEmpty()) {
                LOGGER.debug("results of an earlier run do not count: {}", left);
            }
        } catch (StateException e) {
            fail(e);
        }
    }

    /** Waits until all is shared, gives up what claims are left, and ends the heartbeat. */
    @Override
    public void close() {
        flush();
        List<StateRecord> left = new ArrayList<>();
        synchronized (this) {
            claims.values().forEach(claim -> left.add(new Release(claim)));
            claims.clear();
        }
        if (!left.isEmpty()) {
            Future<?> unused = writer.record(left);
        }
        writer.close();
        synchronized (this) {
            if (heartbeat != null) {
                heartbeat.close();
            }
            if (failure == null && access == Access.WRITE) {
                results.setPending(List.of());
                outbox.clear();
            } else if (failure != null) {
                settings.warnings()
                        .accept(failure.getMessage()
                                + "; what this run made stays valid in this checkout, and is shared"
                                + " by the next run or by \"state push\"");
            }
        }
    }
}
