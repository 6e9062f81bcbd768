package dev.freshet.runtime.state.shared;

import dev.freshet.config.KnownSecrets;
import dev.freshet.dataset.FileFault;
import dev.freshet.runtime.state.Claim;
import dev.freshet.runtime.state.ClaimAnswer;
import dev.freshet.runtime.state.StateException;
import dev.freshet.runtime.state.StateLockedException;
import dev.freshet.runtime.state.StateRecord;
import dev.freshet.runtime.state.StateStore.Lock;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What only the holder of the lock of the checkout does: it publishes entries and claims nodes. Its {@link Publisher}
 * lives as long as the lock is held.
 */
final class Holder {
    private static final Logger LOGGER = LoggerFactory.getLogger(Holder.class);

    private final Parts parts;
    private final SharedStateStore.Settings settings;
    private final Liveness liveness;

    /** Whether an earlier run has left entries that are not part of the log. */
    private volatile boolean hasUnpublished;

    private volatile @Nullable Publisher publisher;

    /** The run that had the lock of the checkout before this one; empty if unknown. */
    private volatile String earlierRun = "";

    /** Whether others had recorded something when the lock was taken, which the caller does not know yet. */
    private volatile boolean hasNewsOfStart;

    Holder(Parts parts, SharedStateStore.Settings settings) {
        this.parts = parts;
        this.settings = settings;
        liveness = new Liveness(parts.backend(), settings.timeToLive(), System::nanoTime);
    }

    /** Takes in what earlier runs could not share, so that it counts in this checkout before it is shared. */
    void readPending() {
        List<StateRecord> unpublished = parts.unpublished();
        hasUnpublished = !unpublished.isEmpty();
        parts.results().setPending(unpublished);
    }

    /** See {@link SharedStateStore#lock}. */
    Lock lock(Duration wait) {
        Lock lock = parts.local().lock(wait);
        boolean isStarted = false;
        try {
            start();
            isStarted = true;
        } catch (IOException e) {
            throw new StateException("cannot write the state in " + parts.directory() + ": " + FileFault.told(e), e);
        } finally {
            if (!isStarted) {
                stop(lock);
            }
        }
        return () -> stop(lock);
    }

    private void start() throws IOException {
        parts.mirror().own(true);
        parts.states().keep(settings.place(), parts.backend().id());
        Publisher.Access access = access();
        earlierRun = access != Publisher.Access.WRITE ? "" : parts.lastRun().replace(settings.runId());
        // Another run of this checkout may have shared or kept something since this store was opened.
        hasNewsOfStart = parts.readNews();
        List<StateRecord> unpublished = parts.unpublished();
        parts.results().setPending(List.of());
        Publisher started = new Publisher(parts, settings, access);
        publisher = started;
        hasUnpublished = false;
        started.resume(unpublished);
    }

    private Publisher.Access access() {
        if (parts.backend() instanceof OfflineBackend) {
            return Publisher.Access.OFFLINE;
        }
        try {
            if (parts.backend().isReadOnly()) {
                settings.warnings()
                        .accept("the shared state in " + parts.backend().place()
                                + " may only be read with these credentials; this checkout keeps what it makes for"
                                + " itself");
                return Publisher.Access.READ;
            }
            return Publisher.Access.WRITE;
        } catch (IOException e) {
            throw parts.failure(e);
        }
    }

    private void stop(Lock lock) {
        Publisher started = publisher;
        publisher = null;
        try {
            if (started != null) {
                started.close();
                compact();
            }
        } finally {
            parts.mirror().own(false);
            lock.close();
        }
    }

    private void compact() {
        try {
            parts.log().compactIfLong().ifPresent(parts.objects()::collect);
        } catch (IOException e) {
            LOGGER.debug("the log was not compacted: {}", KnownSecrets.masked(e));
        }
    }

    /** See {@link SharedStateStore#shareLeft}. */
    void shareLeft() {
        if (!hasUnpublished || parts.backend() instanceof OfflineBackend) {
            return;
        }
        try {
            lock(Duration.ZERO).close();
        } catch (StateLockedException e) {
            LOGGER.debug("another run shares what earlier ones could not: {}", KnownSecrets.masked(e));
        }
    }

    /** Returns whether others had recorded something when the lock was taken; true only once for each lock. */
    boolean takeNewsOfStart() {
        boolean hadNews = hasNewsOfStart;
        hasNewsOfStart = false;
        return hadNews;
    }

    /** Returns the publisher, if the lock is held. Without it no claim is in force: the claims of a run end with it. */
    Optional<Publisher> current() {
        return Optional.ofNullable(publisher);
    }

    Publisher publisher() {
        return current().orElseThrow(() -> new IllegalStateException("only the holder of the lock appends"));
    }

    /** Claims a node. Takes over the claims of runs that are dead. */
    ClaimAnswer claim(Claim wanted, long revision) {
        Publisher current = publisher();
        Claim asked = wanted;
        while (true) {
            ClaimAnswer answer = current.claim(asked, revision);
            if (answer instanceof ClaimAnswer.Held held && isDead(held.by())) {
                TreeSet<String> superseded = new TreeSet<>(asked.supersedes());
                superseded.add(held.by().id());
                asked = asked.superseding(superseded);
            } else {
                return answer;
            }
        }
    }

    /** The run that had the checkout's lock before is dead, since this one has it. */
    private boolean isDead(Claim claim) {
        try {
            return claim.runId().equals(earlierRun) || liveness.isDead(claim.runId());
        } catch (IOException e) {
            throw parts.failure(e);
        }
    }
}
